import { sql, type RawBuilder } from 'kysely';
import { answeredForBy } from '../../agreements/in-charge.js';
import type { ReportingPeriod } from '../../calendar/reporting-period.js';
import type { CommitmentFilter } from './list.types.js';
import { cooperatesAnyOf } from './cooperating.sql.js';
import { isHeldBy, waitsFor } from '../turn/turn.sql.js';
import type { ReadAt } from './read-source.js';
import { confirmedBy, isConfirmed, isStated, statedBy } from '../completion/completion.sql.js';
import { deadlineKind } from '../undated/undated.sql.js';
import { doubtful } from './quality.sql.js';
import { foundIn } from '../search/found.sql.js';
import { hasIndicator } from '../indicators/indicators.sql.js';
import { reported } from './reported.sql.js';

/** The filters, each a condition over `c`, `sides` and `se` of the list query; their conjunction is the list. */
export type Conditions = Record<FilterKey, RawBuilder<boolean>>;
export type FilterKey = (typeof filterKeys)[number];
export const filterKeys = [
  ...([
    'sector',
    'status',
    'timeliness',
    'group',
    'party',
    'body',
    'lead',
    'confirmation',
    'differs',
    'update',
    'quality',
    'indicator',
    'extended',
  ] as const),
  ...(['reminded', 'holder', 'waits', 'statedBy', 'confirmedBy', 'search', 'due'] as const),
];

const yes = sql<boolean>`true`;

export function conditionsOf(filter: CommitmentFilter, at: ReadAt & { period: ReportingPeriod }): Conditions {
  const { asOf, period } = at;
  const ofSide = filter.of === 'side' && filter.party !== undefined;
  const stated: Stated = ofSide
    ? (condition: RawBuilder<unknown>) => someSide(sql`${ofParty(filter.party!)} and ${condition}`)
    : null;
  return {
    sector: filter.sector === undefined ? yes : sql`se.code = ${filter.sector}`,
    status:
      filter.status === undefined
        ? yes
        : stated
          ? stated(sql`sd.status = ${filter.status}`)
          : sql`c.status = ${filter.status}`,
    timeliness:
      filter.timeliness === undefined
        ? yes
        : stated
          ? stated(
              sql`timeliness(sd.status, c.due_on, sd.completed_on, ${asOf}::date) = ${filter.timeliness}`,
            )
          : sql`c.timeliness = ${filter.timeliness}`,
    group: groupOf(filter, at, stated),
    party: filter.party === undefined ? yes : someSide(ofParty(filter.party)),
    body: filter.body === undefined ? yes : someSide(isPartOf(filter.body, asOf)),
    lead: filter.lead === undefined ? yes : someSide(isLedBy(filter.lead)),
    confirmation: filter.confirmation === undefined ? yes : someOrEvery(filter),
    differs: filter.differs === undefined ? yes : sql`c.differs = ${filter.differs}`,
    update:
      filter.update === undefined
        ? yes
        : someSide(
            sql`${filter.party ? ofParty(filter.party) : yes} and ${reported(filter.update, { ...at, period })}`,
          ),
    quality:
      filter.quality === undefined
        ? yes
        : someSide(sql`${filter.party ? ofParty(filter.party) : yes} and ${doubtful(filter.quality, at)}`),
    indicator:
      filter.indicator === undefined
        ? yes
        : someSide(
            sql`${filter.party ? ofParty(filter.party) : yes} and ${hasIndicator(at, filter.indicator)}`,
          ),
    extended: filter.extended === undefined ? yes : sql`(c.extensions > 0) = ${filter.extended}`,
    reminded: filter.remindedAtLeast === undefined ? yes : sql`c.reminders >= ${filter.remindedAtLeast}`,
    holder: filter.holder === undefined && filter.holderBody === undefined ? yes : isHeldBy(at, filter),
    statedBy: filter.statedBy === undefined ? yes : someSide(isStatedBy(filter.statedBy)),
    confirmedBy: filter.confirmedBy === undefined ? yes : someSide(isConfirmedBy(filter.confirmedBy)),
    waits: filter.waits === undefined ? yes : waitsFor(at, filter.waits),
    search: filter.q === undefined ? yes : isFound,
    due: filter.dueFrom === undefined && filter.dueTo === undefined ? yes : dueBetween(filter),
  };
}

