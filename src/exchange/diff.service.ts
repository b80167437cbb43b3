import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { AuditActor } from '../audit/audit.js';
import type { AgreementFile } from './file/agreement-file.js';
import { agreementFile } from './export.queries.js';
import { notInTheFile, type Change, type ImportReport, type Kept } from './import.report.js';
import { ImportService, takeTurns } from './import.service.js';

/** What an import of a file would do. It is the import itself, taken back: so the two cannot disagree. */
@Injectable()
export class DiffService {
  constructor(
    private readonly em: EntityManager,
    private readonly imports: ImportService,
  ) {}

  /** @returns the import's report, with the changes of parties, bodies, sectors and clauses in it as well */
  async diff(file: AgreementFile, at: Date): Promise<ImportReport> {
    return (await this.attempt(file, at, null, () => false)).report;
  }

  /**
   * Imports what was looked at before, and nothing else.
   * @param seen what `differenceOf` said of the report that was looked at; undefined where none was
   * @returns whether it was done; not where the difference is another one by now
   */
  importAsSeen(
    file: AgreementFile,
    at: Date,
    actor: AuditActor,
    seen: string | undefined,
  ): Promise<{ done: boolean; report: ImportReport }> {
    return this.attempt(file, at, actor, (report) => seen === undefined || differenceOf(report) === seen);
  }

  private async attempt(
    file: AgreementFile,
    at: Date,
    actor: AuditActor | null,
    isWanted: (report: ImportReport) => boolean,
  ): Promise<{ done: boolean; report: ImportReport }> {
    const em = this.em.fork();
    await em.begin();
    try {
      const report = await this.reportWithin(em, file, at, actor);
      const done = isWanted(report);
      if (done) await em.commit();
      return { done, report };
    } finally {
      if (em.isInTransaction()) await em.rollback();
    }
  }

  private async reportWithin(
    em: EntityManager,
    file: AgreementFile,
    at: Date,
    actor: AuditActor | null,
  ): Promise<ImportReport> {
    await takeTurns(em);
    const before = await agreementFile(em, file.slug);
    const report = await this.imports.importWithin(em, file, at, actor);
    const after = (await agreementFile(em, file.slug))!;
    const changes = [...changesOfAgreement(before, after), ...report.changes];
    return { ...report, changes, kept: [...report.kept, ...missingParts(after, file)] };
  }
}

/** A short name of what a report says: two reports of one name foretell the same import. */
export function differenceOf({ agreement, changes, kept, written }: ImportReport): string {
  return createHash('sha256')
    .update(JSON.stringify([agreement, changes, kept, written]))
    .digest('base64url');
}

function changesOfAgreement(before: AgreementFile | undefined, after: AgreementFile): Change[] {
  if (!before)
    return [{ code: after.slug, what: 'agreement', path: ['agreement'], from: null, to: after.title }];
  return changesBetween(keyed(before), keyed(after), []).map((change) => ({ code: after.slug, ...change }));
}

/** Without the commitments, of which the import itself tells; the lists by code, so that an item is compared with itself. */
function keyed({ parties, bodies, sectors, clauses, commitments: _told, ...rest }: AgreementFile) {
  const by = <Item extends object>(items: Item[], key: keyof Item) =>
    Object.fromEntries(items.map((item) => [String(item[key]), item]));
  const placed = <Item extends object>(items: Item[]) =>
    items.map((item, i) => ({ ...item, position: i + 1 }));
  return {
    ...rest,
    parties: by(parties, 'code'),
    bodies: by(bodies, 'code'),
    sectors: by(placed(sectors), 'code'),
    clauses: by(placed(clauses), 'locator'),
  };
}

function changesBetween(from: unknown, to: unknown, path: string[]): Omit<Change, 'code'>[] {
  if (isDeepStrictEqual(from, to)) return [];
  if (!isRecord(from) || !isRecord(to))
    return [{ what: path.join('.'), path, from: from ?? null, to: to ?? null }];
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...keys].flatMap((key) => changesBetween(from[key], to[key], [...path, key]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Bodies are left out: those of a party stand for all its agreements, and one file need not name them all. */
function missingParts(after: AgreementFile, file: AgreementFile): ImportReport['kept'] {
  const missing = (list: string, present: string[], said: string[]) =>
    present
      .filter((code) => !said.includes(code))
      .map((code) => ({
        code: `${list}.${code}`,
        what: notInTheFile,
        why: 'missing' as const,
        present: code,
        said: null,
      }));
  const codes = (items: { code: string }[]) => items.map(({ code }) => code);
  const locators = ({ clauses }: AgreementFile) => clauses.map(({ locator }) => locator);
  return [
    ...otherOrder(after, file),
    ...missing('parties', codes(after.parties), codes(file.parties)),
    ...missing('sectors', codes(after.sectors), codes(file.sectors)),
    ...missing('clauses', locators(after), locators(file)),
  ];
}

/** In which order parties stand is part of what they agreed: the first import decides it. */
function otherOrder({ slug, parties }: AgreementFile, file: AgreementFile): Kept[] {
  const codes = parties.map(({ code }) => code);
  const said = file.parties.map(({ code }) => code);
  const present = codes.filter((code) => said.includes(code));
  return isDeepStrictEqual(present, said)
    ? []
    : [{ code: slug, what: 'parties', why: 'fixed', present, said }];
}
