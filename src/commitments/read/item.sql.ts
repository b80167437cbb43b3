import { sql } from 'kysely';
import { labelOf, type Precision } from '../../calendar/deadline.js';
import { hasFallenSql, isDueAgreedSql, proposedDueJson, type RawProposedDue } from '../plan/plan.sql.js';
import { daysBetween, type Day } from '../../platform/clock.js';
import { statedOn } from '../completion/completion.sql.js';
import type { CommitmentItem, DueItem, SideItem, UndatedItem } from '../commitment.types.js';
import { holderFrom, type RawHolder } from '../turn/holder.js';
import { holderOf } from '../turn/turn.sql.js';
import { undatedJson } from '../undated/undated.sql.js';
import { cooperatingIds } from './cooperating.sql.js';
import { indicatorsOf, jointIndicators } from '../indicators/across.js';
import type { RawIndicators } from '../indicators/indicator.types.js';
import { rawIndicators } from '../indicators/indicators.sql.js';
import type { ReadAt } from './read-source.js';

/** A row of the item query: everything a list shows of a commitment, in one row, without hydration. */
export interface ItemRow extends Omit<
  CommitmentItem,
  'due' | 'overdueDays' | 'holder' | 'sides' | 'jointIndicators' | 'proposedDue'
> {
  sides: (Omit<SideItem, 'indicators'> & { indicators: RawIndicators | null })[];
  holder: RawHolder | null;
  duePrecision: Precision;
  dueValue: string | null;
  dueOn: Day | null;
  undated: UndatedItem | null;
  proposedDue: RawProposedDue | null;
}

/** Its owners and product: until its side has confirmed them. Over a row of sidesAt and its commitment `c`. */
const isProposed = sql`(sd.plan_confirmed_at is null and not ${hasFallenSql('sd')})`;

/** Over a row of sidesAt, and its commitment `c`. */
const productJson = sql`case when sd.product <> '{}' then sd.product || jsonb_build_object(
  'proposed', ${isProposed} or (sd.product ->> 'proposed')::boolean) end`;

/** Its side was left to name it, and has not yet: the office stands in. Over a row of sidesAt and its party. */
const isLeadToBeNamed = sql`sd.lead_left_open and ${isProposed} and sd.lead_body_id is not distinct from p.office_id`;

/** Columns of an item, over `c` (see commitmentsAt) and a CTE `sides` (see sidesAt). */
export const itemColumns = (at: ReadAt) => sql`
  c.id, c.code, c.title, jsonb_build_object('code', se.code, 'name', se.name) as sector,
  (select coalesce(jsonb_agg(l.locator order by l.position), '[]') from commitment_clause cc join clause l on l.id = cc.clause_id
    where cc.commitment_id = c.id) as clauses,
  c.status, c.timeliness, c.percent, c.due_precision as "duePrecision", c.due_value as "dueValue", c.due_on::text as "dueOn", ${undatedJson(at.asOf)} as undated,
  ${proposedDueJson} as "proposedDue", ${isDueAgreedSql} as "dueAgreed", c.done_on::text as "completedOn", ${holderOf(at)} as holder, c.differs, c.extensions, c.reminders, c.version,
  (select jsonb_agg(jsonb_build_object(
      'party', p.code, 'marker', p.marker, 'partyName', p.name, 'leadBody', jsonb_build_object('code', b.code, 'name', b.name, 'short', b.short),
      'cooperatingBodies', (select coalesce(jsonb_agg(jsonb_build_object('code', w.code, 'name', w.name, 'short', w.short) order by w.id), '[]')
        from body w where w.id = any(${cooperatingIds('sd')})),
      'proposed', ${isProposed}, 'confirmsAgain', sd.plan_confirmed_at is null and ${hasFallenSql('sd')}, 'leadToBeNamed', ${isLeadToBeNamed},
      'product', ${productJson}, 'indicators', ${rawIndicators(at)}, 'status', sd.status, 'percent', sd.percent, 'doneOn', sd.completed_on, 'statedOn', ${statedOn},
      'planConfirmedAt', iso(sd.plan_confirmed_at),
      'completionDeclaredAt', iso(sd.completion_declared_at), 'completionConfirmedAt', iso(sd.completion_confirmed_at),
      'returnedAt', iso(sd.returned_at), 'updatedAt', iso(sd.updated_at), 'ended', coalesce(sd.ended, false)) order by sd.position)
    from sides sd join party p on p.id = sd.party_id join body b on b.id = sd.lead_body_id
    where sd.commitment_id = c.id) as sides`;

export function itemOf(
  { duePrecision, dueValue, dueOn, undated, proposedDue, holder, sides, ...row }: ItemRow,
  asOf: Day,
): CommitmentItem {
  const overdueDays = row.timeliness === 'overdue' && dueOn ? daysBetween(dueOn, asOf) : 0;
  return {
    ...row,
    sides: sides.map((side) => ({ ...side, indicators: indicatorsOf(side, sides, asOf) })),
    jointIndicators: jointIndicators(sides, asOf),
    due: dueOf(duePrecision, dueValue, dueOn, undated),
    proposedDue: proposedDue && {
      due: dueOf(proposedDue.precision, proposedDue.value, proposedDue.date),
      party: proposedDue.party,
      at: proposedDue.at,
    },
    overdueDays,
    holder: holder && holderFrom(holder),
  };
}

export function dueOf(
  precision: Precision,
  value: string | null,
  date: Day | null,
  undated: UndatedItem | null = null,
): DueItem {
  return { precision, value, date, label: labelOf({ precision, value, undated }), undated };
}
