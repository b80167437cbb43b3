import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { remindersOf, Scenario, StandingClock, startProcess } from '../../../test/reminders/scenario.js';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { startOutage } from '../../../test/support/outage.js';
import { until } from '../../../test/support/processes.js';
import { startSmtp, type TestSmtp } from '../../../test/support/smtp.js';
import { schedules } from '../../jobs/schedules.js';
import { JobWorker } from '../../jobs/worker.js';
import { instantOf } from '../../platform/clock.js';
import { Queues } from '../../platform/queue/queues.js';
import { REMINDERS_QUEUE } from '../digest/digest.queue.js';
import { DigestSender } from '../digest/digest.sender.js';

let database: FreshDatabase;
let scenario: Scenario;
let smtp: TestSmtp;
let app: INestApplicationContext | undefined;
const clock = new StandingClock(instantOf('2019-11-21', '08:00'));

beforeEach(async () => {
  clock.set('2019-11-21');
  database = await freshDatabase();
  scenario = await Scenario.on(database.url);
  smtp = await startSmtp();
});
afterEach(async () => {
  await app?.close();
  app = undefined;
  await scenario.close();
  await database.drop();
  await smtp.stop();
});

const start = async (options = {}, databaseUrl = database.url) =>
  (app = await startProcess({ databaseUrl, smtpUrl: smtp.url, clock }, options));

it('sets its schedules again where the queue has lost them', async () => {
  const process = await start({ byTheClock: true });
  const queue = (await process.get(Queues).queue(REMINDERS_QUEUE)) as Queue;
  for (const { id } of schedules) await queue.removeJobScheduler(id);
  expect(await queue.getJobSchedulers()).toHaveLength(0);
  await process.get(JobWorker).keepSchedules();
  expect((await queue.getJobSchedulers()).map(({ name }) => name).sort()).toEqual(
    schedules.map(({ job }) => job as string).sort(),
  );
});

it('sets its schedules once, however many processes begin at one moment', async () => {
  const process = await start({ byTheClock: true });
  const queue = (await process.get(Queues).queue(REMINDERS_QUEUE)) as Queue;
  for (let round = 0; round < 5; round += 1) {
    for (const { id } of schedules) await queue.removeJobScheduler(id);
    const others = await Promise.all(
      [1, 2, 3].map(() =>
        startProcess({ databaseUrl: database.url, smtpUrl: smtp.url, clock }, { byTheClock: true }),
      ),
    );
    for (const other of others) await other.close();
    expect((await queue.getJobSchedulers()).map(({ name }) => name).sort()).toEqual(
      schedules.map(({ job }) => job as string).sort(),
    );
  }
});

it('makes up for a run whose schedule did not fire, from its hour on and on working days only', async () => {
  await scenario.commitment({ code: '3.01', dueOn: '2019-11-22' });
  const reminders = remindersOf(await start());
  await reminders.runDay('2019-11-20');
  await scenario.commitment({ code: '3.02', dueOn: '2019-11-30' });
  for (const [day, time] of [
    ['2019-11-21', '07:59'],
    ['2019-11-23', '09:00'],
  ] as const) {
    clock.set(day, time);
    await reminders.seeToIt();
  }
  expect(await scenario.rows()).toHaveLength(0);
  clock.set('2019-11-21', '08:05');
  await reminders.seeToIt();
  await reminders.settled('2019-11-21');
  expect(smtp.mails).toHaveLength(4);
});

it('puts what a day could not send into the next day’s mail, and sends nothing on the days off between', async () => {
  await scenario.commitment({ code: '3.01', dueOn: '2019-11-22' });
  await scenario.commitment({ code: '3.02', dueOn: '2019-12-04' });
  clock.set('2019-11-22');
  const cutOff = await startProcess(
    { databaseUrl: database.url, smtpUrl: smtp.url, clock, redisUrl: 'redis://127.0.0.1:1' },
    { works: false },
  );
  await remindersOf(cutOff).runDay('2019-11-22');
  await cutOff.close();

  const reminders = remindersOf(await start());
  clock.set('2019-11-23', '09:00');
  await reminders.catchUp();
  expect(smtp.offered).toBe(0);

  clock.set('2019-11-25');
  await reminders.catchUp();
  await reminders.settled('2019-11-25');
  expect(smtp.mails).toHaveLength(4);
  for (const { text, messageId } of smtp.mails) {
    expect(messageId).toMatch(/^<digest-20191125-/);
    expect(text).toContain('/cam-ket/3.01');
    expect(text).toContain('/cam-ket/3.02');
  }
  const before = await scenario.rows('2019-11-22');
  expect(before.map(({ status, reason }) => [status, reason])).toEqual(
    before.map(() => ['skipped', 'day_over']),
  );
});

