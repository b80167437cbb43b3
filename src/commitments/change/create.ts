import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { lastDayOf, type Deadline } from '../../calendar/deadline.js';
import { dayOf, type Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { Indicator } from '../indicators/indicator.js';
import type { Product } from '../product.js';
import { undatedSince } from '../undated/undated.js';
import { historyOfCommitment, historyOfSides, recorded } from './history.js';

export interface NewCommitment {
  code: string;
  title: BilingualText;
  due: Deadline;
  sectorId: number;
  /** Locators of the agreement's clauses. */
  clauses: string[];
  sides: {
    partyId: number;
    leadBodyId: number;
    cooperatingIds: number[];
    product: Product | null;
    indicators: Indicator[];
    /** That side is still to name its lead body: its office stands there meanwhile. */
    isLeadLeftOpen?: boolean;
  }[];
  /** Told with its first event: where it came from, if not from an agreement file. */
  from?: Record<string, unknown>;
}

/**
 * Adds commitments behind those that an agreement has (`placeByCode` then puts them in order), with their sides, first states and an event each, in one statement
 * however many there are. Their search text is brought up to date by whoever adds them.
 */
export async function createCommitments(
  em: EntityManager,
  agreementId: number,
  commitments: NewCommitment[],
  at: Date,
): Promise<void> {
  if (commitments.length === 0) return;
  await sql`
    with said as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(commitments.map((one, index) => rowOf(one, index, dayOf(at))))}::jsonb) as f (place integer, code text, title jsonb,
        sector_id integer, due_precision text, due_value text, due_on date, undated jsonb, clauses text[], sides jsonb, origin jsonb)
    ), made as (
      insert into commitment (agreement_id, sector_id, code, position, title, search, due_precision, due_value, due_on, undated,
        original_precision, original_value, created_at)
      select ${agreementId}, sector_id, code, place + (select coalesce(max(position), 0) from commitment where agreement_id = ${agreementId}),
        title, '', due_precision, due_value, due_on, undated, due_precision, due_value, ${at}::timestamptz from said order by place
      returning *
    ), clauses as (
      insert into commitment_clause (commitment_id, clause_id, agreement_id)
      select made.id, l.id, made.agreement_id from made join said using (code)
      join clause l on l.agreement_id = ${agreementId} and l.locator = any(said.clauses)
    ), sides_said as materialized (
      select made.id as commitment_id, f.* from made join said using (code)
      cross join jsonb_to_recordset(said.sides) as f (party_id integer, lead_body_id integer, cooperating integer[], product jsonb, indicators jsonb, left_open boolean)
    ), sides as (
      insert into commitment_side (commitment_id, agreement_id, party_id, position, lead_body_id, product, indicators, lead_left_open)
      select f.commitment_id, ${agreementId}, f.party_id, ap.position, f.lead_body_id, f.product, f.indicators, f.left_open
      from sides_said f join agreement_party ap on ap.agreement_id = ${agreementId} and ap.party_id = f.party_id
      order by f.commitment_id, ap.position
      returning *
    ), sides_now as materialized (
      select sides.*, f.cooperating from sides join sides_said f using (commitment_id, party_id)
    ), bodies as (
      insert into cooperating_body (side_id, body_id) select n.id, b from sides_now n cross join unnest(n.cooperating) b
    ), events as (
      insert into commitment_event (commitment_id, agreement_id, at, day, kind, data)
      select made.id, made.agreement_id, ${at}::timestamptz, ${dayOf(at)}::date, 'imported', jsonb_build_object('clauses', said.clauses) || said.origin
      from made join said using (code) order by made.id
    ), ${recorded(historyOfCommitment, { present: sql`table made`, at })},
    ${recorded(historyOfSides, { present: sql`table sides_now`, at })}
    select count(*) from made`.execute(em.getKysely());
}

function rowOf(
  { code, title, due, sectorId, clauses, sides, from = {} }: NewCommitment,
  index: number,
  today: Day,
) {
  return {
    place: index + 1,
    code,
    title,
    sector_id: sectorId,
    due_precision: due.precision,
    due_value: due.value,
    due_on: lastDayOf(due),
    undated: due.undated ? undatedSince(due.undated, {}, today) : {},
    clauses,
    origin: from,
    sides: sides.map(
      ({ partyId, leadBodyId, cooperatingIds, product, indicators, isLeadLeftOpen = false }) => ({
        party_id: partyId,
        lead_body_id: leadBodyId,
        cooperating: cooperatingIds,
        left_open: isLeadLeftOpen,
        product: product ? { ...product, proposed: true } : {},
        indicators: indicators.map((indicator) => ({ ...indicator, proposed: true })),
      }),
    ),
  };
}
