import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { startApp } from '../../test/support/app.js';
import { EntityManager } from '@mikro-orm/postgresql';
import { addDays } from '../platform/clock.js';
import { WorkingCalendarService } from './working-calendar.service.js';
import { enteredDays, workingDaysBetween } from './working-days.sql.js';

describe('working days counted by the database', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    program = await startApp();
  });
  afterAll(() => program.stop());

  async function differing() {
    const calendar = await program.app.get(WorkingCalendarService).load();
    const db = program.app.get(EntityManager).fork().getKysely();
    const { rows } = await sql<{ from: string; to: string; counted: number; asked: number }>`
      select a.day::text as "from", b.day::text as "to", ${workingDaysBetween(sql`a.day`, sql`b.day`)} as counted,
        working_days_between(a.day, b.day) as asked
      from (select (date '2018-12-20' + g * 5) as day from generate_series(0, 150) g) a,
        (select (date '2018-12-21' + g * 7) as day from generate_series(0, 110) g) b cross join ${enteredDays}`.execute(
      db,
    );
    expect(rows).toHaveLength(151 * 111);
    return rows.filter(
      ({ from, to, counted, asked }) => counted !== calendar.countBetween(from, to) || counted !== asked,
    );
  }

  it('are those counted by the program, and by the database’s own function', async () => {
    expect(await differing()).toEqual([]);
  });

  it('are counted where no day off is entered at all', async () => {
    const db = program.app.get(EntityManager).fork().getKysely();
    await sql`delete from calendar_exception`.execute(db);
    const monday = '2019-09-02';
    const { rows } = await sql<{ days: number }>`
      select ${workingDaysBetween(sql`${monday}::date`, sql`${addDays(monday, 7)}::date`)} as days from ${enteredDays}`.execute(
      db,
    );
    expect(rows).toEqual([{ days: 5 }]);
  });
});
