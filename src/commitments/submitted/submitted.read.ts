import { sql } from 'kysely';
import { isDeepStrictEqual } from 'node:util';
import { latestClosedPeriod, periodOfReport } from '../../calendar/reporting-period.js';
import type { Day } from '../../platform/clock.js';
import type { Already, Changing } from '../commitments.service.js';
import type { Report, Taken } from '../updates/report.types.js';
import { isPublished } from '../evidence/seen.sql.js';
import { SubmittedReport, type Content } from './submitted.entity.js';
import { isWaitingBy } from './waiting-reports.sql.js';

type Reading = Parameters<Already<Taken>>[0];

/** The period of a report that names none; what waits counts as given. */
export async function periodUnnamed({ em, side, reporting }: Changing, sent: Day): Promise<string> {
  const { code } = latestClosedPeriod(sent, reporting);
  const { rows } = await sql<{ owed: boolean; reported: boolean }>`
    select owes_report_on(${side.id}::integer, ${code}::text, ${reporting.cutoffDay}::integer) as owed,
      exists (select 1 from progress_update u where u.side_id = ${side.id} and u.period = ${code})
      or exists (select 1 from submitted_report s where s.side_id = ${side.id} and s.period = ${code} and ${isWaitingBy()}) as reported`.execute(
    em.getKysely(),
  );
  return periodOfReport(sent, reporting, rows[0]!).code;
}

/** What was sent before and nothing has taken the place of: it waits, or was sent back. */
export interface Foregoing {
  id: number;
  userId: number | null;
  waits: boolean;
  evidenceIds: number[];
}

/** In whose place a report comes: first the one that it names, of whatever period, then those of the same period, the last one first. */
export async function foregoing(
  { em, side }: Changing,
  period: string,
  replaces: number | undefined,
): Promise<Foregoing[]> {
  const { rows } = await sql<Foregoing>`
    select s.id::integer, s.user_id as "userId", v.report_id is null as waits,
      coalesce(s.content -> 'evidenceIds', '[]') as "evidenceIds"
    from submitted_report s left join report_review v on v.report_id = s.id
    where s.side_id = ${side.id} and (s.period = ${period} or s.id = ${replaces ?? null}::bigint)
      and coalesce(v.decision, 'sent_back') = 'sent_back'
      and not exists (select 1 from submitted_report n where n.replaces = s.id)
    order by (s.id = ${replaces ?? null}::bigint) is true desc, s.id desc`.execute(em.getKysely());
  return rows;
}

/**
 * The evidence that a report under review names: what it says, else what the one before it named; what came with it; and what other sides see
 * already, where a completion says nothing of it. Never what was hidden with a report that is not this one's: it would become public with this.
 */
export async function evidenceNamed(
  { em, side }: Changing,
  { evidenceIds, status }: Report,
  { added, before }: { added: number[]; before: Foregoing | undefined },
): Promise<number[] | undefined> {
  if (evidenceIds) return [...new Set([...evidenceIds, ...added])];
  const own = [...added, ...(before?.evidenceIds ?? [])];
  const { rows } = await sql<{ id: number }>`
    select e.id from evidence e where e.side_id = ${side.id} and e.withdrawn_at is null
      and (e.id = any(${own}::integer[]) or ${status} = 'completed' and (not e.for_review or ${isPublished('e')}))
    order by e.id`.execute(em.getKysely());
  return rows.length > 0 || status === 'completed' ? rows.map(({ id }) => id) : undefined;
}

/** The very same by the same account, waiting: sent twice. */
export async function sameWaiting(
  { em, side }: Reading,
  { userId, day, period }: { userId: number | null; day: Day; period: string | undefined },
  content: Content,
): Promise<SubmittedReport | undefined> {
  const { rows } = await sql<{ id: number }>`
    select s.id::integer from submitted_report s where s.side_id = ${side.id} and s.user_id = ${userId}::integer and ${isWaitingBy()}
      and s.day = ${day}::date and (${period ?? null}::text is null or s.period = ${period ?? null}) order by s.id desc limit 1`.execute(
    em.getKysely(),
  );
  const waiting = rows[0] && (await em.findOneOrFail(SubmittedReport, rows[0].id));
  return waiting && says(waiting.content, content) ? waiting : undefined;
}

/** Evidence that was not named is what was there. */
function says(kept: Content, sent: Content): boolean {
  const { evidenceIds, ...rest } = kept;
  const { evidenceIds: named, ...said } = JSON.parse(JSON.stringify(sent)) as Content;
  return isDeepStrictEqual(rest, said) && (named === undefined || isDeepStrictEqual(evidenceIds, named));
}

/** Whether each upload became evidence that the report names: another file with the same words is another report. */
export async function wentInto(
  { em }: Reading,
  uploadIds: readonly number[] = [],
  { content }: SubmittedReport,
): Promise<boolean> {
  if (uploadIds.length === 0) return true;
  const { rows } = await sql<{ number: number }>`
    select count(*)::integer as number from upload u where u.id = any(${[...uploadIds]}::integer[])
      and u.evidence_id = any(${[...(content.evidenceIds ?? [])]}::integer[])`.execute(em.getKysely());
  return rows[0]!.number === uploadIds.length;
}
