import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { describeWithRedis } from '../../../test/support/describe-with-redis.js';
import { startSmtp, type TestSmtp } from '../../../test/support/smtp.js';
import { remindersOf, Scenario, StandingClock, startProcess } from '../../../test/reminders/scenario.js';
import { instantOf } from '../../platform/clock.js';
import { Queues } from '../../platform/queue/queues.js';
import { DigestClaims } from '../digest/digest.claims.js';
import { REMINDERS_QUEUE } from '../digest/digest.queue.js';

const everyone = [
  'congthuong@hanoi.example',
  'congthuong@nghean.example',
  'coordinator@hanoi.example',
  'coordinator@nghean.example',
];
const { hanoi } = Scenario.ids;
const nothing = { planned: 0, sent: 0, skipped: 0, failed: 0 };

function suite(redisUrl?: string): void {
  let database: FreshDatabase;
  let smtp: TestSmtp;
  let scenario: Scenario;
  let app: INestApplicationContext;
  const clock = new StandingClock(instantOf('2019-11-21', '08:00'));

  const start = (options = {}) =>
    startProcess({ databaseUrl: database.url, smtpUrl: smtp.url, redisUrl, clock }, options);
  const addressees = () => smtp.mails.map(({ envelope }) => envelope.to[0]).sort();

  beforeAll(async () => {
    smtp = await startSmtp();
  });
  beforeEach(async () => {
    Object.assign(smtp, { conduct: 'accept', offered: 0 });
    smtp.mails.length = 0;
    clock.set('2019-11-21');
    await app?.close();
    await scenario?.close();
    await database?.drop();
    database = await freshDatabase();
    scenario = await Scenario.on(database.url);
    app = await start();
  });
  afterAll(async () => {
    await app?.close();
    await scenario?.close();
    await database?.drop();
    await smtp?.stop();
  });

  it('sends one mail to each lead officer and each coordinating office, and a second run sends nothing', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    await scenario.commitment({ code: '3.02', dueOn: '2019-11-30' });
    expect(await remindersOf(app).runDay('2019-11-21')).toEqual({
      planned: 8,
      sent: 8,
      skipped: 0,
      failed: 0,
    });
    expect(addressees()).toEqual(everyone);
    const rows = await scenario.rows();
    expect(rows.every(({ status, rule }) => status === 'sent' && rule === 'before_7')).toBe(true);
    expect(rows[0]!.sentAt).toEqual(instantOf('2019-11-21', '08:00'));
    for (const mail of smtp.mails) {
      const row = rows.find(({ email }) => email === mail.envelope.to[0])!;
      expect(mail.messageId).toBe(row.messageId);
      expect(mail.messageId).toMatch(/^<digest-20191121-\d+-\w+@hop-tac\.example>$/);
      expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
      expect(mail.date).toEqual(instantOf('2019-11-21', '08:00'));
      expect(mail.html).toContain('/cam-ket/3.01');
      expect(mail.text).toContain('/cam-ket/3.01');
    }
    expect(await remindersOf(app).runDay('2019-11-21')).toEqual(nothing);
    expect(smtp.offered).toBe(4);
  });

  it('sends a digest of 200 items as a mail that Gmail shows whole', async () => {
    for (let n = 1; n <= 200; n += 1) {
      await scenario.commitment({
        code: `3.${n}`,
        dueOn: '2019-11-30',
        title: `Xúc tiến tiêu thụ nông sản ${n}`,
      });
    }
    await remindersOf(app).runDay('2019-11-21');
    expect(smtp.mails).toHaveLength(4);
    for (const { raw } of smtp.mails) {
      const part = raw.slice(raw.search(/content-type: text\/html/i));
      const encoded = Buffer.byteLength(part.slice(0, part.search(/\r\n--/)));
      expect(encoded).toBeGreaterThan(50_000);
      expect(encoded).toBeLessThan(102_000);
    }
  });

  it('does nothing on a day off, and tells nobody who has nothing due', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    clock.set('2019-11-23');
    expect(await remindersOf(app).runDay('2019-11-23')).toEqual(nothing);
    expect(await remindersOf(app).runDay('2019-11-22')).toEqual(nothing);
    expect(smtp.offered).toBe(0);
  });

  it('sends each mail once when two processes run the same day at the same time', async () => {
    for (const code of ['3.01', '3.02', '3.03']) await scenario.commitment({ code, dueOn: '2019-11-30' });
    const other = await start();
    const runs = await Promise.all([
      remindersOf(app).runDay('2019-11-21'),
      remindersOf(other).runDay('2019-11-21'),
    ]);
    await other.close();
    expect(addressees()).toEqual(everyone);
    expect(runs.map(({ planned }) => planned).sort()).toEqual([0, 12]);
    expect(runs.map(({ sent }) => sent).sort()).toEqual([0, 12]);
  });

  it('does not mail a side that has completed its part', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30', hanoi: { completed: true } });
    await remindersOf(app).runDay('2019-11-21');
    expect(addressees()).toEqual(everyone.filter((email) => email !== 'congthuong@hanoi.example'));
  });

  it('tries again after a passing fault, with the same Message-ID, and once only', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    smtp.conduct = 'defer';
    const run = remindersOf(app).runDay('2019-11-21');
    await until(() => smtp.offered >= 4);
    smtp.conduct = 'accept';
    expect(await run).toEqual({ planned: 4, sent: 4, skipped: 0, failed: 0 });
    expect(addressees()).toEqual(everyone);
    expect((await scenario.rows()).some(({ attempts }) => attempts > 1)).toBe(true);
    expect((await scenario.rows()).every(({ reason }) => reason === null)).toBe(true);
  });

  it('gives up at once when the server refuses for good, and says why', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    smtp.conduct = 'refuse';
    expect(await remindersOf(app).runDay('2019-11-21')).toEqual({
      planned: 4,
      sent: 0,
      skipped: 0,
      failed: 4,
    });
    expect(smtp.offered).toBe(4);
    const rows = await scenario.rows();
    expect(rows.map(({ status, reason }) => `${status} ${reason}`)).toEqual(
      rows.map(() => 'failed smtp_550: No such mailbox'),
    );
  });

  it('fails, visibly, what passing faults kept from being sent until the last attempt', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    smtp.conduct = 'defer';
    expect(await remindersOf(app).runDay('2019-11-21')).toMatchObject({ planned: 4, sent: 0, failed: 4 });
    expect(smtp.offered).toBe(16);
    expect((await scenario.rows())[0]!.reason).toBe('smtp_451: Try again later');
  });

  it('picks up, after a crash, what was claimed and never sent', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    await app.close();
    app = await start({ works: false });
    await remindersOf(app).plan('2019-11-21');
    const [digest] = await scenario.query<{ id: number }>(
      'select id::integer from digest order by id limit 1',
    );
    await app.get(DigestClaims, { strict: false }).claim([digest!.id]);
    await app.close();
    app = await start();
    await remindersOf(app).catchUp('2019-11-21', false);
    await until(() => smtp.mails.length === 3);
    // Of the crashed process alone: a mail that has just arrived may not be marked as sent yet.
    await scenario.query("update digest set lease_until = now() - interval '1 minute' where id = $1", [
      digest!.id,
    ]);
    await remindersOf(app).pickUp();
    await remindersOf(app).settled('2019-11-21');
    expect(addressees()).toEqual(everyone);
  });

  it('picks up at once what the only process left when it crashed', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    await app.close();
    app = await start({ works: false });
    await remindersOf(app).plan('2019-11-21');
    const digests = await scenario.query<{ id: number }>('select id::integer from digest');
    await app.get(DigestClaims, { strict: false }).claim(digests.map(({ id }) => id));
    await app.close();
    app = await start();
    await remindersOf(app).catchUp('2019-11-21', true);
    await remindersOf(app).settled('2019-11-21');
    expect(addressees()).toEqual(everyone);
  });

  it('leaves what it has not begun to another, untried, when it is stopped in the middle', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    smtp.delayMs = 300;
    await remindersOf(app).runDaily();
    await until(() => smtp.offered > 0);
    await app.close();
    smtp.delayMs = 0;
    const left = await scenario.query("select status, attempts from digest where status <> 'sent'");
    expect(new Set(left.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify({ status: 'planned', attempts: 0 })]),
    );
    app = await start();
    await until(() => smtp.mails.length === everyone.length);
    await remindersOf(app).settled('2019-11-21');
    expect(addressees()).toEqual(everyone);
  });

  it('asks again, just before sending, whether a row is still due', async () => {
    const done = await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    const moved = await scenario.commitment({ code: '3.02', dueOn: '2019-11-30' });
    const partly = await scenario.commitment({ code: '3.03', dueOn: '2019-11-30' });
    await scenario.commitment({ code: '3.04', dueOn: '2019-11-30', hanoi: { completed: true } });
    await remindersOf(app).plan('2019-11-21');
    await scenario.query(
      "update commitment set status = 'completed', completed_on = '2019-11-21' where id = $1",
      [done],
    );
    await scenario.query(
      "update commitment set due_version = 2, due_value = '2019-12-05', due_on = '2019-12-05' where id = $1",
      [moved],
    );
    await scenario.completeSide(partly, hanoi);
    await scenario.query("update app_user set active = false where email = 'congthuong@nghean.example'");
    await remindersOf(app).runDay('2019-11-21');
    const reasons = (await scenario.rows()).map(
      ({ email, code, status, reason }) => `${email} ${code} ${reason ?? status}`,
    );
    expect(reasons).toEqual([
      'congthuong@hanoi.example 3.01 completed',
      'congthuong@hanoi.example 3.02 deadline_changed',
      'congthuong@hanoi.example 3.03 side_completed',
      ...['3.01', '3.02', '3.03', '3.04'].map((code) => `congthuong@nghean.example ${code} account_disabled`),
      ...['coordinator@hanoi.example', 'coordinator@nghean.example'].flatMap((email) => [
        `${email} 3.01 completed`,
        `${email} 3.02 deadline_changed`,
        `${email} 3.03 sent`,
        `${email} 3.04 sent`,
      ]),
    ]);
    expect(addressees()).toEqual(['coordinator@hanoi.example', 'coordinator@nghean.example']);
  });

  it('no longer mails an officer whose body is no longer the lead', async () => {
    const id = await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    await remindersOf(app).plan('2019-11-21');
    await scenario.query(
      'update commitment_side set lead_body_id = 11 where commitment_id = $1 and party_id = 1',
      [id],
    );
    await remindersOf(app).runDay('2019-11-21');
    expect((await scenario.rows())[0]).toMatchObject({ status: 'skipped', reason: 'no_longer_assigned' });
    expect(addressees()).toHaveLength(3);
  });

  it('notes, and does not mail, what comes up after the mail of the day has gone out', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    await remindersOf(app).runDay('2019-11-21');
    await scenario.commitment({ code: '3.02', dueOn: '2019-11-30' });
    expect(await remindersOf(app).runDay('2019-11-21')).toEqual({
      planned: 4,
      sent: 0,
      skipped: 4,
      failed: 0,
    });
    expect(smtp.offered).toBe(4);
  });

  it('catches up once what missed days would have said, the last word only', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-22' });
    await scenario.commitment({ code: '3.02', dueOn: '2019-11-28' });
    await remindersOf(app).runDay('2019-11-14');
    smtp.mails.length = 0;
    clock.set('2019-11-25', '10:00');
    await remindersOf(app).catchUp();
    await remindersOf(app).settled('2019-11-25');
    expect(addressees()).toEqual(everyone);
    const officer = (await scenario.rows('2019-11-25')).filter(({ email }) => email === everyone[0]);
    expect(officer.map(({ code, rule, day }) => `${code} ${rule} ${day}`)).toEqual([
      '3.01 on_day 2019-11-25',
      '3.02 before_3 2019-11-25',
    ]);
    await remindersOf(app).catchUp();
    await remindersOf(app).runDaily();
    await remindersOf(app).settled('2019-11-25');
    expect(smtp.mails).toHaveLength(4);
    const caughtUp = await scenario.query(
      'select day::text from reminder_run where caught_up_on is not null order by 1',
    );
    expect(caughtUp.map((row) => (row as { day: string }).day)).toEqual([
      '2019-11-15',
      '2019-11-18',
      '2019-11-19',
      '2019-11-20',
      '2019-11-21',
      '2019-11-22',
    ]);
  });

  it('makes up for nothing when nothing was ever run', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-22' });
    clock.set('2019-11-25', '10:00');
    await remindersOf(app).catchUp();
    expect(await scenario.rows()).toEqual([]);
  });

  it('runs the working days between two days one after the other, setting the clock before each', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-25' });
    const seen: string[] = [];
    const counts = await remindersOf(app).runBetween('2019-11-21', '2019-12-02', (day) => {
      seen.push(day);
      clock.set(day);
    });
    expect(seen).toEqual([
      '2019-11-22',
      '2019-11-25',
      '2019-11-26',
      '2019-11-27',
      '2019-11-28',
      '2019-11-29',
      '2019-12-02',
    ]);
    expect(counts).toEqual({ planned: 15, sent: 15, skipped: 0, failed: 0 });
    expect(new Set((await scenario.rows()).map(({ day, rule }) => `${day} ${rule}`))).toEqual(
      new Set([
        '2019-11-22 before_1',
        '2019-11-25 on_day',
        '2019-11-28 step_3_leader',
        '2019-12-02 overdue_5',
      ]),
    );
  });

  it('sends from the ledger what the queue lost whole', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    await remindersOf(app).plan('2019-11-21');
    await scenario.query("update digest set lease_until = now() - interval '1 second'");
    await remindersOf(app).pickUp();
    await remindersOf(app).settled('2019-11-21');
    expect(addressees()).toEqual(everyone);
  });

  it('sets each schedule once, however often it starts', async () => {
    for (const again of [await start({ byTheClock: true }), await start({ byTheClock: true })])
      await again.close();
    const set = await (await app.get(Queues).queue(REMINDERS_QUEUE)).getJobSchedulers();
    expect(set.map(({ key, pattern, tz }) => `${key} ${pattern} ${tz}`).sort()).toEqual([
      'account-housekeeping 40 2 * * * Asia/Ho_Chi_Minh',
      'account-mails * * * * * Asia/Ho_Chi_Minh',
      'documents * * * * * Asia/Ho_Chi_Minh',
      'notices * * * * * Asia/Ho_Chi_Minh',
      'reminders-daily 0 8 * * * Asia/Ho_Chi_Minh',
      'reminders-pick-up */5 * * * * Asia/Ho_Chi_Minh',
      'search-fill * * * * * Asia/Ho_Chi_Minh',
      'sheets-pick-up * * * * * Asia/Ho_Chi_Minh',
      'webhooks * * * * * Asia/Ho_Chi_Minh',
    ]);
    // 08:00 in Việt Nam is 01:00 UTC.
    expect(new Date(set.find(({ key }) => key === 'reminders-daily')!.next!).toISOString()).toMatch(
      /T01:00:00/,
    );
  });
}

describe('reminder runs on PostgreSQL', () => suite());
describeWithRedis('reminder runs on Redis', (url) => suite(url));

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}
