import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Day } from '../../platform/clock.js';
import { dayOfInstant } from '../../platform/day.sql.js';
import { sideKey, stepKey, type LadderFacts, type PlannedReminder } from './planner.types.js';
import { isStepCode } from './rules.js';

interface Asked {
  /** Before which no answer keeps anything back any more. */
  since: Day;
  /** Whether any step comes by the count of notices. */
  withCounts: boolean;
}

/** As the database has it. */
export interface RawLadder {
  answers: { commitmentId: number; partyId: number; days: Day[] }[];
  counted: { commitmentId: number; days: Day[] }[];
  told: Pick<PlannedReminder, 'recipientId' | 'commitmentId' | 'rule' | 'dueVersion' | 'forRole' | 'day'>[];
}

/** What keeps steps of some commitments back, and what brings them, in one statement. */
export async function readLadder(
  db: Kysely<unknown>,
  ids: readonly number[],
  asked: Asked,
): Promise<LadderFacts> {
  if (ids.length === 0) return ladderFrom({ answers: [], counted: [], told: [] });
  const { rows } = await sql<{ ladder: RawLadder }>`select (${ladderJson(ids, asked)}) as ladder`.execute(db);
  return ladderFrom(rows[0]!.ladder);
}

/** The same for a statement that reads more besides. */
export const ladderJson = (ids: readonly number[], { since, withCounts }: Asked): RawBuilder<unknown> => sql`
  with asked as materialized (select id, due_version, due_on from commitment where id = any(${[...ids]}))
  select jsonb_build_object(
    'answers', (select coalesce(jsonb_agg(jsonb_build_object('commitmentId', commitment_id, 'partyId', party_id, 'days', days)), '[]')
      from (select commitment_id, party_id, array_agg(distinct day) as days from (${answersSince(since)}) a group by 1, 2) a),
    'counted', (select coalesce(jsonb_agg(jsonb_build_object('commitmentId', commitment_id, 'days', days)), '[]') from (
      select r.commitment_id, array_agg(distinct r.day order by r.day) as days
      from asked c join ${countedRows} where ${withCounts} and r.is_chase group by 1) n),
    'told', (select coalesce(jsonb_agg(to_jsonb(t)), '[]') from (
      select coalesce(r.on_behalf_of, r.recipient_id) as "recipientId", r.commitment_id as "commitmentId", r.rule,
        r.due_version as "dueVersion", r.for_role as "forRole", min(r.day)::text as day
      from asked c join reminder r on r.commitment_id = c.id join reminder_rule u on u.code = r.rule
      where u.kind in ('step', 'count') group by 1, 2, 3, 4, 5) t))`;

export function ladderFrom({ answers, counted, told }: RawLadder): LadderFacts {
  return {
    answers: new Map(
      answers.map(({ commitmentId, partyId, days }) => [sideKey(commitmentId, partyId), days]),
    ),
    counted: new Map(counted.map(({ commitmentId, days }) => [commitmentId, days])),
    told: new Map(told.filter(({ rule }) => isStepCode(rule)).map((row) => [stepKey(row), row.day])),
  };
}

/** A report that says something new, or an extension that is asked for: docs/rules.md, "The ladder holds". */
const answersSince = (since: Day) => sql`
  select u.commitment_id, s.party_id, u.day
  from asked c join commitment_side s on s.commitment_id = c.id join progress_update u on u.side_id = s.id
    left join lateral (select p.status, p.percent from progress_update p where p.side_id = u.side_id and p.id < u.id
      order by p.id desc limit 1) former on true
  where u.day >= ${since}::date and (
    (u.status, u.percent) is distinct from (coalesce(former.status, 'not_started'), coalesce(former.percent, 0))
    or coalesce(u.decision_level, 'none') <> 'none' or coalesce(u.evidence_ids, '{}') <> '{}'
    or exists (select 1 from indicator_value v where v.update_id = u.id))
  union all
  select x.commitment_id, x.party_id, ${dayOfInstant(sql`x.requested_at`)}
  from asked c join extension_request x on x.commitment_id = c.id where ${dayOfInstant(sql`x.requested_at`)} >= ${since}::date`;

/** Rows that may count under the present version of the deadline of `c`. What is chased by hand names none. */
const countedRows = sql`ledger_row r on r.commitment_id = c.id and c.due_on < r.day
  join reminder_rule u on u.code = r.rule and (r.due_version = c.due_version or u.kind = 'chase')`;

/** Of which agreements, null being all, and how often at least. */
export interface ByCount {
  agreements: readonly number[] | null;
  times: number;
}

/**
 * Open commitments that were chased so often that a rule may say so. Those of which one has spoken are among them: another may be to come,
 * or the same for a side that has kept it back by an answer.
 */
export async function chasedOften(db: Kysely<unknown>, { agreements, times }: ByCount): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select c.id from commitment c join ${countedRows}
    where c.status in ('not_started', 'in_progress') and ${agreements === null ? sql`true` : sql`c.agreement_id = any(${[...agreements]})`}
      and r.is_chase
    group by c.id having count(distinct r.day) >= ${times}`.execute(db);
  return rows.map(({ id }) => id);
}