it('notes a mail as sent once the database is back, and does not send it again', async () => {
  await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
  const outage = await startOutage(database.url);
  const reminders = remindersOf(await start({}, outage.url));
  await reminders.plan('2019-11-21');
  smtp.delayMs = 300;
  await reminders.pickUp();
  await until(() => smtp.offered >= 4);
  await outage.begin();
  await until(() => smtp.mails.length === 4);
  await outage.end();
  const allSent = async () => (await scenario.rows()).every(({ status }) => status === 'sent');
  await until(allSent);
  await reminders.pickUp();
  expect(smtp.offered).toBe(4);
});

describe('what waits on the queue past the hours of mails', () => {
  const MONDAY = '2019-11-25';
  beforeEach(async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-12-03' });
    clock.set('2019-11-22', '17:50');
    const web = await startProcess({ databaseUrl: database.url, smtpUrl: smtp.url, clock }, { works: false });
    await remindersOf(web).plan('2019-11-22');
    await remindersOf(web).pickUp();
    await web.close();
  });

  const digests = () =>
    scenario.query<{ day: string; status: string; attempts: number }>(
      'select day::text, status, attempts from digest order by id',
    );
  const isPutBack = async () =>
    (await scenario.query('select 1 from digest where lease_until is not null')).length === 0;
  const workerAt = async (day: string, time: string) => {
    clock.set(day, time);
    const process = await start();
    await until(isPutBack);
    expect(smtp.offered).toBe(0);
    return remindersOf(process);
  };
  const toldOnceOn = async (day: string, reminders: ReturnType<typeof remindersOf>) => {
    await reminders.seeToIt();
    await reminders.settled(day);
    expect(smtp.mails).toHaveLength(4);
    for (const { messageId } of smtp.mails) expect(messageId).toMatch(/^<digest-20191125-/);
  };

  it.each([
    ['in the evening', '2019-11-22', '18:20'],
    ['on a day off', '2019-11-23', '09:00'],
    ['before the hour', MONDAY, '07:00'],
    ['at the hour, before the run that is to tell it', MONDAY, '08:00'],
  ])('is not sent %s, and told once by the next run', async (_when, day, time) => {
    const reminders = await workerAt(day, time);
    expect((await digests()).map(({ status, attempts }) => [status, attempts])).toEqual(
      Array.from({ length: 4 }, () => ['planned', 0]),
    );
    clock.set(MONDAY);
    await toldOnceOn(MONDAY, reminders);
  });

  it('goes out in the evening where somebody asks for it on that day', async () => {
    const reminders = await workerAt('2019-11-22', '18:20');
    await reminders.runDay('2019-11-22');
    expect(smtp.mails).toHaveLength(4);
  });

  it('is left to the next run in the evening too, where the server refused the first attempt by its own word', async () => {
    smtp.conduct = 'defer';
    const process = await start();
    await until(() => smtp.offered >= 4);
    await until(async () => (await digests()).every(({ status }) => status === 'planned'));
    smtp.conduct = 'accept';
    clock.set('2019-11-22', '18:20');
    const claimed = (await digests()).map(({ attempts }) => attempts);
    for (const { id } of await scenario.query<{ id: number }>('select id::integer from digest'))
      await process.get(DigestSender).send({ digestId: id });
    expect((await digests()).map(({ attempts }) => attempts)).toEqual(claimed);
    clock.set(MONDAY);
    await toldOnceOn(MONDAY, remindersOf(process));
  });
});
