import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Day } from '../platform/clock.js';
import { sourceOf } from './calendar-of-year.js';
import { calendars } from './calendars.js';
import { yearsToSettle, type StandingOfYear, type YearToSettle } from './standing.js';
import { WorkingCalendar, type WorkingException } from './working-days.js';

/** The working calendar as entered. It is data: an administrator adds each year's holidays. */
@Injectable()
export class WorkingCalendarService {
  constructor(private readonly em: EntityManager) {}

  async load(): Promise<WorkingCalendar> {
    const { rows } = await sql<{ years: number[]; exceptions: WorkingException[] }>`
      select array(select year from calendar_year) as years,
        (select coalesce(jsonb_agg(jsonb_build_object('day', day, 'working', working)), '[]') from calendar_exception) as exceptions`.execute(
      this.em.fork().getKysely(),
    );
    return new WorkingCalendar(rows[0]!.exceptions, rows[0]!.years);
  }

  /** Years that concern the day and that no document decides. */
  async toSettle(day: Day): Promise<YearToSettle[]> {
    const { rows } = await sql<StandingOfYear>`
      select year, case when document_number is null then 'expected' else 'decided' end as standing
      from calendar_year`.execute(this.em.fork().getKysely());
    return yearsToSettle(day, rows);
  }

  /**
   * Enters the years the project brings. A year already there is left as an administrator has it.
   * @param note called in the same transaction, where years were entered
   */
  async ensureCalendars(note?: (em: EntityManager, years: number[]) => Promise<void>): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      const added: number[] = [];
      for (const calendar of calendars) {
        const { year, exceptions } = calendar;
        const document = calendar.documents[0];
        const days = exceptions.flatMap((exception) => exception.days.map((day) => ({ ...exception, day })));
        const { rows } = await sql<{ year: number }>`
          with entered as (
            insert into calendar_year (year, source, document_number, document_date)
            values (${year}, ${sourceOf(calendar)}, ${document?.number ?? null}, ${document?.issuedOn ?? null}::date)
            on conflict do nothing returning year
          ), exceptions as (
            insert into calendar_exception (day, year, working, name)
            select e.day, entered.year, e.working, e.name
            from entered, jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as e (day date, working boolean, name jsonb)
          )
          select year from entered`.execute(em.getKysely());
        added.push(...rows.map((row) => row.year));
      }
      if (added.length > 0) await note?.(em, added);
    });
  }
}
