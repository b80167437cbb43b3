import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { AgreementFile } from '../agreements/agreement-file.js';
import { agreementFile } from './export.queries.js';
import { notInTheFile, type Change, type ImportReport } from './import.report.js';
import { ImportService } from './import.service.js';

/** What an import of a file would do. It is the import itself, taken back: so the two cannot disagree. */
@Injectable()
export class DiffService {
  constructor(
    private readonly em: EntityManager,
    private readonly imports: ImportService,
  ) {}

  /** @returns the import's report, with the changes of parties, bodies, sectors and clauses in it as well */
  async diff(file: AgreementFile, at: Date): Promise<ImportReport> {
    const em = this.em.fork();
    await em.begin();
    try {
      const before = await agreementFile(em, file.slug);
      const report = await this.imports.importWithin(em, file, at);
      const after = (await agreementFile(em, file.slug))!;
      const changes = [...changesOfAgreement(before, after), ...report.changes];
      return { ...report, changes, kept: [...report.kept, ...missingParts(after, file)] };
    } finally {
      await em.rollback();
    }
  }
}

function changesOfAgreement(before: AgreementFile | undefined, after: AgreementFile): Change[] {
  if (!before) return [{ code: after.slug, what: 'agreement', from: null, to: after.title }];
  return changesBetween(keyed(before), keyed(after), []).map((change) => ({ code: after.slug, ...change }));
}

/** Without the commitments, of which the import itself tells; the lists by code, so that an item is compared with itself. */
function keyed({ parties, bodies, sectors, clauses, ...rest }: Omit<AgreementFile, 'commitments'>) {
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
  if (!isRecord(from) || !isRecord(to)) return [{ what: path.join('.'), from: from ?? null, to: to ?? null }];
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
      .map((code) => ({ code: `${list}.${code}`, what: notInTheFile }));
  const codes = (items: { code: string }[]) => items.map(({ code }) => code);
  const locators = ({ clauses }: AgreementFile) => clauses.map(({ locator }) => locator);
  return [
    ...missing('parties', codes(after.parties), codes(file.parties)),
    ...missing('sectors', codes(after.sectors), codes(file.sectors)),
    ...missing('clauses', locators(after), locators(file)),
  ];
}
