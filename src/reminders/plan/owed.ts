import { sql, type Kysely } from 'kysely';
import { isRefusal } from '../../platform/mail/mail-fault.js';
import type { Day } from '../../platform/clock.js';
import type { SkipReason } from '../ledger/reasons.js';
import { readNow } from './now.js';
import { reasonToSkip, type Now } from './still-due.js';
import { NO_DEADLINE, type PlannedReminder, type PlannerInput } from './planner.types.js';
import type { WorkingCalendar } from '../../calendar/working-days.js';

interface OwedRow extends PlannedReminder {
  id: number;
  reason: string;
  /** Why tries before it failed. */
  before: string[];
}

/**
 * What was planned for somebody and did not reach them: the mail failed, or had gone out before it came up. It is told in the
 * next mail of whomever it is for, where it is still true and nothing later was said of it. What a server was away for is tried until it is
 * told; what was refused for good once more, for an address may have been mended.
 */
export async function readOwed(
  db: Kysely<unknown>,
  {
    day,
    horizon,
    recipients,
    ...state
  }: { day: Day; horizon: Day; calendar: WorkingCalendar } & Pick<
    PlannerInput,
    'recipients' | 'bodies' | 'book' | 'sectorLeaders'
  >,
): Promise<PlannedReminder[]> {
  const rows = (await unsent(db, day, horizon)).filter(
    ({ reason, before }) => !isRefusal(reason) || !before.some(isRefusal),
  );
  if (rows.length === 0) return [];
  const now = await readNow(db, day, rows, { ...state, people: recipients });
  const people = new Map(recipients.map((one) => [one.id, { ...one, active: true }]));
  return rows
    .filter((row) => {
      const recipient = people.get(row.recipientId);
      return recipient && !reasonToSkip({ ...row, day }, recipient, now);
    })
    .map(({ id, recipientId, commitmentId, rule, dueVersion, forRole }) => ({
      recipientId,
      commitmentId,
      rule,
      dueVersion,
      day,
      ...(forRole ? { forRole } : {}),
      counted: deadlineOf(now, commitmentId, dueVersion),
      againFor: id,
    }));
}

const deadlineOf = ({ commitments }: Now, id: number, dueVersion: number): Day[] => {
  const dueOn = dueVersion > NO_DEADLINE ? commitments.get(id)?.dueOn : null;
  return dueOn ? [dueOn] : [];
};

/** Of what a row speaks, as `classOf` has it: of each a recipient is told once a day. */
const classOfRow = (row: string) => {
  const version = sql.ref(`${row}.due_version`);
  return sql`case when ${version} > 0 then 1 else ${version} end`;
};

/**
 * Nothing later stands in the ledger about it for the same recipient: about the deadline, what is owed, or what waits. Of a step no other line
 * makes up for it.
 */
export const isLast = sql<boolean>`not exists (select 1 from reminder later where later.commitment_id = r.commitment_id
  and coalesce(later.on_behalf_of, later.recipient_id) = coalesce(r.on_behalf_of, r.recipient_id) and later.day > r.day
  and ${classOfRow('later')} = ${classOfRow('r')} and (r.rule !~ '^(step|count)_' or later.rule ~ '^(step|count)_'))`;

/** What was not told on its day although it was true. */
const putOff: readonly SkipReason[] = [
  'digest_already_sent',
  'held',
  'day_over',
  'weekly',
  'paused',
  'stand_in_changed',
];

/** What an older version, which knows only deadlines, leaves out of a mail about what waits, is owed or was asked for by hand. */
const leftOutByOlder = ['deadline_changed', 'suspended', 'completed', 'withdrawn'];

/** What an older version, which knows of no stand-ins, leaves out of a mail because it is not the reader's own. */
const leftOutOfOthers = ['no_longer_assigned', 'passed_on'];

/** An older version takes no leader for somebody in charge of a deadline. */
const isToLeader = sql`exists (select 1 from app_user l where l.id = coalesce(r.on_behalf_of, r.recipient_id) and l.role = 'leader')`;

/** What became of the tries before, of which `r` is the next. */
const reasonsBefore = sql`(with recursive former as (
    select f.status, f.reason, f.again_for from reminder f where f.id = r.again_for
    union all select f.status, f.reason, f.again_for from former n join reminder f on f.id = n.again_for)
  select coalesce(array_agg(reason) filter (where status = 'failed' and reason is not null), '{}') from former)`;

/** A row whose mail failed and that nothing has made good. */
export const openFailure = (since: Day) =>
  sql<boolean>`(r.status = 'failed' and r.day >= ${since} and not r.illustrative and ${isLast})`;

async function unsent(db: Kysely<unknown>, day: Day, horizon: Day): Promise<OwedRow[]> {
  const { rows } = await sql<OwedRow>`
    select r.id::integer, coalesce(r.on_behalf_of, r.recipient_id) as "recipientId", r.commitment_id as "commitmentId", r.rule,
      r.due_version as "dueVersion", r.day::text, r.reason, ${reasonsBefore} as before, r.for_role as "forRole"
    from reminder r
    where r.day >= ${horizon} and r.day < ${day} and not r.illustrative
      and (r.status = 'failed' or (r.status = 'skipped' and (r.reason = any(${[...putOff]})
        or (r.on_behalf_of is not null and r.reason = any(${leftOutOfOthers}))
        or (r.due_version <= ${NO_DEADLINE} and r.reason = any(${leftOutByOlder}))
        or (r.due_version > ${NO_DEADLINE} and r.reason = 'no_longer_assigned' and ${isToLeader})))) and ${isLast}
    order by r.day, r.id`.execute(db);
  return rows;
}
