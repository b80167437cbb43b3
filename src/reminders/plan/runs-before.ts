import { sql, type Kysely } from 'kysely';
import type { WorkingException } from '../../calendar/working-days.js';
import { TIME_ZONE, type Day } from '../../platform/clock.js';
import { RUN_AT } from './run-calendar.js';

export interface RunsBefore {
  /** The first day that was run; null where none was. */
  first: Day | null;
  /** Days that are done: run at their hour or later, or caught up. */
  done: Set<Day>;
  /** The calendar by which the last run planned; null where that is not known. */
  planned: { day: Day; exceptions: WorkingException[]; years: number[] } | null;
  /** What the ledger holds of the days that are not done, by whom it is for, commitment, rule, version of the deadline, day. */
  told: Set<string>;
}

/**
 * A run of a day that somebody asked for before its hour is not the run of that day: what changes until the hour is still to be
 * said. A row of the demo's history stands for a run at its hour.
 */
export const isDone = sql<boolean>`(r.illustrative or r.caught_up_on is not null
  or r.started_at >= (r.day + coalesce(r.run_at, ${RUN_AT}::time)) at time zone ${TIME_ZONE})`;

export async function readRunsBefore(db: Kysely<unknown>, day: Day, since: Day): Promise<RunsBefore> {
  const { rows } = await sql<{
    first: Day | null;
    done: Day[];
    planned: RunsBefore['planned'];
    told: string[];
  }>`
    select (select min(day)::text from reminder_run where day < ${day}) as first,
      array(select r.day::text from reminder_run r where r.day >= ${since} and r.day < ${day} and ${isDone}) as done,
      (select jsonb_build_object('day', day, 'exceptions', calendar -> 'exceptions', 'years', calendar -> 'years')
        from reminder_run where calendar is not null order by day desc limit 1) as planned,
      array(select concat_ws(':', coalesce(m.on_behalf_of, m.recipient_id), m.commitment_id, m.rule, m.due_version, m.day)
        from reminder_run r join reminder m on m.day = r.day
        where r.day >= ${since} and r.day < ${day} and not ${isDone}) as told`.execute(db);
  const { first, done, planned, told } = rows[0]!;
  return { first, done: new Set(done), planned, told: new Set(told) };
}

/** Whether the run of a day is done. */
export async function isRun(db: Kysely<unknown>, day: Day): Promise<boolean> {
  const { rows } = await sql`select 1 from reminder_run r where r.day = ${day} and ${isDone}`.execute(db);
  return rows.length > 0;
}
