import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { describeWithRedis } from '../../../test/support/describe-with-redis.js';
import { startSmtp, type TestSmtp } from '../../../test/support/smtp.js';
import { remindersOf, Scenario, StandingClock, startProcess } from '../../../test/reminders/scenario.js';
import { instantOf, type Day } from '../../platform/clock.js';
import { MailPace } from '../../platform/mail/mail-pace.js';
import { Heartbeats } from './heartbeat.js';
import { ReminderSettings } from './settings.js';

function suite(redisUrl?: string): void {
  let database: FreshDatabase;
  let smtp: TestSmtp;
  let scenario: Scenario;
  let processes: INestApplicationContext[];
  const clock = new StandingClock(instantOf('2019-11-21', '08:00'));

  beforeAll(async () => {
    smtp = await startSmtp();
    database = await freshDatabase();
    scenario = await Scenario.on(database.url);
    const place = { databaseUrl: database.url, smtpUrl: smtp.url, redisUrl, clock };
    processes = [await startProcess(place), await startProcess(place)];
    for (const code of ['3.01', '3.02']) await scenario.commitment({ code, dueOn: '2019-11-30' });
  }, 60_000);
  beforeEach(async () => {
    smtp.mails.length = 0;
    clock.set('2019-11-21');
    await scenario.query('truncate reminder_run, reminder, digest restart identity cascade');
    await scenario.query(`update mail_pace set taken = '{}'`);
    await set({});
  });
  afterAll(async () => {
    for (const one of processes ?? []) await one.close();
    await scenario?.close();
    await database?.drop();
    await smtp?.stop();
  });

  const [one, other] = [() => processes[0]!, () => processes[1]!];
  const paceOf = (app: INestApplicationContext) => app.get(MailPace, { strict: false });
  const heartbeat = () => one().get(Heartbeats, { strict: false }).read();
  async function set({ runAt = '08:00', perMinute = null as number | null }): Promise<void> {
    await scenario.query('update mail_setting set run_at = $1, per_minute = $2', [runAt, perMinute]);
    for (const app of processes) paceOf(app).forget();
  }
  const digests = () =>
    scenario.query<{ status: string; attempts: number }>('select status, attempts from digest order by id');
  const anHourLater = () =>
    scenario.query(`update mail_pace set taken = array(select t - interval '1 hour' from unnest(taken) t)`);
  async function until(isSo: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 400 && !(await isSo()); tries++) await pause(25);
    expect(await isSo()).toBe(true);
  }

  it('gives, to any number of processes at once, as many turns a minute as the limit says, a fifth of them to what is urgent', async () => {
    await set({ perMinute: 10 });
    const taken = async (kind: 'digest' | 'urgent') => {
      const asked = Array.from({ length: 20 }, (_, at) => paceOf(at % 2 ? one() : other()).take(kind));
      return (await Promise.all(asked)).filter(Boolean).length;
    };
    expect(await taken('digest')).toBe(8);
    expect(await taken('urgent')).toBe(2);
    expect(await taken('urgent')).toBe(0);
    expect(await paceOf(one()).left('digest')).toBe(0);
    await anHourLater();
    expect([await paceOf(one()).left('digest'), await taken('digest')]).toEqual([8, 8]);
    await set({});
    expect(await taken('digest')).toBe(20);
  });

  it('sends no more mails a minute than that with two workers, and keeps the others in the ledger, untried and not failed', async () => {
    await set({ perMinute: 3 });
    await remindersOf(one()).plan('2019-11-21');
    // Each process reads that three may go, and hands out as many as it finds: what is too much comes back.
    await Promise.all([remindersOf(one()).pickUp(), remindersOf(other()).pickUp()]);
    await until(async () => (await digests()).filter(({ status }) => status === 'sent').length === 3);
    await Promise.all([remindersOf(one()).pickUp(), remindersOf(other()).pickUp()]);
    await pause(200);
    expect(smtp.mails).toHaveLength(3);
    expect((await digests()).filter(({ status }) => status !== 'sent')).toEqual([
      { status: 'planned', attempts: 0 },
    ]);
    await anHourLater();
    await until(async () => {
      await remindersOf(other()).pickUp();
      return (await digests()).every(({ status }) => status === 'sent');
    });
    expect(new Set(smtp.mails.map(({ envelope }) => envelope.to[0])).size).toBe(4);
    expect(smtp.mails).toHaveLength(4);
  });

  it('goes on by itself as soon as the limit allows, again and again, with nothing but the job that asks for the next', async () => {
    const goOnMs = 150;
    for (const app of processes) Object.assign(app.get(ReminderSettings, { strict: false }), { goOnMs });
    await set({ perMinute: 2 });
    await remindersOf(one()).plan('2019-11-21');
    await remindersOf(one()).pickUp();
    for (const sent of [2, 4]) {
      await until(async () => (await digests()).filter(({ status }) => status === 'sent').length === sent);
      // Several times it comes in vain.
      await pause(4 * goOnMs);
      await anHourLater();
    }
    expect(smtp.mails).toHaveLength(4);
  });

  it('puts a digest back, untried, that comes to be sent when there is no turn', async () => {
    await set({ perMinute: 3 });
    await scenario.query('update mail_pace set taken = array_fill(clock_timestamp(), array[2])');
    await remindersOf(one()).plan('2019-11-21');
    await remindersOf(one()).pickUp();
    await until(async () => (await digests()).some(({ status }) => status === 'sent'));
    await pause(100);
    expect((await digests()).map(({ status, attempts }) => `${status} ${attempts}`).sort()).toEqual([
      'planned 0',
      'planned 0',
      'planned 0',
      'sent 1',
    ]);
  });

  it('tells in the next run what was not sent on its day, so that nobody gets two mails on one', async () => {
    await set({ perMinute: 3 });
    await remindersOf(one()).plan('2019-11-21');
    await remindersOf(one()).pickUp();
    await until(async () => (await digests()).filter(({ status }) => status === 'sent').length === 3);
    clock.set('2019-11-22', '08:00');
    await anHourLater();
    await set({});
    await remindersOf(other()).seeToIt();
    await remindersOf(other()).settled('2019-11-22');
    const rows = await scenario.query<{ day: Day; status: string; reason: string | null; again: boolean }>(
      `select day::text, status, reason, again_for is not null as again from reminder where recipient_id = (
        select recipient_id from digest where reason = 'day_over') order by id`,
    );
    expect(rows.map(({ day, status, reason, again }) => [day, status, reason, again].join(' '))).toEqual([
      '2019-11-21 skipped day_over false',
      '2019-11-21 skipped day_over false',
      '2019-11-22 sent  true',
      '2019-11-22 sent  true',
    ]);
    expect(smtp.mails).toHaveLength(4);
  });

  describe('the hour of the run', () => {
    const runs = () =>
      scenario.query<{ day: Day; at: string }>('select day::text, run_at::text as at from reminder_run');
    const tick = async (day: Day, time: string) => {
      clock.set(day, time);
      await Promise.all([remindersOf(one()).seeToIt(), remindersOf(other()).seeToIt()]);
      await remindersOf(one()).settled(day);
    };

    it('is that of the setting, once a day, on working days, and not past the hours of mails', async () => {
      await set({ runAt: '09:30' });
      await tick('2019-11-21', '09:25');
      expect(await runs()).toEqual([]);
      await tick('2019-11-21', '09:30');
      expect(await runs()).toEqual([{ day: '2019-11-21', at: '09:30:00' }]);
      expect(smtp.mails).toHaveLength(4);
      await tick('2019-11-21', '09:35');
      await tick('2019-11-22', '18:00');
      await tick('2019-11-23', '10:00');
      expect([(await runs()).length, smtp.mails.length]).toEqual([1, 4]);
    });

    it('begins with the hour where nothing was ever run, and makes up for one that was missed', async () => {
      await tick('2019-11-21', '14:00');
      expect(await runs()).toEqual([]);
      await tick('2019-11-22', '08:05');
      await tick('2019-11-25', '14:00');
      expect((await runs()).map(({ day }) => day)).toEqual(['2019-11-22', '2019-11-25']);
    });

    it('that is changed later makes no earlier run look missed, nor today run twice', async () => {
      await tick('2019-11-21', '08:00');
      await set({ runAt: '11:00' });
      await tick('2019-11-21', '11:00');
      const told = await scenario.query('select 1 from reminder');
      await tick('2019-11-22', '11:00');
      const caughtUp = await scenario.query('select 1 from reminder_run where caught_up_on is not null');
      expect([told.length, caughtUp.length]).toEqual([8, 0]);
      expect(await runs()).toEqual([
        { day: '2019-11-21', at: '08:00:00' },
        { day: '2019-11-22', at: '11:00:00' },
      ]);
    });
  });

  describe('the heartbeat', () => {
    const missingAt = async (day: Day, time: string) => {
      clock.set(day, time);
      return (await heartbeat()).missing;
    };

    it('misses a working day half an hour after its hour, until it is run or made up for', async () => {
      await remindersOf(one()).runDay('2019-11-21');
      expect(await missingAt('2019-11-21', '20:00')).toBeNull();
      expect(await missingAt('2019-11-22', '08:29')).toBeNull();
      expect(await missingAt('2019-11-22', '08:30')).toBe('2019-11-22');
      expect(await missingAt('2019-11-24', '12:00')).toBe('2019-11-22');
      clock.set('2019-11-25', '08:00');
      await remindersOf(one()).runDaily();
      expect(await missingAt('2019-11-25', '09:00')).toBeNull();
    });

    it('counts by the hour that is set, and says when the next run comes', async () => {
      await remindersOf(one()).runDay('2019-11-21');
      await set({ runAt: '10:00' });
      expect(await missingAt('2019-11-22', '10:15')).toBeNull();
      expect((await heartbeat()).next).toEqual({ day: '2019-11-22', at: '2019-11-22T03:00:00.000Z' });
      expect(await missingAt('2019-11-22', '10:30')).toBe('2019-11-22');
      clock.set('2019-11-22', '19:00');
      expect((await heartbeat()).next.day).toBe('2019-11-25');
    });

    it('misses nothing before there was anything to run, and misses the first run too', async () => {
      expect(await missingAt('2019-11-22', '12:00')).toBeNull();
      await scenario.query(
        `insert into audit_entry (at, kind) values ('2019-11-21T03:00:00Z', 'user.created')`,
      );
      expect(await missingAt('2019-11-21', '12:00')).toBeNull();
      expect(await missingAt('2019-11-22', '12:00')).toBe('2019-11-22');
    });
  });
}

describe('hours and number of mails, with the queue in PostgreSQL', () => suite());
describeWithRedis('hours and number of mails, with the queue in Redis', suite);
