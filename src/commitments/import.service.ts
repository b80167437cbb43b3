import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { AgreementFile, CommitmentInFile } from '../agreements/agreement-file.js';
import { importAgreement, type Written } from '../agreements/agreement-import.js';
import { Sector } from '../agreements/agreement.entity.js';
import { lastDayOf } from '../calendar/deadline.js';
import { dayOf } from '../platform/clock.js';
import { fold } from '../platform/text.js';
import { Commitment } from './commitment.entity.js';
import { CommitmentEvent } from './event.entity.js';
import { recordStates } from './history.js';

export interface ImportReport {
  agreement: string;
  created: number;
  updated: number;
  unchanged: number;
  /** What the file says otherwise but a side has confirmed, or reported on, and so stands. */
  kept: { code: string; what: string }[];
  written: Written;
}

/** Takes an agreement file in. Idempotent; what a side has confirmed is never overwritten. */
@Injectable()
export class ImportService {
  constructor(private readonly em: EntityManager) {}

  import(file: AgreementFile, at: Date): Promise<ImportReport> {
    return this.em.fork().transactional(async (em) => {
      const report: ImportReport = {
        agreement: file.number,
        created: 0,
        updated: 0,
        unchanged: 0,
        kept: [],
        written: {},
      };
      const agreementId = await importAgreement(em, file, at, report.written);
      const known = await knownRows(em, agreementId);
      for (const [index, entry] of file.commitments.entries()) {
        const existing = known.commitments.get(entry.code);
        if (existing) await update(em, existing, entry, known, report, at);
        else await create(em, { agreementId, index, entry, file, known, at });
        report.created += existing ? 0 : 1;
      }
      const changed =
        report.created +
        report.updated +
        Object.values(report.written).reduce((sum, count) => sum + count, 0);
      if (changed > 0)
        await sql`update agreement set revision = revision + 1 where id = ${agreementId}`.execute(
          em.getKysely(),
        );
      return report;
    });
  }
}

interface Known {
  bodies: Map<string, number>;
  parties: Map<string, number>;
  sectors: Map<string, Sector>;
  commitments: Map<string, Commitment>;
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
  const commitments = await em.find(Commitment, { agreementId }, { populate: ['sides'] });
  return {
    bodies: await ids('body'),
    parties: await ids('party'),
    sectors: new Map(sectors.map((sector) => [sector.code, sector])),
    commitments: new Map(commitments.map((commitment) => [commitment.code, commitment])),
  };
}

interface Creation {
  agreementId: number;
  index: number;
  entry: CommitmentInFile;
  file: AgreementFile;
  known: Known;
  at: Date;
}

async function create(
  em: EntityManager,
  { agreementId, index, entry, file, known, at }: Creation,
): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    with c as (
      insert into commitment (agreement_id, sector_id, code, position, title, search, due_precision, due_value, due_on,
        original_precision, original_value, created_at)
      values (${agreementId}, ${known.sectors.get(entry.sector)!.id}, ${entry.code}, ${index + 1}, ${JSON.stringify(entry.title)}::jsonb,
        ${searchText(entry, file)}, ${entry.due.precision}, ${entry.due.value}, ${lastDayOf(entry.due)},
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
  await em.persist(importedEvent(agreementId, rows[0]!.id, entry, at)).flush();
  await recordStates(em, rows[0]!, at);
}

/** A side that confirmed its plan keeps lead and deadline; so does a commitment that somebody has reported on. */
async function update(
  em: EntityManager,
  commitment: Commitment,
  entry: CommitmentInFile,
  known: Known,
  report: ImportReport,
  at: Date,
): Promise<void> {
  const sides = commitment.sides.getItems();
  const settled = sides.some((side) => side.planConfirmedAt || side.updatedAt) || commitment.extensions > 0;
  let changed = false;
  const set = (what: string, differs: boolean, allowed: boolean, apply: () => void) => {
    if (!differs) return;
    if (!allowed) return void report.kept.push({ code: entry.code, what });
    apply();
    changed = true;
  };
  const { due } = commitment;
  const titleDiffers = commitment.title.vi !== entry.title.vi || commitment.title.en !== entry.title.en;
  set('title', titleDiffers, !settled, () => (commitment.title = entry.title));
  // An extended deadline is compared by what the file said at first.
  const stated = { precision: commitment.originalPrecision, value: commitment.originalValue ?? null };
  const said = commitment.extensions > 0 ? stated : due;
  set('due', said.precision !== entry.due.precision || said.value !== entry.due.value, !settled, () =>
    redate(commitment, entry),
  );
  for (const side of sides) {
    const party = [...known.parties].find(([, id]) => id === side.partyId)![0];
    const lead = known.bodies.get(entry.sides[party]!.lead)!;
    const allowed = !side.planConfirmedAt && !side.updatedAt;
    set(`sides.${party}.lead`, side.leadBodyId !== lead, allowed, () => (side.leadBodyId = lead));
  }
  if (!changed) return void (report.unchanged += 1);
  report.updated += 1;
  commitment.version += 1;
  await em.flush();
  await recordStates(em, commitment, at);
}

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

function importedEvent(
  agreementId: number,
  commitmentId: number,
  { clauses }: CommitmentInFile,
  at: Date,
): CommitmentEvent {
  return Object.assign(new CommitmentEvent(), {
    agreementId,
    commitmentId,
    at,
    day: dayOf(at),
    kind: 'imported',
    data: { clauses },
    illustrative: false,
  });
}

/** Everything by which people look for a commitment, folded: code, titles, sector, clauses, bodies on all sides. */
function searchText(entry: CommitmentInFile, file: AgreementFile): string {
  const sector = file.sectors.find(({ code }) => code === entry.sector)!;
  const clauses = file.clauses.filter(({ locator }) => entry.clauses.includes(locator));
  const codes = new Set(
    Object.values(entry.sides).flatMap(({ lead, cooperating }) => [lead, ...cooperating]),
  );
  const bodies = file.bodies.filter(({ code }) => codes.has(code));
  const texts = [
    entry.title,
    sector.name,
    ...clauses.map(({ summary }) => summary),
    ...bodies.flatMap(({ name, short }) => [name, short]),
  ];
  return fold([entry.code, ...entry.clauses, ...texts.flatMap(({ vi, en }) => [vi, en])].join(' '));
}
