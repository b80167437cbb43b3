import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { isDeepStrictEqual } from 'node:util';
import type { AgreementFile, CommitmentInFile } from './file/agreement-file.js';
import { appendAudit, type AuditActor } from '../audit/audit.js';
import { importAgreement } from './agreement-import.js';
import { Sector } from '../agreements/agreement.entity.js';
import { Body } from '../agreements/body.entity.js';
import { labelOf, lastDayOf } from '../calendar/deadline.js';
import { dayOf } from '../platform/clock.js';
import { RuleBroken } from '../platform/errors.js';
import type { BilingualText } from '../platform/text.js';
import { Commitment, type CommitmentSide } from '../commitments/commitment.entity.js';
import type { EventKind } from '../commitments/commitment.types.js';
import { CommitmentEvent } from '../commitments/event.entity.js';
import { recordStates } from '../commitments/change/history.js';
import { refreshSearch, refreshSearchOfOthers } from '../commitments/read/search-text.js';
import { Comparison, notInTheFile, type ImportReport } from './import.report.js';

/** Takes an agreement file in. Idempotent; what a side has confirmed is never overwritten. */
@Injectable()
export class ImportService {
  constructor(private readonly em: EntityManager) {}

  /** @param actor null where no account acted: the start of the program, the command line */
  import(file: AgreementFile, at: Date, actor: AuditActor | null = null): Promise<ImportReport> {
    return this.em.fork().transactional((em) => this.importWithin(em, file, at, actor));
  }

