import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import type { INestApplicationContext } from '@nestjs/common';
import { sql } from 'kysely';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { startSmtp, type TestSmtp } from '../../../test/support/smtp.js';
import { remindersOf, Scenario, StandingClock, startProcess } from '../../../test/reminders/scenario.js';
import { timesChased } from '../../ledger/chases.sql.js';
import { PreviewQueries } from '../pages/preview.queries.js';
import { instantOf, type Day } from '../../platform/clock.js';

const officer = 'congthuong@nghean.example';
const office = 'coordinator@nghean.example';
const leader = 'leader@hanoi.example';
const ownOffice = 'coordinator@hanoi.example';

/** What people want to hear, kept from the planning to the mail: real rows, a clock that stands, a real mail server. */
describe('wishes', () => {
  let database: FreshDatabase;
  let smtp: TestSmtp;
  let scenario: Scenario;
  let app: INestApplicationContext;
  const config = { MAIL_REPLY_TO: 'tra-loi+{digest}@hop-tac.example' };
  const clock = new StandingClock(instantOf('2019-11-20', '08:00'));

  beforeAll(async () => {
    smtp = await startSmtp();
  });
  beforeEach(async () => {
    smtp.mails.length = 0;
    await app?.close();
    await scenario?.close();
    await database?.drop();
    database = await freshDatabase();
    scenario = await Scenario.on(database.url);
    app = await startProcess({ databaseUrl: database.url, smtpUrl: smtp.url, clock, config });
  });
  afterAll(async () => {
    await app?.close();
    await scenario?.close();
    await database?.drop();
    await smtp?.stop();
  });

  const scheduled = async (...days: Day[]) => {
    for (const day of days) {
      clock.set(day);
      await remindersOf(app).runDaily();
      await remindersOf(app).settled(day);
    }
  };
  const wish = (email: string, given: { frequency?: string; until?: Day; standIn?: string }) =>
    scenario.query(
      `insert into notification_setting (user_id, frequency, paused_until, stand_in_id)
       select id, $2, $3, (select id from app_user where email = $4) from app_user where email = $1
       on conflict (user_id) do update set frequency = excluded.frequency, paused_until = excluded.paused_until,
         stand_in_id = excluded.stand_in_id`,
      [email, given.frequency ?? 'daily', given.until ?? null, given.standIn ?? null],
    );
  const told = async (...emails: string[]) =>
    (await scenario.rows())
      .filter(({ email }) => emails.includes(email))
      .map(
        ({ email, day, code, rule, status, reason }) =>
          `${day.slice(8)}/${day.slice(5, 7)} ${email.split('@')[0]} ${code} ${rule} ${status}${reason ? ` ${reason}` : ''}`,
      )
      .sort();

  it('are changed where each mail says; answers to it go to an address of its own', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    await scheduled('2019-11-21');
    const page = 'https://hop-tac.example/tai-khoan#nhan-thu-nhac';
    const answers = smtp.mails.map(({ headers, raw }) => {
      expect(raw).toContain(`List-Unsubscribe: <${page}>`);
      expect(headers.get('auto-submitted')).toBe('auto-generated');
      return /^Reply-To: (.*)\r$/m.exec(raw)?.[1];
    });
    expect(smtp.mails.every(({ html }) => String(html).includes(page))).toBe(true);
    expect(new Set(answers).size).toBe(4);
    for (const answer of answers) expect(answer).toMatch(/^tra-loi\+\d+@hop-tac\.example$/);
  });

  it('tell one who hears weekly on the first working day of the next week, once, as things stand then', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    await wish(officer, { frequency: 'weekly' });
    await scheduled('2019-11-21', '2019-11-22', '2019-11-25', '2019-11-26');
    expect(await told(officer)).toEqual([
      '21/11 congthuong 3.01 before_7 skipped weekly',
      '25/11 congthuong 3.01 before_7 sent',
    ]);
    const mails = smtp.mails.filter(({ envelope }) => envelope.to[0] === officer);
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Hợp tác Hà Nội – Nghệ An: 1 sắp đến hạn (25/11/2019)',
    ]);
    const [digest] = await scenario.query<{ status: string; reason: string }>(
      `select d.status, d.reason from digest d join app_user u on u.id = d.recipient_id where u.email = $1 and d.day = '2019-11-21'`,
      [officer],
    );
    expect(digest).toEqual({ status: 'skipped', reason: 'weekly' });
  });

  it('tell after a pause what is still true, and nothing of what is not', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    const done = await scenario.commitment({ code: '3.02', dueOn: '2019-11-30' });
    await wish(officer, { until: '2019-11-23' });
    await scheduled('2019-11-21', '2019-11-22');
    await scenario.query(
      `update commitment set status = 'completed', completed_on = '2019-11-22' where id = $1`,
      [done],
    );
    await scheduled('2019-11-25', '2019-11-26');
    expect(await told(officer)).toEqual([
      '21/11 congthuong 3.01 before_7 skipped paused',
      '21/11 congthuong 3.02 before_7 skipped paused',
      '25/11 congthuong 3.01 before_7 sent',
    ]);
  });

  it('are asked once more just before the mail goes out', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    clock.set('2019-11-21');
    await remindersOf(app).plan('2019-11-21');
    await wish(officer, { until: '2019-11-22' });
    await scheduled('2019-11-21', '2019-11-22', '2019-11-25');
    expect(await told(officer)).toEqual([
      '21/11 congthuong 3.01 before_7 skipped paused',
      '25/11 congthuong 3.01 before_7 sent',
    ]);
  });

  it('leave the offices what is overdue, and nothing else', async () => {
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    await scenario.commitment({ code: '3.02', dueOn: '2019-11-14' });
    await wish(office, { until: '2019-12-20' });
    await wish(officer, { until: '2019-12-20' });
    await scheduled('2019-11-21');
    expect(await told(office, officer)).toEqual([
      '21/11 congthuong 3.01 before_7 skipped paused',
      '21/11 congthuong 3.02 overdue_5 skipped paused',
      '21/11 coordinator 3.01 before_7 skipped paused',
      '21/11 coordinator 3.02 overdue_5 sent',
    ]);
  });

  it('count a notice that an office hears for an officer as one to the body, though it hears of all that is late itself', async () => {
    const id = await scenario.commitment({ code: '3.02', dueOn: '2019-11-14' });
    await wish(officer, { standIn: office });
    await scenario.query(`update app_user set active = false where email = 'congthuong@hanoi.example'`);
    await scheduled('2019-11-21');
    expect(await told(office)).toEqual(Array(2).fill('21/11 coordinator 3.02 overdue_5 sent'));
    const mails = smtp.mails.filter(({ envelope }) => envelope.to[0] === office);
    expect(mails.map(({ text }) => text!.match(/\* 3\.02 /g)?.length)).toEqual([1]);
    const db = app.get(EntityManager, { strict: false }).fork().getKysely();
    const { rows } = await sql`select ${timesChased(sql`${id}::integer`, '2019-11-21')} as times`.execute(db);
    expect(rows).toEqual([{ times: 1 }]);
  });

  describe('of a stand-in', () => {
    beforeEach(async () => {
      const id = await scenario.commitment({ code: '3.09', dueOn: '2020-11-25' });
      await scenario.query(
        `insert into turn_spell (side_id, kind, role, validity)
         select id, 'part', 'leader', tstzrange('2019-11-22 16:00+07', null) from commitment_side where commitment_id = $1 and party_id = 1`,
        [id],
      );
      await wish(leader, { standIn: ownOffice });
    });
    const bodyOf = (text: string) => text.replaceAll('\r\n', '\n').split('\n-- ')[0]!.trim();
    const foreseen = async (email: string, day: Day) => {
      const [{ id }] = (await scenario.query<{ id: number }>('select id from app_user where email = $1', [
        email,
      ])) as [{ id: number }];
      return app
        .get(PreviewQueries, { strict: false })
        .mail({ userId: 0, role: 'admin', party: null } as never, id, day);
    };
    const onBehalf = () =>
      scenario.query(
        `select u.email as to, o.email as for from reminder r join app_user u on u.id = r.recipient_id
         left join app_user o on o.id = r.on_behalf_of order by r.id`,
      );

    it('tell it and not whom it stands in for, until it is taken out', async () => {
      await scheduled('2019-11-25', '2019-11-26');
      expect(await onBehalf()).toEqual([{ to: ownOffice, for: leader }]);
      await wish(leader, {});
      await scheduled('2019-11-29');
      expect(await onBehalf()).toEqual([
        { to: ownOffice, for: leader },
        { to: leader, for: null },
      ]);
    });

    it('tell the one for whom it is where the stand-in was disabled meanwhile', async () => {
      await scheduled('2019-11-25');
      clock.set('2019-11-26');
      await remindersOf(app).plan('2019-11-26');
      await scenario.query('update app_user set active = false where email = $1', [ownOffice]);
      await scheduled('2019-11-26', '2019-11-27', '2019-11-28');
      expect(await told(leader, ownOffice)).toEqual([
        '26/11 coordinator 3.09 leader_waits skipped stand_in_changed',
        '27/11 leader 3.09 leader_waits sent',
      ]);
    });

    it('tell it for each of two leaders beside what waits for it itself, in one line of one mail', async () => {
      await scenario.query(
        `insert into app_user (email, name, role, party_id, password_hash, language, created_at)
         select 'second@hanoi.example', '{"vi": "Lãnh đạo thứ hai", "en": "Second leader"}', role, party_id, 'x', 'vi', now()
         from app_user where email = $1`,
        [leader],
      );
      await wish('second@hanoi.example', { standIn: ownOffice });
      await scenario.query(
        `insert into turn_spell (side_id, kind, role, validity)
         select side_id, 'plan', 'coordinator', validity from turn_spell where role = 'leader'`,
      );
      clock.set('2019-11-26', '07:00');
      const shown = await foreseen(ownOffice, '2019-11-26');
      await scheduled('2019-11-26');
      expect(await onBehalf()).toEqual(
        expect.arrayContaining([
          { to: ownOffice, for: null },
          { to: ownOffice, for: leader },
          { to: ownOffice, for: 'second@hanoi.example' },
        ]),
      );
      const [mail, ...others] = smtp.mails.filter(({ envelope }) => envelope.to[0] === ownOffice);
      expect(others).toEqual([]);
      expect(bodyOf(shown!.text)).toBe(bodyOf(mail!.text!));
      expect(mail!.text!.match(/\* 3\.09 /g)).toHaveLength(1);
      expect(mail!.text).toContain('Đồng chí nhận thay cho leader@hanoi.example, Lãnh đạo thứ hai.');
      expect(mail!.text).toMatch(/Đang chờ: .*Văn phòng.*Lãnh đạo|Đang chờ: .*Lãnh đạo.*Văn phòng/);
    });

    it.each(['passed_on', 'no_longer_assigned'])(
      'tell it the next day where an older version left it out as not the stand-in’s own: %s',
      async (reason) => {
        clock.set('2019-11-26');
        await remindersOf(app).plan('2019-11-26');
        await scenario.query(
          `with left_out as (update reminder set status = 'skipped', reason = $1 returning digest_id)
           update digest set status = 'skipped', reason = 'nothing_left' where id in (select digest_id from left_out)`,
          [reason],
        );
        await scheduled('2019-11-26', '2019-11-27');
        expect(await told(ownOffice)).toEqual([
          `26/11 coordinator 3.09 leader_waits skipped ${reason}`,
          '27/11 coordinator 3.09 leader_waits sent',
        ]);
      },
    );

    it('do not tell twice on a day what was told before it was named', async () => {
      await wish(leader, {});
      await scheduled('2019-11-25', '2019-11-26');
      await wish(leader, { standIn: ownOffice });
      await remindersOf(app).runDay('2019-11-26');
      await scheduled('2019-11-27');
      expect(await told(leader, ownOffice)).toEqual(['26/11 leader 3.09 leader_waits sent']);
    });
  });
});
