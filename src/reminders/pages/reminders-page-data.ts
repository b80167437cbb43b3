import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import type { NamedCode } from '../../commitments/commitment.types.js';
import { addDays, type Day } from '../../platform/clock.js';
import { Heartbeats, type Heartbeat } from '../ledger/heartbeat.js';
import { PreviewQueries } from './preview.queries.js';
import { isInForceAnywhere } from '../plan/rule-book.js';
import { ruleKinds } from '../plan/rules.js';
import type { CalendarDay, LastRun, PartyRef } from './reminders-page.types.js';
import { CATCH_UP_DAYS } from '../plan/day-plan.js';
import { RemindersQueries, type Failures } from '../ledger/reminders.queries.js';

/** The figures beside the ledger. */
@Injectable()
export class RemindersPageData {
  constructor(
    private readonly em: EntityManager,
    private readonly queries: RemindersQueries,
    private readonly previews: PreviewQueries,
    private readonly calendars: WorkingCalendarService,
    private readonly heartbeats: Heartbeats,
  ) {}

  async facts(
    viewer: Viewer,
    today: Day,
  ): Promise<{
    rules: NamedCode[];
    parties: PartyRef[];
    totals: { failed: number };
    failures: Failures;
    lastRun: LastRun | null;
    heartbeat: Heartbeat;
  }> {
    const [{ rows: rules }, { rows: parties }, counts, runs, failures, heartbeat] = await Promise.all([
      sql<NamedCode>`select code, name from reminder_rule u where ${isInForceAnywhere}
        order by array_position(${[...ruleKinds]}::text[], kind), working_days desc`.execute(
        this.em.getKysely(),
      ),
      sql<PartyRef>`select code, marker, name from party order by id`.execute(this.em.getKysely()),
      this.queries.counts(viewer, { status: 'failed' }),
      this.queries.runs(viewer, 1),
      this.queries.failures(viewer, addDays(today, -CATCH_UP_DAYS)),
      this.heartbeats.read(),
    ]);
    return {
      rules,
      parties,
      totals: { failed: counts.failed },
      lastRun: runs[0] ?? null,
      failures,
      heartbeat,
    };
  }

  /** Mails of past days as sent, of days to come as things stand now. */
  async calendar(viewer: Viewer, from: Day, today: Day, count: number): Promise<CalendarDay[]> {
    const to = addDays(from, count - 1);
    const [calendar, sent, coming] = await Promise.all([
      this.calendars.load(),
      this.sent(viewer, from, today),
      this.previews.days(viewer, addDays(today, -1), to),
    ]);
    const known = new Map([...sent, ...coming].map(({ day, recipients }) => [day, recipients]));
    return Array.from({ length: count }, (_, index) => addDays(from, index)).map((day) => {
      const working = calendar.isWorking(day);
      return { day, working, count: working ? (known.get(day) ?? (day <= today ? 0 : null)) : null };
    });
  }

  async nextWorkingDay(after: Day): Promise<Day> {
    return (await this.calendars.load()).after(after, 1);
  }

  private async sent(viewer: Viewer, from: Day, to: Day): Promise<{ day: Day; recipients: number }[]> {
    const mine =
      viewer.role === 'liaison'
        ? sql`u.id = ${viewer.userId}`
        : viewer.party
          ? sql`u.party_id = ${viewer.party.id}`
          : sql`true`;
    const { rows } = await sql<{ day: Day; recipients: number }>`
      select d.day::text, count(*)::integer as recipients from digest d join app_user u on u.id = d.recipient_id
      where d.day between ${from}::date and ${to}::date and d.status = 'sent' and ${mine} group by d.day`.execute(
      this.em.getKysely(),
    );
    return rows;
  }
}
