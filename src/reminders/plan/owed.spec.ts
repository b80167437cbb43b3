import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import type { INestApplicationContext } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { describeWithRedis } from '../../../test/support/describe-with-redis.js';
import { startSmtp, type TestSmtp } from '../../../test/support/smtp.js';
import { remindersOf, Scenario, StandingClock, startProcess } from '../../../test/reminders/scenario.js';
import { instantOf, type Day } from '../../platform/clock.js';
import { Conflict, NotFound, RuleBroken } from '../../platform/errors.js';
import { PreviewQueries } from '../pages/preview.queries.js';
import { RemindersQueries } from '../ledger/reminders.queries.js';
import { Resending } from '../ledger/resending.js';
import { addToCatalogue, codeOf, type RuleContent } from './rule-catalogue.js';

const officer = 'congthuong@nghean.example';
const nothing = { planned: 0, sent: 0, skipped: 0, failed: 0 };

function suite(redisUrl?: string): void {
  let database: FreshDatabase;
  let smtp: TestSmtp;
  let scenario: Scenario;
  let app: INestApplicationContext;
  const clock = new StandingClock(instantOf('2019-11-20', '08:00'));

  beforeAll(async () => {
    smtp = await startSmtp();
  });
  beforeEach(async () => {
    Object.assign(smtp, { conduct: 'accept', offered: 0 });
    smtp.mails.length = 0;
    clock.set('2019-11-20');
    await app?.close();
    await scenario?.close();
    await database?.drop();
    database = await freshDatabase();
    scenario = await Scenario.on(database.url);
    app = await startProcess({ databaseUrl: database.url, smtpUrl: smtp.url, redisUrl, clock });
  });
  afterAll(async () => {
    await app?.close();
    await scenario?.close();
    await database?.drop();
    await smtp?.stop();
  });

  /** The run of the schedule at 08:00, with its mails. */
  const scheduled = async (day: Day) => {
    clock.set(day);
    await remindersOf(app).runDaily();
    await remindersOf(app).settled(day);
  };
  const dayOff = (day: Day) =>
    scenario.query(
      `insert into calendar_exception (day, year, working, name) values ($1, 2019, false, '{"vi": "Nghỉ", "en": "Off"}')`,
      [day],
    );
  /** What the officer was told or not, as `20/11 3.01 before_7 sent`. */
  const told = async () =>
    (await scenario.rows())
      .filter(({ email }) => email === officer)
      .map(({ day, code, rule, status }) => `${day.slice(8)}/${day.slice(5, 7)} ${code} ${rule} ${status}`)
      .sort();

  const ruleOf = (given: Pick<RuleContent, 'kind' | 'days'> & Partial<RuleContent>): RuleContent => ({
    unit: 'working',
    thenEvery: null,
    to: ['leader'],
    ...given,
  });
  const chaseDaily = ruleOf({ kind: 'overdue', days: 1, to: ['lead_body'] });
  const goBy = async (rules: RuleContent[], holdDays = 3, madeAt = '2019-11-19 09:00+07') => {
    await addToCatalogue(app.get(EntityManager).fork().getKysely() as unknown as Kysely<unknown>, rules);
    await scenario.query(
      `insert into rule_set (agreement_id, codes, hold_days, made_at) values (1, $1, $2, $3)`,
      [rules.map(codeOf), holdDays, madeAt],
    );
  };
  /** One that its lead bodies have held from the start. */
  const lateCommitment = async (dueOn: Day) => {
    const id = await scenario.commitment({ code: '3.01', dueOn });
    await scenario.query(`insert into side_state (side_id, validity, lead_body_id, status)
      select id, tstzrange('2019-10-01 00:00+07', null), lead_body_id, status from commitment_side`);
    return id;
  };
  /** A report of a side that says something new. */
  const answer = (commitmentId: number, partyId: number, day: Day, percent = 20) =>
    scenario.query(
      `insert into progress_update (commitment_id, side_id, author, at, day, status, percent, results, difficulties, proposals, next_steps)
       select commitment_id, id, '{"vi": "A", "en": "A"}', $3::date + interval '12 hours', $3, 'in_progress', $4, '', '', '', ''
       from commitment_side where commitment_id = $1 and party_id = $2`,
      [commitmentId, partyId, day, percent],
    );
  /** Steps in the ledger, as `26/11 leader@hanoi count_1_leader sent`. */
  const steps = async () =>
    (
      await scenario.query<{ line: string }>(
        `select concat_ws(' ', to_char(r.day, 'DD/MM'), split_part(u.email, '.', 1), r.rule, 'for ' || r.for_role, r.status) as line
         from reminder r join app_user u on u.id = r.recipient_id where r.rule ~ '^(step|count)_' order by r.day, 1`,
      )
    ).map(({ line }) => line);
  const runs = async (...days: Day[]) => {
    for (const day of days) await scheduled(day);
  };

  describe('a step', () => {
    it('by a higher count of notices goes out after one by a lower count has', async () => {
      await goBy([chaseDaily, ruleOf({ kind: 'count', days: 1 }), ruleOf({ kind: 'count', days: 2 })]);
      await lateCommitment('2019-11-22');
      await runs('2019-11-25', '2019-11-26', '2019-11-27', '2019-11-28');
      expect((await steps()).filter((line) => line.includes('leader@hanoi'))).toEqual([
        '26/11 leader@hanoi count_1_leader sent',
        '27/11 leader@hanoi count_2_leader sent',
      ]);
    });

    it('by the count of notices goes out for the side that held it back by an answer, after the other side’s', async () => {
      await goBy([chaseDaily, ruleOf({ kind: 'count', days: 1 })]);
      await answer(await lateCommitment('2019-11-22'), 2, '2019-11-25');
      await runs('2019-11-25', '2019-11-26', '2019-11-27', '2019-11-28', '2019-11-29', '2019-12-02');
      expect(await steps()).toEqual([
        '26/11 leader@hanoi count_1_leader sent',
        '29/11 coordinator@nghean count_1_leader for leader sent',
      ]);
    });

    it('that a worker of an older version left out, which knows no leaders in charge, is told in the next mail', async () => {
      await lateCommitment('2019-11-25');
      await runs('2019-11-28');
      await scenario.query(
        `update reminder r set status = 'skipped', reason = 'no_longer_assigned', sent_at = null from app_user u
         where u.id = r.recipient_id and u.role = 'leader' and r.day = '2019-11-28'`,
      );
      await runs('2019-11-29', '2019-12-02');
      expect((await steps()).filter((line) => line.includes('leader@hanoi'))).toEqual([
        '28/11 leader@hanoi step_3_leader skipped',
        '29/11 leader@hanoi step_3_leader sent',
      ]);
    });

    it('that a change of the calendar frees on a day already run, where an answer held it, is told by the next run', async () => {
      await answer(await lateCommitment('2019-11-20'), 1, '2019-11-21');
      await runs('2019-11-25', '2019-11-26');
      await scenario.query(
        `insert into calendar_exception (day, year, working, name) values ('2019-11-23', 2019, true, '{"vi": "Bù", "en": "Made up"}')`,
      );
      await runs('2019-11-27', '2019-11-28');
      expect((await steps()).filter((line) => line.includes('leader@hanoi'))).toEqual([
        '27/11 leader@hanoi step_3_leader sent',
      ]);
    });

    it('is not told again on its day by a rule that says the same to others besides', async () => {
      const chase = ruleOf({ kind: 'overdue', days: 5, to: ['lead_body'] });
      await goBy([chase, ruleOf({ kind: 'step', days: 3 })]);
      await lateCommitment('2019-11-25');
      await runs('2019-11-28');
      const before = await steps();
      clock.set('2019-11-28', '10:00');
      await goBy(
        [chase, ruleOf({ kind: 'step', days: 3, to: ['head', 'leader'] })],
        3,
        '2019-11-28 09:00+07',
      );
      await remindersOf(app).runDay('2019-11-28');
      await runs('2019-11-29');
      expect(await steps()).toEqual(before);
    });

    it('is told an office in the place of its leader, although it knows of the other side’s', async () => {
      await answer(await lateCommitment('2019-11-25'), 2, '2019-11-26');
      await runs('2019-11-28', '2019-11-29', '2019-12-02');
      expect((await steps()).filter((line) => line.includes('nghean'))).toEqual([
        '28/11 coordinator@nghean step_3_leader sent',
        '02/12 coordinator@nghean step_3_leader for leader sent',
      ]);
    });

    it('is told in the place of the line of the day on which it is caught up, however often that day is run', async () => {
      await lateCommitment('2019-11-25');
      await runs('2019-11-26', '2019-12-02', '2019-12-02', '2019-12-03');
      const office = (await scenario.rows()).filter(
        ({ email, rule }) => email === 'coordinator@nghean.example' && !rule.endsWith('_waits'),
      );
      expect(office.map(({ day, rule, status }) => `${day} ${rule} ${status}`)).toEqual([
        '2019-12-02 step_3_leader sent',
      ]);
    });
  });

  describe('a run by hand', () => {
    it('of a day to come is refused, and writes nothing', async () => {
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      const run = remindersOf(app).runDay('2019-11-21', { actor: null });
      await expect(run).rejects.toBeInstanceOf(RuleBroken);
      expect(await scenario.query('select 1 from reminder_run')).toEqual([]);
      await scheduled('2019-11-21');
      expect(await told()).toEqual(['21/11 3.01 before_7 sent']);
    });

    it('of today tells what missed days owe, as the run of the schedule would have', async () => {
      await scheduled('2019-11-20');
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      clock.set('2019-11-22', '07:00');
      await remindersOf(app).runDay('2019-11-22');
      expect(await told()).toEqual(['22/11 3.01 before_7 sent']);
      await scheduled('2019-11-22');
      await scheduled('2019-11-25');
      expect(await told()).toHaveLength(1);
    });

    it('before the hour leaves what changes until then to the next mail', async () => {
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      clock.set('2019-11-21', '07:00');
      await remindersOf(app).runDay('2019-11-21');
      await scenario.commitment({ code: '3.02', dueOn: '2019-11-30' });
      await scheduled('2019-11-21');
      expect(await told()).toEqual(['21/11 3.01 before_7 sent', '21/11 3.02 before_7 skipped']);
      await scheduled('2019-11-22');
      await scheduled('2019-11-25');
      expect((await told()).slice(2)).toEqual(['22/11 3.02 before_7 sent']);
    });

    it('before the hour is not the run of the day: a start after the hour makes up for that', async () => {
      await scheduled('2019-11-20');
      clock.set('2019-11-21', '07:00');
      await remindersOf(app).runDay('2019-11-21');
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      clock.set('2019-11-21', '10:00');
      await remindersOf(app).catchUp();
      await remindersOf(app).settled('2019-11-21');
      expect(await told()).toEqual(['21/11 3.01 before_7 sent']);
    });

    it('before the hour does not keep the next day from telling what came up, where nothing ran at the hour', async () => {
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      await scheduled('2019-11-20');
      clock.set('2019-11-21', '07:00');
      await remindersOf(app).runDay('2019-11-21');
      await scenario.commitment({ code: '3.02', dueOn: '2019-11-30' });
      await scheduled('2019-11-22');
      await scheduled('2019-11-25');
      expect(await told()).toEqual(['21/11 3.01 before_7 sent', '22/11 3.02 before_7 sent']);
    });

    it('of a past day that was caught up has nothing left to say', async () => {
      await scheduled('2019-11-20');
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      await scheduled('2019-11-22');
      expect(await told()).toEqual(['22/11 3.01 before_7 sent']);
      expect(await remindersOf(app).runDay('2019-11-21', { actor: null })).toEqual(nothing);
    });
  });

  describe('a mail that failed', () => {
    it('is told in the next one, once', async () => {
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      smtp.conduct = 'refuse';
      await scheduled('2019-11-21');
      smtp.conduct = 'accept';
      await scheduled('2019-11-22');
      await scheduled('2019-11-25');
      expect(await told()).toEqual(['21/11 3.01 before_7 failed', '22/11 3.01 before_7 sent']);
      expect(smtp.mails).toHaveLength(4);
      expect(smtp.mails[0]!.text).toContain('còn 6 ngày làm việc');
    });

    it('is not told any more where it is no longer true, or something later was said', async () => {
      const done = await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      await scenario.commitment({ code: '3.02', dueOn: '2019-11-22' });
      smtp.conduct = 'refuse';
      await scheduled('2019-11-21');
      smtp.conduct = 'accept';
      await scenario.query(
        "update commitment set status = 'completed', completed_on = '2019-11-21' where id = $1",
        [done],
      );
      await scheduled('2019-11-22');
      await scheduled('2019-11-25');
      expect((await told()).slice(2)).toEqual(['22/11 3.02 on_day sent']);
    });

    it('is tried on every working day while the server is away, and told once it is back', async () => {
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      smtp.conduct = 'defer';
      for (const day of ['2019-11-21', '2019-11-22']) await scheduled(day);
      smtp.conduct = 'accept';
      for (const day of ['2019-11-25', '2019-11-26']) await scheduled(day);
      expect((await told()).map((line) => line.split(' ').at(-1))).toEqual(['failed', 'failed', 'sent']);
    });

    it('is told with what comes up on the same day, where the server takes that', async () => {
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      smtp.conduct = 'defer';
      await scheduled('2019-11-21');
      smtp.conduct = 'accept';
      await scenario.commitment({ code: '3.02', dueOn: '2019-11-30' });
      await scheduled('2019-11-21');
      expect(await told()).toEqual(['21/11 3.01 before_7 sent', '21/11 3.02 before_7 sent']);
      await scheduled('2019-11-22');
      expect(await told()).toHaveLength(2);
    });

    it('is not told with that where its address is refused: nothing has been mended yet', async () => {
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      smtp.conduct = 'refuse';
      await scheduled('2019-11-21');
      await scenario.commitment({ code: '3.02', dueOn: '2019-11-30' });
      smtp.conduct = 'accept';
      await scheduled('2019-11-21');
      expect(await told()).toEqual(['21/11 3.01 before_7 failed', '21/11 3.02 before_7 sent']);
    });

    it('is tried once more after a refusal too where the server was away before', async () => {
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      smtp.conduct = 'defer';
      await scheduled('2019-11-21');
      smtp.conduct = 'refuse';
      await runs('2019-11-22', '2019-11-25', '2019-11-26');
      expect(await told()).toEqual(['21', '22', '25'].map((day) => `${day}/11 3.01 before_7 failed`));
    });

    it('is tried once more, and no oftener, where the address is refused for good', async () => {
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      smtp.conduct = 'refuse';
      for (const day of ['2019-11-21', '2019-11-22', '2019-11-25']) await scheduled(day);
      expect(await told()).toEqual(['21/11 3.01 before_7 failed', '22/11 3.01 before_7 failed']);
    });
  });

  describe('a mail that is sent again by hand', () => {
    const by = {
      actor: { userId: null, name: { vi: 'QT', en: 'Admin' }, role: 'admin' } as never,
      at: new Date(),
    };
    const failed = () =>
      scenario.query<{ id: number }>(
        `select d.id::integer from digest d join app_user u on u.id = d.recipient_id
       where u.email = $1 and d.status = 'failed' order by d.day`,
        [officer],
      );
    const resend = (id: number) => app.get(Resending, { strict: false }).resend(id, by);

    it('goes out, says how things stand today, and is not told again', async () => {
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      smtp.conduct = 'refuse';
      await scheduled('2019-11-21');
      smtp.conduct = 'accept';
      clock.set('2019-11-22', '07:30');
      const [mail] = await failed();
      expect(await resend(mail!.id)).toEqual({ planned: 0, sent: 1, skipped: 0, failed: 0 });
      expect(smtp.mails.map(({ envelope }) => envelope.to[0])).toEqual([officer]);
      expect(smtp.mails[0]!.text).toContain('còn 6 ngày làm việc');
      await expect(resend(mail!.id)).rejects.toBeInstanceOf(Conflict);
      await scheduled('2019-11-22');
      expect(await told()).toEqual(['21/11 3.01 before_7 sent']);
      const [entry] = await scenario.query('select subject, data from audit_entry where kind = $1', [
        'reminders.resent',
      ]);
      expect(entry).toEqual({ subject: '2019-11-21', data: { email: officer, planned: 1 } });
    });

    it('is refused where a later mail has told what it held, and where there is none', async () => {
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      smtp.conduct = 'refuse';
      await scheduled('2019-11-21');
      smtp.conduct = 'accept';
      await scheduled('2019-11-22');
      const [mail] = await failed();
      await expect(resend(mail!.id)).rejects.toBeInstanceOf(Conflict);
      await expect(resend(999_999)).rejects.toBeInstanceOf(NotFound);
      expect(await told()).toEqual(['21/11 3.01 before_7 failed', '22/11 3.01 before_7 sent']);
    });

    it('is counted as long as nothing has made it good', async () => {
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      smtp.conduct = 'refuse';
      await scheduled('2019-11-21');
      const admin = { userId: 0, role: 'admin', party: null } as never;
      const failures = () => app.get(RemindersQueries, { strict: false }).failures(admin, '2019-10-01');
      expect(await failures()).toEqual({ mails: 4, lastDay: '2019-11-21' });
      smtp.conduct = 'accept';
      await scheduled('2019-11-22');
      expect(await failures()).toEqual({ mails: 0, lastDay: null });
    });
  });

  describe('a calendar that changes', () => {
    it('loses no reminder that it moves into a day already run: the next run tells it, as the preview says', async () => {
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
      await scenario.commitment({ code: '3.02', dueOn: '2019-11-21' });
      await scheduled('2019-11-20');
      await dayOff('2019-11-21');
      const admin = { userId: 0, role: 'admin', party: null } as never;
      const { told: foreseen } = await app.get(PreviewQueries).preview(admin, '2019-11-22');
      const mine = foreseen.find(({ recipient }) => recipient.email === officer)!;
      expect(mine.items.map(({ commitment, rule }) => `${commitment.code} ${rule.code}`).sort()).toEqual([
        '3.01 before_7',
        '3.02 on_day',
      ]);
      await scheduled('2019-11-21');
      await scheduled('2019-11-22');
      await scheduled('2019-11-25');
      expect(await told()).toEqual([
        '20/11 3.02 before_1 sent',
        '22/11 3.01 before_7 sent',
        '22/11 3.02 on_day sent',
      ]);
    });

    it('chases nobody twice for a day declared off after its run', async () => {
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-13' });
      await scheduled('2019-11-20');
      await dayOff('2019-11-20');
      for (const day of ['2019-11-21', '2019-11-22', '2019-11-25', '2019-11-26', '2019-11-27', '2019-11-28'])
        await scheduled(day);
      expect(await told()).toEqual(['20/11 3.01 overdue_5 sent', '28/11 3.01 overdue_5 sent']);
    });

    it('does not take a past day that becomes a working day for one that a downtime missed', async () => {
      await scheduled('2019-11-15');
      await scenario.commitment({ code: '3.01', dueOn: '2019-11-18' });
      await scheduled('2019-11-20');
      const before = await told();
      await scenario.query(
        `insert into calendar_exception (day, year, working, name) values ('2019-11-16', 2019, true, '{"vi": "Bù", "en": "Made up"}')`,
      );
      await scheduled('2019-11-21');
      expect(await told()).toEqual(before);
    });
  });
}

describe('what days before owe, on PostgreSQL', () => suite());
describeWithRedis('what days before owe, on Redis', (url) => suite(url));
