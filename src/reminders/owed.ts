import { sql, type Kysely } from 'kysely';
import { isRefusal } from '../platform/mail/mail-fault.js';
import type { Day } from '../platform/clock.js';
import type { PlannedReminder, PlannerInput } from './planner.js';
import { readCommitmentsById } from './plan.state.js';
import { reasonToSkip } from './still-due.js';

interface OwedRow extends PlannedReminder {
  id: number;
  reason: string;
  /** Whether it is itself a second try. */
  isAgain: boolean;
}

/**
 * What was planned for somebody and did not reach them: the mail failed, or had gone out before it came up. It is told in the
 * recipient's next mail, where it is still true and nothing later was said of it. What a server was away for is tried until it is
 * told; what was refused for good once more, for an address may have been mended.
 */
export async function readOwed(
  db: Kysely<unknown>,
  {
    day,
    horizon,
    recipients,
    bodies,
  }: { day: Day; horizon: Day } & Pick<PlannerInput, 'recipients' | 'bodies'>,
): Promise<PlannedReminder[]> {
  const rows = (await unsent(db, day, horizon)).filter(
    ({ isAgain, reason }) => !isAgain || !isRefusal(reason),
  );
  if (rows.length === 0) return [];
  const ids = rows.map(({ commitmentId }) => commitmentId);
  const commitments = new Map((await readCommitmentsById(db, ids)).map((one) => [one.id, one]));
  const people = new Map(recipients.map((one) => [one.id, { ...one, active: true }]));
  const spans = new Map(bodies.map((body) => [body.id, body]));
  return rows
    .filter((row) => {
      const recipient = people.get(row.recipientId);
      const at = { day, dueVersion: row.dueVersion };
      return recipient && !reasonToSkip(at, commitments.get(row.commitmentId)!, recipient, spans);
    })
    .map(({ id, recipientId, commitmentId, rule, dueVersion }) => ({
      recipientId,
      commitmentId,
      rule,
      dueVersion,
      day,
      againFor: id,
    }));
}

/** Nothing later stands in the ledger about it for the same recipient. */
export const isLast = sql<boolean>`not exists (select 1 from reminder later where later.commitment_id = r.commitment_id
  and later.recipient_id = r.recipient_id and later.day > r.day)`;

/** A row whose mail failed and that nothing has made good. */
export const openFailure = (since: Day) =>
  sql<boolean>`(r.status = 'failed' and r.day >= ${since} and not r.illustrative and ${isLast})`;

async function unsent(db: Kysely<unknown>, day: Day, horizon: Day): Promise<OwedRow[]> {
  const { rows } = await sql<OwedRow>`
    select r.id::integer, r.recipient_id as "recipientId", r.commitment_id as "commitmentId", r.rule,
      r.due_version as "dueVersion", r.day::text, r.reason, r.again_for is not null as "isAgain"
    from reminder r
    where r.day >= ${horizon} and r.day < ${day} and not r.illustrative
      and (r.status = 'failed' or (r.status = 'skipped' and r.reason = 'digest_already_sent')) and ${isLast}
    order by r.day, r.id`.execute(db);
  return rows;
}
