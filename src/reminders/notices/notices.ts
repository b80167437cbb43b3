import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { addDays, Clock, type Day } from '../../platform/clock.js';
import { ReminderSettings } from '../ledger/settings.js';
import { dueChases } from '../chases/due-chases.js';
import { RunCalendar } from '../plan/run-calendar.js';
import { adopt } from './notice.adopt.js';
import { directiveNews } from './directive.news.js';
import { gather, type NewNotice } from './notice.gather.js';
import { addressees, toldEvents } from './notice.sql.js';

/** What nobody was there to tell for so long is no news. */
const NEWS_DAYS = 30;
/** Events are numbered before they are committed: how far back one may turn up. */
const LATE_COMERS = 1000;

/** Writes down what people are to be told of: a row for each event and recipient, so that nobody is told twice. */
@Injectable()
export class Notices {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly settings: ReminderSettings,
    private readonly time: RunCalendar,
  ) {}

  /** Writes a notice to each addressee of the events that nobody has looked at, under the mails that are gathered. */
  async plan(): Promise<void> {
    const at = { now: this.clock.now(), host: this.settings.host };
    await this.em.fork().transactional(async (em) => {
      const db = em.getKysely() as unknown as Kysely<unknown>;
      const older = await adopt(db, at);
      const news = await newsOf(db, this.clock.today());
      const directed = await directiveNews(db, this.clock.today(), NEWS_DAYS);
      await gather(db, [...news, ...directed, ...(await this.chases(db, at.now))], at, older);
    });
  }

  /** From the hour of the day's run on, what was to go out with its mails. */
  private async chases(db: Kysely<unknown>, now: Date): Promise<NewNotice[]> {
    const today = this.clock.today();
    if (now < (await this.time.runTimeOf(today))) return [];
    const chases = await dueChases(db, { today, since: await this.time.workingDayBefore(today) });
    return chases.map((chase) => ({ ...chase, atOnce: true }));
  }
}

async function newsOf(db: Kysely<unknown>, today: Day): Promise<NewNotice[]> {
  const { rows } = await sql<NewNotice>`
    with fresh as (
      insert into event_told (event_id)
      select e.id from commitment_event e
      where e.id > (select coalesce(max(event_id), 0) from event_told) - ${LATE_COMERS}
        and e.kind = any(${toldEvents}) and not e.illustrative and e.day > ${addDays(today, -NEWS_DAYS)}::date
        and not exists (select 1 from event_told t where t.event_id = e.id)
      order by e.id
      on conflict do nothing returning event_id
    )
    select e.id::integer as "eventId", e.commitment_id as "commitmentId", a.id as "recipientId", a.kind
    from fresh join commitment_event e on e.id = fresh.event_id cross join lateral (${addressees(today)}) a order by e.id, a.id`.execute(
    db,
  );
  return rows;
}
