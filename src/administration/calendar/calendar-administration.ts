import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { By } from '../../identity/actor.js';
import { appendAudit } from '../../audit/audit.js';
import { formatDay } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import { Conflict, NotFound, RuleBroken } from '../../platform/errors.js';
import type { CalendarYearItem, DecidingDocument, NewDays } from './calendar.types.js';
import { daysThatDiffer, mustBeIssued, notAnException } from './calendar.rules.js';

/** The working calendar, year by year, as an administrator keeps it. */
@Injectable()
export class CalendarAdministration {
  constructor(private readonly em: EntityManager) {}

  async year(year: number): Promise<CalendarYearItem> {
    const { rows } = await sql<CalendarYearItem>`
      select y.year, c.source, c.document_number as "documentNumber", c.document_date::text as "documentDate",
        (select coalesce(jsonb_agg(jsonb_build_object('day', day, 'working', working, 'name', name) order by day), '[]')
          from calendar_exception e where e.year = y.year) as exceptions,
        array(select year from calendar_year order by year) as entered
      from (values (${year}::integer)) y (year) left join calendar_year c using (year)`.execute(
      this.em.getKysely(),
    );
    return rows[0]!;
  }

  /** @throws Conflict where the year is there already */
  addYear(year: number, source: string, { actor, at }: By): Promise<void> {
    return this.em.fork().transactional(async (em) => {
      const { rows } = await sql`
        insert into calendar_year (year, source) values (${year}, ${source}) on conflict do nothing returning year`.execute(
        em.getKysely(),
      );
      if (rows.length === 0) throw new Conflict(yearIsThere(year), 'source');
      await appendAudit(em, {
        kind: 'calendar.year_added',
        at,
        actor,
        subject: String(year),
        data: { source },
      });
    });
  }

  /**
   * Enters the document that decides a year, which until then is only expected; or another in its place.
   * @throws RuleBroken where the year is not entered, or the document is of a day to come
   */
  decide(year: number, document: DecidingDocument, { actor, at }: By): Promise<void> {
    const { number, issuedOn, source } = document;
    mustBeIssued(issuedOn, at);
    return this.em.fork().transactional(async (em) => {
      await mustBeEntered(em, year, 'number');
      await sql`
        update calendar_year set document_number = ${number}, document_date = ${issuedOn}::date, source = ${source}
        where year = ${year}`.execute(em.getKysely());
      await appendAudit(em, {
        kind: 'calendar.year_decided',
        at,
        actor,
        subject: String(year),
        data: { number, issuedOn, source },
      });
    });
  }

  /**
   * Enters holidays or make-up days. Days of the span that differ from nothing are left out.
   * @returns the days entered
   * @throws RuleBroken where none differs, or the year is not entered; Conflict where one is there already
   */
  addDays(wanted: NewDays, { actor, at }: By): Promise<Day[]> {
    const days = daysThatDiffer(wanted);
    const year = Number(wanted.from.slice(0, 4));
    return this.em.fork().transactional(async (em) => {
      await mustBeEntered(em, year);
      await mustBeFree(em, days);
      await sql`
        insert into calendar_exception (day, year, working, name)
        select day, ${year}, ${wanted.working}, ${JSON.stringify(wanted.name)}::jsonb from unnest(${days}::date[]) as d (day)`
        .execute(em.getKysely())
        .catch((error) => refusalOf(error, wanted));
      const { working, name } = wanted;
      await appendAudit(em, {
        kind: 'calendar.days_added',
        at,
        actor,
        subject: String(year),
        data: {
          working,
          name,
          days,
        },
      });
      return days;
    });
  }

  /** @throws NotFound where the day is not, or no longer, in the calendar */
  removeDay(day: Day, { actor, at }: By): Promise<void> {
    return this.em.fork().transactional(async (em) => {
      const { rows } = await sql<{ working: boolean; name: unknown }>`
        delete from calendar_exception where day = ${day} returning working, name`.execute(em.getKysely());
      if (!rows[0]) throw new NotFound(notThere(day));
      const data = { day, ...rows[0] };
      await appendAudit(em, { kind: 'calendar.day_removed', at, actor, subject: day.slice(0, 4), data });
    });
  }
}

async function mustBeEntered(em: EntityManager, year: number, field = 'from'): Promise<void> {
  const { rows } = await sql`select 1 from calendar_year where year = ${year} for key share`.execute(
    em.getKysely(),
  );
  if (rows.length > 0) return;
  throw new RuleBroken(
    {
      vi: `Năm ${year} chưa có trong lịch. Hãy thêm năm trước.`,
      en: `The year ${year} has not been entered. Add it first.`,
    },
    field,
  );
}

async function mustBeFree(em: EntityManager, days: Day[]): Promise<void> {
  const { rows } = await sql<{ day: Day }>`
    select day::text from calendar_exception where day = any(${days}::date[]) order by day limit 1`.execute(
    em.getKysely(),
  );
  if (rows[0]) throw new Conflict(isThere(rows[0].day), 'from');
}

/** Two who enter the same day at once, and what the calendar's own constraint refuses. */
function refusalOf(error: { constraint?: string; cause?: { constraint?: string } }, wanted: NewDays): never {
  const constraint = error.constraint ?? error.cause?.constraint;
  if (constraint === 'calendar_exception_pkey') throw new Conflict(isThere(wanted.from), 'from');
  if (constraint === 'only_exceptions') throw notAnException(wanted);
  throw error;
}

const yearIsThere = (year: number) => ({
  vi: `Năm ${year} đã có trong lịch. Hãy tải lại trang.`,
  en: `The year ${year} has already been entered. Reload the page.`,
});
const isThere = (day: Day) => ({
  vi: `Ngày ${formatDay(day)} đã có trong lịch. Muốn đổi, hãy bỏ ngày đó trước.`,
  en: `${formatDay(day)} is already in the calendar. To change it, remove it first.`,
});
const notThere = (day: Day) => ({
  vi: `Ngày ${formatDay(day)} không còn trong lịch. Hãy tải lại trang.`,
  en: `${formatDay(day)} is no longer in the calendar. Reload the page.`,
});
