import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../identity/viewer.js';
import { isLeadersOwn } from '../commitments/leaders/leader-in-charge.sql.js';
import { decisionLevels } from '../commitments/matters/matter.types.js';
import { commitmentsAt, sidesAt, type ReadAt } from '../commitments/read/read-source.js';
import { mattersOf } from '../commitments/turn/turn.sql.js';
import type { Reason } from '../commitments/turn/turn.types.js';
import type { OnlyKind } from './exceptions.types.js';

/** Who is at work has the deadline to keep, and is never stuck within it. Everything else waits. */
const atWork: Reason[] = ['works', 'returned', 'lead_body_gone'];

interface Post {
  party: number;
  roles: string[];
  /** Of a leader, who may be in charge of some sectors, and not of others: the account. */
  leader?: number;
}

/** To whose post something comes to be decided; null for everybody else. */
export function postOf({ role, party, userId }: Viewer): Post | null {
  if (!party) return null;
  if (role === 'leader') return { party: party.id, roles: ['leader'], leader: userId };
  return role === 'coordinator' ? { party: party.id, roles: ['coordinator', 'other_coordinator'] } : null;
}

/**
 * CTEs: `c` and `sides` as elsewhere; `listed`, the matters that are late or stuck, with their role as it is counted; `found`,
 * the exceptions.
 */
export function exceptionsAt(at: ReadAt, viewer: Viewer): RawBuilder<unknown> {
  // As what is excluded: of what it knows no more of than that it is one of a list, PostgreSQL expects one row in seventy, and looks each up in an index.
  const isOpen = sql`c.status not in ('completed', 'withdrawn')`;
  const post = postOf(viewer);
  const isOwn = post
    ? sql`(m.party_id = ${post.party}::integer and m.role = any(${post.roles}::text[]) and ${isInCharge(post)})`
    : sql`false`;
  const levels = sql`array[${sql.join([...decisionLevels].map((level) => sql.lit(level)))}]`;
  return sql`
    with c as materialized (${commitmentsAt(at, 'in one go')}), sides as not materialized (${sidesAt(at)}),
    open as materialized (select c.id, c.due_on, c.status, c.position, c.sector_id,
        case when c.timeliness = 'overdue' then ${at.asOf}::date - c.due_on else 0 end as days_late
      from c where ${isOpen}),
    m as materialized (${mattersOf(at, sql`open c`)}),
    listed as materialized (
      select m.*, ${isOwn} as is_own, m.past is not null and m.why <> all(${atWork}::text[]) as is_stuck,
        case m.role when 'other_coordinator' then 'coordinator' else m.role end as counted_role,
        array_position(${levels}, case when m.kind = 'question' and m.why <> 'answers_question' then substr(m.why, 9) when m.role = 'other_coordinator' then 'coordinator'
          when m.role = 'outside' then 'higher' else m.role end) as level
      from m join open c on c.id = m.commitment_id
      where (c.days_late > 0 or exists (select 1 from m t where t.commitment_id = c.id and t.past is not null))
        and (m.past is not null or (c.days_late > 0 and m.kind <> 'plan') or ${isOwn})),
    found as materialized (
      select c.id, c.position, c.days_late, coalesce(max(l.held) filter (where l.is_stuck), 0) as days_waiting,
        coalesce(bool_or(l.is_own), false) as is_own, max(l.held) filter (where l.is_own) as own_held,
        coalesce((${levels})[max(l.level)], 'lead_body') as level
      from open c left join listed l on l.commitment_id = c.id
      group by c.id, c.position, c.days_late having c.days_late > 0 or count(l.past) > 0)`;
}

const isInCharge = ({ leader }: Post) =>
  leader === undefined ? sql`true` : isLeadersOwn(sql`${leader}::integer`, sql`c.sector_id`, sql`m.party_id`);

/** `above`: what no post of one side decides. */
export const isOnly: Record<OnlyKind, RawBuilder<unknown>> = {
  overdue: sql`f.days_late > 0`,
  waiting: sql`f.days_late = 0`,
  above: sql`f.level in ('both_committees', 'higher')`,
};

/** Of all of them, as JSON. */
export const figures = sql`jsonb_build_object(
  'total', (select count(*) from found), 'own', (select count(*) from found where is_own),
  'ownLongest', (select coalesce(max(own_held), 0) from found),
  'ownMatters', (select count(*) from listed l join found f on f.id = l.commitment_id where l.is_own),
  'overdue', (select count(*) from found f where ${isOnly.overdue}), 'overdueLongest', (select coalesce(max(days_late), 0) from found),
  'waiting', (select count(*) from found f where ${isOnly.waiting}),
  'waitingLongest', (select coalesce(max(days_waiting), 0) from found where days_late = 0),
  'above', (select count(*) from found f where ${isOnly.above}), 'inOrder', (select count(*) from c) - (select count(*) from found),
  'held', (select coalesce(jsonb_agg(jsonb_build_object('role', h.role, 'party', h.party, 'count', h.n, 'workingDays', h.held)), '[]')
    from (select l.counted_role as role, case when l.role <> 'outside' then p.code end as party, count(distinct l.commitment_id) as n, max(l.held) as held
      from listed l join found f on f.id = l.commitment_id join party p on p.id = l.party_id group by 1, 2) h))`;