type Stated = ((condition: RawBuilder<unknown>) => RawBuilder<boolean>) | null;

/** The counted groups, and within that of continuing ones whether they only have no date yet: two tabs, and so one filter. */
function groupOf(
  { group, deadline }: CommitmentFilter,
  { asOf }: ReadAt,
  stated: Stated,
): RawBuilder<boolean> {
  const groups = [group ?? []].flat();
  const ofGroup = stated
    ? stated(sql`count_group(sd.status, c.due_on, sd.completed_on, ${asOf}::date) = any(${groups})`)
    : sql<boolean>`c.count_group = any(${groups})`;
  const conditions = [
    ...(group === undefined ? [] : [ofGroup]),
    ...(deadline === undefined ? [] : [sql<boolean>`${deadlineKind} = ${deadline}`]),
  ];
  return conditions.length === 0 ? yes : every(conditions);
}

export function allOf(conditions: Conditions): RawBuilder<boolean> {
  return every(activeOf(conditions).map((key) => conditions[key]));
}

export function every(conditions: RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? yes : sql`(${sql.join(conditions, sql` and `)})`;
}

function dueBetween({ dueFrom, dueTo }: CommitmentFilter): RawBuilder<boolean> {
  const from = dueFrom === undefined ? yes : sql`c.due_on >= ${dueFrom}::date`;
  const to = dueTo === undefined ? yes : sql`c.due_on <= ${dueTo}::date`;
  return sql<boolean>`(${from} and ${to})`;
}

/** The filters that leave anything out. */
export function activeOf(conditions: Conditions): FilterKey[] {
  return filterKeys.filter((key) => conditions[key] !== yes);
}

function someOrEvery({ confirmation, party }: CommitmentFilter): RawBuilder<boolean> {
  const own = party ? ofParty(party) : yes;
  if (confirmation === 'plan_pending') return someSide(sql`${own} and sd.plan_confirmed_at is null`);
  if (confirmation === 'completion_pending')
    return someSide(sql`${own} and sd.status = 'completed' and sd.completion_confirmed_at is null`);
  return sql`not ${someSide(sql`${own} and sd.completion_confirmed_at is null`)}`;
}

/** Over `found`, which whoever uses these conditions has beside `c`. */
const isFound = sql<boolean>`c.id in (select f.commitment_id from found f)`;

/** To stand before the query itself: what is searched for, where anything is. */
export function foundBefore(filter: CommitmentFilter, at: ReadAt): RawBuilder<unknown> {
  const { q, searcher } = filter;
  return q === undefined ? sql`` : sql`, found as materialized (${foundIn(at, { q, searcher })})`;
}

const someSide = (condition: RawBuilder<unknown>) =>
  sql<boolean>`exists (select 1 from sides sd where sd.commitment_id = c.id and ${condition})`;
const ofParty = (code: string) => sql<boolean>`sd.party_id = (select id from party where code = ${code})`;
const isStatedBy = (code: string) =>
  sql`${isStated} and ${statedBy} = (select id from body where code = ${code})`;
function isConfirmedBy(confirmer: string): RawBuilder<unknown> {
  const [party, post] = confirmer.split('.');
  return sql`${ofParty(party!)} and ${isConfirmed} and ${confirmedBy} = ${post}`;
}
const isLedBy = (code: string) => sql`sd.lead_body_id = (select id from body where code = ${code})`;
/** Leads or cooperates, or answers on the day for a body that does. */
function isPartOf(code: string, day: string): RawBuilder<unknown> {
  const id = sql`(select id from body where code = ${code})`;
  const bodies = sql`(array(select ${id}) || ${answeredForBy(id, day)})`;
  return sql`(sd.lead_body_id = any(${bodies}) or ${cooperatesAnyOf(bodies, 'sd')})`;
}