  /** In a transaction of the caller's, who keeps it or takes it back. */
  async importWithin(
    em: EntityManager,
    file: AgreementFile,
    at: Date,
    actor: AuditActor | null = null,
  ): Promise<ImportReport> {
    const report = emptyReport(file);
    await takeTurns(em);
    await lockCommitments(em, file.slug);
    const agreementId = await importAgreement(em, file, at, report.written);
    const known = await knownRows(em, agreementId);
    for (const entry of file.commitments) {
      const existing = known.commitments.get(entry.code);
      if (existing) await update(em, existing, { entry, known, report, at });
      else await create(em, { agreementId, entry, known, report, at });
    }
    report.kept.push(...missingFrom(file, known));
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

/** In the order in which changes lock: a commitment first, its agreement last. So neither waits for the other for ever. */
async function lockCommitments(em: EntityManager, slug: string): Promise<void> {
  await sql`select c.id from commitment c join agreement a on a.id = c.agreement_id
    where a.slug = ${slug} order by c.id for update of c`.execute(em.getKysely());
}

/** Commitments that the file no longer has: they stand, for they may have a history. */
function missingFrom(file: AgreementFile, { commitments }: Known): ImportReport['kept'] {
  const said = new Set(file.commitments.map(({ code }) => code));
  return [...commitments.keys()]
    .filter((code) => !said.has(code))
    .map((code) => ({
      code,
      what: notInTheFile,
      why: 'missing' as const,
      present: commitments.get(code)!.title,
      said: null,
    }));
}

/** A party that the file no longer has is still party: what is new needs its side as well. */
function refuseMissingSides({ code, sides }: CommitmentInFile, { ofAgreement }: Known): void {
  const missing = ofAgreement.find((party) => !Object.hasOwn(sides, party));
  if (missing === undefined) return;
  throw new RuleBroken(
    {
      vi: `Cam kết mới ${code} thiếu phần của bên ${missing}, vốn là bên của thỏa thuận. Hãy thêm bên này vào tệp.`,
      en: `The new commitment ${code} has no side of ${missing}, which is party to the agreement. Add that side to the file.`,
    },
    'parties',
  );
}

/** A period that leaves out a deadline which stands would be a file that nobody can import again. */
async function refuseLostDeadlines(em: EntityManager, { period }: AgreementFile, id: number): Promise<void> {
  const { rows } = await sql<{ code: string }>`select code from commitment where agreement_id = ${id}
    and due_on not between ${period.from} and ${period.to} order by position limit 1`.execute(em.getKysely());
  if (!rows[0]) return;
  const { code } = rows[0];
  throw new RuleBroken(
    {
      vi: `Cam kết ${code} có thời hạn nằm ngoài thời kỳ trong tệp. Hãy giữ thời kỳ đủ dài.`,
      en: `Commitment ${code} has a deadline outside the period in the file. Keep the period long enough.`,
    },
    'period',
  );
}

interface Known {
  /** Codes of the parties of the agreement. */
  ofAgreement: string[];
  bodies: Map<string, number>;
  parties: Map<string, number>;
  sectors: Map<string, Sector>;
  commitments: Map<string, Commitment>;
  bodyCodes: Map<number, string>;
  partyCodes: Map<number, string>;
  bodyNames: Map<string, BilingualText>;
  /** By commitment: where it stands in the agreement. */
  places: Map<string, { sector: string; clauses: string[] }>;
}

async function knownRows(em: EntityManager, agreementId: number): Promise<Known> {
  const ids = async (table: string) => {
    const { rows } = await sql<{
      code: string;
      id: number;
    }>`select code, id from ${sql.table(table)}`.execute(em.getKysely());
    return new Map(rows.map(({ code, id }) => [code, id]));
  };
  const sectors = await em.find(Sector, { agreementId });
  const commitments = await em.find(Commitment, { agreementId }, { populate: ['sides.cooperating'] });
  const [bodies, parties] = [await ids('body'), await ids('party')];
  const { rows: ofAgreement } = await sql<{ code: string }>`select p.code from agreement_party ap
    join party p on p.id = ap.party_id where ap.agreement_id = ${agreementId} order by ap.position`.execute(
    em.getKysely(),
  );
  const inverse = (map: Map<string, number>) => new Map([...map].map(([code, id]) => [id, code]));
  return {
    ofAgreement: ofAgreement.map(({ code }) => code),
    bodies,
    parties,
    places: await placesOf(em, agreementId),
    bodyNames: new Map((await em.find(Body, {})).map(({ code, short }) => [code, short])),
    bodyCodes: inverse(bodies),
    partyCodes: inverse(parties),
    sectors: new Map(sectors.map((sector) => [sector.code, sector])),
    commitments: new Map(commitments.map((commitment) => [commitment.code, commitment])),
  };
}

async function placesOf(em: EntityManager, agreementId: number): Promise<Known['places']> {
  const { rows } = await sql<{ code: string; sector: string; clauses: string[] }>`
    select c.code, s.code as sector, array(select l.locator from commitment_clause cc join clause l on l.id = cc.clause_id
      where cc.commitment_id = c.id order by l.locator collate "C") as clauses
    from commitment c join sector s on s.id = c.sector_id where c.agreement_id = ${agreementId}`.execute(
    em.getKysely(),
  );
  return new Map(rows.map(({ code, ...place }) => [code, place]));
}

interface Creation {
  agreementId: number;
  entry: CommitmentInFile;
  known: Known;
  report: ImportReport;
  at: Date;
}

async function create(em: EntityManager, { agreementId, entry, known, report, at }: Creation): Promise<void> {
  refuseMissingSides(entry, known);
  const { rows } = await sql<{ id: number }>`
    with c as (
      insert into commitment (agreement_id, sector_id, code, position, title, search, due_precision, due_value, due_on,
        original_precision, original_value, created_at)
      values (${agreementId}, ${known.sectors.get(entry.sector)!.id}, ${entry.code},
        (select coalesce(max(position), 0) + 1 from commitment where agreement_id = ${agreementId}), ${JSON.stringify(entry.title)}::jsonb,
        '', ${entry.due.precision}, ${entry.due.value}, ${lastDayOf(entry.due)},
        ${entry.due.precision}, ${entry.due.value}, ${at})
      returning id, agreement_id
    ), clauses as (
      insert into commitment_clause (commitment_id, clause_id, agreement_id)
      select c.id, l.id, c.agreement_id from c join clause l on l.agreement_id = c.agreement_id and l.locator = any(${entry.clauses})
    ), sides as (
      insert into commitment_side (commitment_id, agreement_id, party_id, position, lead_body_id)
      select c.id, c.agreement_id, ap.party_id, ap.position, b.id
      from c join agreement_party ap on ap.agreement_id = c.agreement_id join party p on p.id = ap.party_id
      join jsonb_each(${JSON.stringify(entry.sides)}::jsonb) f(party, side) on f.party = p.code
      join body b on b.code = f.side ->> 'lead'
      returning id, party_id
    ), cooperating as (
      insert into cooperating_body (side_id, body_id)
      select s.id, b.id from sides s join party p on p.id = s.party_id
      join jsonb_each(${JSON.stringify(entry.sides)}::jsonb) f(party, side) on f.party = p.code
      cross join jsonb_array_elements_text(f.side -> 'cooperating') as w(code) join body b on b.code = w.code
    )
    select id from c`.execute(em.getKysely());
  await em
    .persist(eventOf({ id: rows[0]!.id, agreementId }, 'imported', { clauses: entry.clauses }, at))
    .flush();
  await recordStates(em, rows[0]!, at);
  report.created += 1;
  report.changes.push({
    code: entry.code,
    what: 'commitment',
    path: ['commitment'],
    from: null,
    to: entry.title,
  });
}

/**
 * A side that confirmed its plan, or reported, keeps its bodies; a commitment that is settled so keeps title and
 * deadline. What was agreed by an extension is compared by what the file said at first, unless the file has it already.
 */
async function update(
  em: EntityManager,
  commitment: Commitment,
  { entry, known, report, at }: Update,
): Promise<void> {
  const comparison = new Comparison(entry.code, report);
  const sides = commitment.sides.getItems();
  const open = !sides.some(isSettled) && commitment.extensions === 0;
  const stated = { precision: commitment.originalPrecision, value: commitment.originalValue ?? null };
  const extended = commitment.extensions > 0 && !isDeepStrictEqual(commitment.due, entry.due);
  const said = extended ? stated : commitment.due;
  const from = labelOf(commitment.due);
  comparison.take('title', commitment.title, entry.title, open, () => (commitment.title = entry.title));
  const redated = comparison.take('due', said, entry.due, open, () => redate(commitment, entry));
  if (redated) em.persist(eventOf(commitment, 'deadline_changed', { from, to: labelOf(entry.due) }, at));
  const { sector, clauses } = known.places.get(entry.code)!;
  comparison.keep('sector', sector, entry.sector);
  comparison.keep('clauses', clauses, [...entry.clauses].sort());
  for (const side of sides) takeBodies(em, commitment, side, { entry, known, comparison, at });
  if (!comparison.changed) return void (report.unchanged += 1);
  report.updated += 1;
  commitment.version += 1;
  await em.flush();
  await recordStates(em, commitment, at);
}

interface Update {
  entry: CommitmentInFile;
  known: Known;
  report: ImportReport;
  at: Date;
}

function takeBodies(
  em: EntityManager,
  commitment: Commitment,
  side: CommitmentSide,
  { entry, known, comparison, at }: Pick<Update, 'entry' | 'known' | 'at'> & { comparison: Comparison },
): void {
  const party = known.partyCodes.get(side.partyId)!;
  const said = entry.sides[party];
  const presentLead = known.bodyCodes.get(side.leadBodyId)!;
  if (!said) return comparison.keep(`sides.${party}`, presentLead, null);
  const { lead, cooperating } = said;
  const present = side.cooperating.getItems().map(({ code }) => code);
  const open = !isSettled(side);
  const led = comparison.take(
    `sides.${party}.lead`,
    presentLead,
    lead,
    open,
    () => (side.leadBodyId = known.bodies.get(lead)!),
  );
  if (led)
    em.persist(
      Object.assign(
        eventOf(
          commitment,
          'lead_changed',
          { from: known.bodyNames.get(presentLead), to: known.bodyNames.get(lead) },
          at,
        ),
        { partyId: side.partyId },
      ),
    );
  comparison.take(`sides.${party}.cooperating`, present.sort(), [...cooperating].sort(), open, () =>
    side.cooperating.set(cooperating.map((code) => em.getReference(Body, known.bodies.get(code)!))),
  );
}

const isSettled = (side: CommitmentSide) => Boolean(side.planConfirmedAt ?? side.updatedAt);

function redate(commitment: Commitment, { due }: CommitmentInFile): void {
  Object.assign(commitment, {
    duePrecision: due.precision,
    dueValue: due.value,
    dueOn: lastDayOf(due),
    dueVersion: commitment.dueVersion + 1,
    originalPrecision: due.precision,
    originalValue: due.value,
  });
}

function eventOf(
  { id, agreementId }: Pick<Commitment, 'id' | 'agreementId'>,
  kind: EventKind,
  data: Record<string, unknown>,
  at: Date,
): CommitmentEvent {
  return Object.assign(new CommitmentEvent(), {
    agreementId,
    commitmentId: id,
    at,
    day: dayOf(at),
    kind,
    data,
    illustrative: false,
  });
}
