import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { remindersOf, Scenario, StandingClock, startProcess } from '../../../test/reminders/scenario.js';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { startSmtp, type TestSmtp } from '../../../test/support/smtp.js';
import { instantOf } from '../../platform/clock.js';

let database: FreshDatabase;
let scenario: Scenario;
let smtp: TestSmtp;

beforeAll(async () => {
  database = await freshDatabase();
  scenario = await Scenario.on(database.url);
  smtp = await startSmtp();
});
afterAll(async () => {
  await scenario.close();
  await database.drop();
  await smtp.stop();
});

it('answers while Redis is away, and sends from the ledger once there is a queue again', async () => {
  await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
  const clock = new StandingClock(instantOf('2019-11-21', '08:00'));
  const place = { databaseUrl: database.url, smtpUrl: smtp.url, clock };

  const cutOff = await startProcess({ ...place, redisUrl: 'redis://127.0.0.1:1' }, { works: false });
  expect(await remindersOf(cutOff).runDay('2019-11-21')).toEqual({
    planned: 4,
    sent: 0,
    skipped: 0,
    failed: 0,
  });
  await cutOff.close();

  const working = await startProcess(place);
  await remindersOf(working).catchUp();
  await remindersOf(working).settled('2019-11-21');
  expect(smtp.mails).toHaveLength(4);
  await working.close();
});
