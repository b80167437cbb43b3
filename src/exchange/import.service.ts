import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { dayOf } from '../platform/clock.js';
import { appendAudit, type AuditActor } from '../audit/audit.js';
import { placeByCode } from '../commitments/change/code-order.js';
import { beginLongChange, holdCommitments } from '../commitments/change/hold.js';
import { createCommitments, type NewCommitment } from '../commitments/change/create.js';
import { loadAgreement, type Loaded } from '../commitments/change/load.js';
import { writeChange } from '../commitments/change/write.js';
import { refreshSearch, refreshSearchOfOthers } from '../commitments/read/search-text.js';
import { importAgreement } from './agreement-import.js';
import type { AgreementFile, CommitmentInFile } from './file/agreement-file.js';
import { idsOf, takeChanges } from './import-changes.js';
import { knownTo, type Known } from './import-known.js';
import { refuseLostDeadlines, refuseMissingSides } from './import-refusals.js';
import { notInTheFile, type ImportReport } from './import.report.js';

/** Where a new commitment comes from. */
export interface Origin {
  /** Told with its first event. */
  from: Record<string, unknown>;
  /** Codes of the sides that are still to name their lead body. */
  leftOpen: string[];
}
/** By the commitment's code. */
export type Origins = ReadonlyMap<string, Origin>;

/** Takes an agreement file in. Idempotent; what a side has confirmed is never overwritten. */
@Injectable()
export class ImportService {
  constructor(private readonly em: EntityManager) {}

  /** @param actor null where no account acted: the start of the program, the command line */
  import(file: AgreementFile, at: Date, actor: AuditActor | null = null): Promise<ImportReport> {
    return this.em.fork().transactional((em) => this.importWithin(em, file, at, actor));
  }

  /**
   * In a transaction of the caller's, who keeps it or takes it back.
   * @param origins where new commitments come from, by code, if not from a file of the agreement
   */
  async importWithin(
    em: EntityManager,
    file: AgreementFile,
    at: Date,
    actor: AuditActor | null = null,
    origins: Origins = new Map(),
  ): Promise<ImportReport> {
    const report = emptyReport(file);
    await takeTurns(em);
    await holdAll(em, file.slug);
    const agreementId = await importAgreement(em, file, at, report.written);
    await importCommitments(em, agreementId, { file, report, actor, at, origins });
    if (!hasChanged(report)) return report;
    await refuseLostDeadlines(em, file, agreementId);
    await refreshSearch(em, agreementId);
    if (report.written.body) await refreshSearchOfOthers(em, agreementId, at);
    await sql`update agreement set revision = revision + 1, raised_in = pg_current_xact_id(), changed_at = greatest(changed_at, ${at})
      where id = ${agreementId}`.execute(em.getKysely());
    const { created, updated, written } = report;
    const data = { created, updated, written };
    await appendAudit(em, { kind: 'agreement.imported', at, actor, agreementId, subject: file.number, data });
    return report;
  }
}

function emptyReport({ number }: AgreementFile): ImportReport {
  return { agreement: number, created: 0, updated: 0, unchanged: 0, changes: [], kept: [], written: {} };
}

function hasChanged({ created, updated, written }: ImportReport): boolean {
  return created + updated + Object.values(written).reduce((sum, count) => sum + count, 0) > 0;
}

/** Imports, and changes of a body, wait for each other: parties and bodies are shared by all agreements. */
export async function takeTurns(em: EntityManager): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('agreement import'))`.execute(em.getKysely());
}

/**
 * In the order in which changes lock: a commitment first, its agreement last. So neither waits for the other for ever, and
 * nobody changes a commitment between reading and writing.
 */
async function holdAll(em: EntityManager, slug: string): Promise<void> {
  const { rows } = await sql<{ agreement: number; ids: number[] }>`
    select a.id as agreement, array(select c.id from commitment c where c.agreement_id = a.id) as ids from agreement a where a.slug = ${slug}`.execute(
    em.getKysely(),
  );
  for (const { agreement, ids } of rows) {
    await beginLongChange(em, agreement);
    await holdCommitments(em, ids);
  }
}

interface Importing {
  file: AgreementFile;
  report: ImportReport;
  actor: AuditActor | null;
  at: Date;
  origins: Origins;
}

async function importCommitments(em: EntityManager, agreementId: number, importing: Importing) {
  const { file, report, actor, at, origins } = importing;
  const known = await knownTo(em, agreementId);
  const standing = new Map(
    (await loadAgreement(em, agreementId, dayOf(at))).map((loaded) => [loaded.commitment.code, loaded]),
  );
  const missing: NewCommitment[] = [];
  for (const entry of file.commitments) {
    const loaded = standing.get(entry.code);
    if (!loaded) {
      missing.push(newCommitment(entry, known, origins.get(entry.code)));
      report.created += 1;
      const { code, title } = entry;
      report.changes.push({ code, what: 'commitment', path: ['commitment'], from: null, to: title });
      continue;
    }
    const isAsked = loaded.state.request !== null;
    const events = takeChanges(loaded.commitment, { entry, known, report, at, isAsked });
    report[events ? 'updated' : 'unchanged'] += 1;
    if (events) await writeChange(em, { ...loaded, events, row: null, actor, at });
  }
  await createCommitments(em, agreementId, missing, at);
  if (missing.length > 0) await placeByCode(em, agreementId);
  report.kept.push(...missingFrom(file, standing));
}

function newCommitment(entry: CommitmentInFile, known: Known, origin?: Origin): NewCommitment {
  refuseMissingSides(entry, known.ofAgreement);
  const { code, title, due, clauses } = entry;
  const sides = known.ofAgreement.map((party) => {
    const { lead, cooperating, product = null, indicators = [] } = entry.sides[party]!;
    return {
      partyId: known.parties.idOf(party),
      leadBodyId: known.bodies.idOf(lead),
      cooperatingIds: idsOf(cooperating, known.bodies),
      product,
      indicators,
      isLeadLeftOpen: origin?.leftOpen.includes(party),
    };
  });
  return { code, title, due, clauses, sectorId: known.sectors.idOf(entry.sector), sides, from: origin?.from };
}

/** Commitments that the file no longer has: they stand, for they may have a history. */
function missingFrom(file: AgreementFile, standing: Map<string, Loaded>): ImportReport['kept'] {
  const said = new Set(file.commitments.map(({ code }) => code));
  return [...standing.values()]
    .filter(({ commitment }) => !said.has(commitment.code))
    .map(({ commitment: { code, title } }) => ({
      code,
      what: notInTheFile,
      why: 'missing' as const,
      present: title,
      said: null,
    }));
}
