import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import type { INestApplicationContext } from '@nestjs/common';
import { remindersOf, Scenario, StandingClock, startProcess } from '../../../test/reminders/scenario.js';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import type { Role, Viewer } from '../../identity/viewer.js';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import { instantOf } from '../../platform/clock.js';
import { PreviewQueries } from '../pages/preview.queries.js';
import { RemindersQueries } from './reminders.queries.js';

/** The 110 working days that the demo's history covers. */
const FROM = '2019-06-20';
const TO = '2019-11-20';

describe('the ledger', () => {
  let database: FreshDatabase;
  let scenario: Scenario;
  let app: INestApplicationContext;
  let queries: RemindersQueries;
  let userIds: Map<string, number>;

  beforeAll(async () => {
    database = await freshDatabase();
    scenario = await Scenario.on(database.url);
    const clock = new StandingClock(instantOf('2019-11-21'));
    app = await startProcess(
      { databaseUrl: database.url, smtpUrl: 'smtp://127.0.0.1:9', clock },
      { works: false },
    );
    queries = app.get(RemindersQueries);
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30', hanoi: { completed: true } });
    await scenario.commitment({ code: '3.02', dueOn: '2019-11-30', nghean: { body: 21 } });
    await remindersOf(app).plan('2019-11-21');
    const users = await scenario.query<{ email: string; id: number }>('select email, id from app_user');
    userIds = new Map(users.map(({ email, id }) => [email, id]));
  });
  afterAll(async () => {
    await app.close();
    await scenario.close();
    await database.drop();
  });

  const viewer = (email: string, role: Role, party?: 'hanoi' | 'nghean') =>
    ({
      userId: userIds.get(email)!,
      role,
      party: party ? { id: Scenario.ids[party], code: party } : null,
    }) as Viewer;
  const admin = () => viewer('admin@tracker.example', 'admin');

  it('holds one row a recipient, commitment, rule, deadline and day, whoever writes', async () => {
    const duplicate = scenario.query(`
      insert into reminder (digest_id, recipient_id, commitment_id, rule, due_version, day)
      select digest_id, recipient_id, commitment_id, rule, due_version, day from reminder limit 1`);
    await expect(duplicate).rejects.toThrow('told_once');
    const secondDigest = scenario.query(
      "insert into digest (recipient_id, day, message_id) select recipient_id, day, '<x@y>' from digest limit 1",
    );
    await expect(secondDigest).rejects.toThrow('digest_recipient_id_day_key');
  });

  it.each([
    ['admin@tracker.example', 'admin', undefined, 6],
    ['coordinator@hanoi.example', 'coordinator', 'hanoi', 3],
    ['leader@hanoi.example', 'leader', 'hanoi', 3],
    ['coordinator@nghean.example', 'coordinator', 'nghean', 3],
    ['congthuong@hanoi.example', 'liaison', 'hanoi', 1],
    ['congthuong@nghean.example', 'liaison', 'nghean', 1],
  ] as [string, Role, 'hanoi' | 'nghean' | undefined, number][])(
    'shows %s (%s of %s) the rows that are theirs to see',
    async (email, role, party, expected) => {
      const { items, total } = await queries.list(viewer(email, role, party), {}, 50);
      expect([items.length, total]).toEqual([expected, expected]);
      if (party) expect(items.every((item) => item.recipient.party === party)).toBe(true);
    },
  );

  it('pages by keyset, newest first, without gap or repetition', async () => {
    const ids: number[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await queries.list(admin(), {}, 2, cursor);
      expect(page.total).toBe(6);
      ids.push(...page.items.map(({ id }) => id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
    expect(ids).toHaveLength(6);
  });

  it('filters by recipient, status, commitment and days', async () => {
    const count = async (filter: Parameters<RemindersQueries['list']>[1]) =>
      (await queries.list(admin(), filter, 50)).total;
    expect(await count({ recipient: 'coordinator@hanoi.example' })).toBe(2);
    expect(await count({ status: 'planned' })).toBe(6);
    expect(await count({ status: 'sent' })).toBe(0);
    expect(await count({ commitment: 1 })).toBe(3);
    expect(await count({ from: '2019-11-22' })).toBe(0);
    expect(await count({ from: '2019-11-21', to: '2019-11-21' })).toBe(6);
    expect(await queries.counts(admin(), {})).toMatchObject({ planned: 6, sent: 0 });
  });

  it('previews a day: who would get what, and who would not and why', async () => {
    const previews = app.get(PreviewQueries);
    const preview = await previews.preview(admin(), '2019-11-29');
    expect(preview).toMatchObject({ working: true, calendarEntered: true });
    expect(
      preview.told
        .map(
          ({ recipient, items }) =>
            `${recipient.email} ${items.map(({ commitment, rule }) => `${commitment.code} ${rule.code}`).join(', ')}`,
        )
        .sort(),
    ).toEqual([
      'congthuong@hanoi.example 3.02 on_day',
      'congthuong@nghean.example 3.01 on_day',
      'coordinator@hanoi.example 3.01 on_day, 3.02 on_day',
      'coordinator@nghean.example 3.01 on_day, 3.02 on_day',
    ]);
    expect(
      preview.silent.map(({ commitment, body, reason }) => `${commitment.code} ${body.code} ${reason}`),
    ).toEqual(['3.01 hn-trade side_completed', '3.02 na-new no_account']);
    const theirs = await previews.preview(
      viewer('coordinator@nghean.example', 'coordinator', 'nghean'),
      '2019-11-29',
    );
    expect(theirs.told.map(({ recipient }) => recipient.party)).toEqual(['nghean', 'nghean']);
    expect((await previews.preview(admin(), '2019-11-30')).told).toEqual([]);
    expect(await previews.days(admin(), '2019-11-27', '2019-12-02')).toEqual([
      { day: '2019-11-28', recipients: 0 },
      { day: '2019-11-29', recipients: 4 },
      { day: '2019-12-02', recipients: 0 },
    ]);
    expect(await scenario.rows('2019-11-29')).toEqual([]);
  });

  it('shows the mail that one would get, to those who may read it', async () => {
    const previews = app.get(PreviewQueries);
    const id = userIds.get('coordinator@nghean.example')!;
    const mail = await previews.mail(admin(), id, '2019-11-29');
    expect(mail?.subject).toBe('Hợp tác Hà Nội – Nghệ An: 2 đến hạn vào ngày nghỉ tới (29/11/2019)');
    const stranger = viewer('coordinator@hanoi.example', 'coordinator', 'hanoi');
    expect(await previews.mail(stranger, id, '2019-11-29')).toBeNull();
  });

  it('keeps what is in the calendar already when the calendars are ensured again', async () => {
    await scenario.query("delete from calendar_exception where day = '2019-09-02'");
    await app.get(WorkingCalendarService, { strict: false }).ensureCalendars();
    const calendar = await app.get(WorkingCalendarService, { strict: false }).load();
    expect(calendar.isWorking('2019-09-02')).toBe(true);
    expect(calendar.isWorking('2020-01-23')).toBe(false);
  });

  it('adds the years that a calendar of before lacks, and leaves one that an administrator entered as it is', async () => {
    await scenario.query('delete from calendar_year where year in (2025, 2027)');
    await scenario.query("insert into calendar_year (year, source) values (2025, 'Của quản trị')");
    const noted: number[][] = [];
    const service = app.get(WorkingCalendarService, { strict: false });
    await service.ensureCalendars(async (_, years) => void noted.push(years));
    expect(noted).toEqual([[2027]]);
    const calendar = await service.load();
    expect([calendar.isWorking('2025-01-27'), calendar.isWorking('2027-02-04')]).toEqual([true, false]);
    expect(await service.toSettle('2024-12-31')).toEqual([{ year: 2025, standing: 'expected' }]);
    expect(await service.toSettle('2025-12-31')).toEqual([{ year: 2025, standing: 'expected' }]);
    expect(await service.toSettle('2026-09-30')).toEqual([]);
    expect(await service.toSettle('2026-10-01')).toEqual([{ year: 2027, standing: 'expected' }]);
    expect(await service.toSettle('2028-01-01')).toEqual([{ year: 2028, standing: 'missing' }]);
  });

  it('records half a year of illustrative history, a day in a few statements, marked so, and without mail', async () => {
    for (let at = 0; at < 44; at += 1) {
      const dueOn = `2019-${String(7 + (at % 5)).padStart(2, '0')}-${String(10 + (at % 18)).padStart(2, '0')}`;
      await scenario.commitment({ code: `9.${at}`, dueOn });
    }
    const calendar = await app.get(WorkingCalendarService, { strict: false }).load();
    const days = calendar.daysBetween(FROM, TO);
    const statements = jest.spyOn(Client.prototype, 'query');
    for (const day of days) await remindersOf(app).recordIllustrative(day, instantOf(day, '08:00'));
    expect(statements.mock.calls.length / days.length).toBeLessThan(15);
    statements.mockRestore();
    const { total, items } = await queries.list(admin(), { to: TO }, 1);
    expect(total).toBeGreaterThan(500);
    expect(items[0]).toMatchObject({
      status: 'sent',
      illustrative: true,
      sentAt: expect.stringMatching(/T01:00:00\.000Z$/),
    });
    expect(await remindersOf(app).recordIllustrative(days.at(-1)!, new Date())).toBe(0);
  });
});
