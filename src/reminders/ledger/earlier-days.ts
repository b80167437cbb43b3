import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Day } from '../../platform/clock.js';

/**
 * A digest that is surely in nobody's hands and in nobody's mailbox, of a day that is over: the run of the day after tells it, and nothing
 * sends it beside that one's mail unless somebody asks for it.
 */
export const isForLaterRun = (
  today: Day,
): RawBuilder<boolean> => sql<boolean>`(day < ${today} and status = 'planned'
  and (attempts = 0 or coalesce(reason, '') like 'smtp\\_%'))`;

/**
 * Ends the digests of days before one that are surely in nobody's hands and in nobody's mailbox: never offered to the mail server, or
 * refused by its own word. What they would have said goes into the digest of the day, so that nobody gets two mails on it. One that a lost
 * process may have sent goes out again as it is, under its own Message-ID.
 */
export async function closeEarlierDays(db: Kysely<unknown>, day: Day): Promise<void> {
  await sql`
    with closed as (
      update digest set status = 'skipped', reason = 'day_over', lease_until = null
      where ${isForLaterRun(day)} returning id
    )
    update reminder r set status = 'skipped', reason = 'day_over' from closed
    where r.digest_id = closed.id and r.status in ('planned', 'claimed')`.execute(db);
  await sql`
    update reminder_run r set finished_at = r.started_at where r.finished_at is null and r.day < ${day}
      and not exists (select 1 from digest d where d.day = r.day and d.status in ('planned', 'claimed'))`.execute(
    db,
  );
}
