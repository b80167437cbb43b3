import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import type { INestApplicationContext } from '@nestjs/common';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { startSmtp, type TestSmtp } from '../../../test/support/smtp.js';
import { remindersOf, Scenario, StandingClock, startProcess } from '../../../test/reminders/scenario.js';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import { instantOf, type Day } from '../../platform/clock.js';
import { DigestQueries } from '../digest/digest.queries.js';
import { CommitmentReminders } from '../commitment/commitment-reminders.queries.js';

const leader = 'leader@hanoi.example';
const other = 'coordinator@nghean.example';

/** What waits, in the ledger and in mails: real rows, a real clock that stands, a real mail server. */
describe('what waits for leaders and offices', () => {
  let database: FreshDatabase;
  let smtp: TestSmtp;
  let scenario: Scenario;
  let app: INestApplicationContext;
  let id: number;
  const clock = new StandingClock(instantOf('2019-11-20', '08:00'));

  beforeAll(async () => {
    smtp = await startSmtp();
  });
  beforeEach(async () => {
    smtp.mails.length = 0;
    smtp.conduct = 'accept';
    await app?.close();
    await scenario?.close();
    await database?.drop();
    database = await freshDatabase();
    scenario = await Scenario.on(database.url);
    app = await startProcess({ databaseUrl: database.url, smtpUrl: smtp.url, clock });
    id = await scenario.commitment({ code: '3.09', dueOn: '2020-11-25' });
  });
  afterAll(async () => {
    await app?.close();
    await scenario?.close();
    await database?.drop();
    await smtp?.stop();
  });

  /** The run of the schedule at 08:00 of each working day, with its mails. */
  const scheduled = async (...days: Day[]) => {
    for (const day of days) {
      clock.set(day);
      await remindersOf(app).runDaily();
      await remindersOf(app).settled(day);
    }
  };
  const told = async (email?: string) =>
    (await scenario.rows())
      .filter((row) => email === undefined || row.email === email)
      .map(
        ({ email: to, day, rule, status, reason }) =>
          `${day.slice(8)}/${day.slice(5, 7)} ${to.split('.')[0]} ${rule} ${status}${reason ? ` ${reason}` : ''}`,
      )
      .sort();
  /** Whose turn Hà Nội's part is since an instant; the spell before it ends there. */
  const turn = async (role: 'leader' | 'coordinator' | null, since: string, kind = 'part', party = 1) => {
    await scenario.query(
      `update turn_spell t set validity = tstzrange(lower(t.validity), $2) from commitment_side s
       where s.id = t.side_id and s.commitment_id = $1 and s.party_id = $4 and t.kind = $3 and upper_inf(t.validity)`,
      [id, since, kind, party],
    );
    if (role === null) return;
    await scenario.query(
      `insert into turn_spell (side_id, kind, role, validity)
       select id, $3, $2, tstzrange($4, null) from commitment_side where commitment_id = $1 and party_id = $5`,
      [id, role, kind, since, party],
    );
  };

  it('are told on their days, a day off not counted, and on no other day', async () => {
    await turn('leader', '2019-11-22 16:00+07');
    await scheduled('2019-11-22', '2019-11-25', '2019-11-26', '2019-11-27', '2019-11-28', '2019-11-29');
    expect(await told()).toEqual([
      '26/11 leader@hanoi leader_waits sent',
      '29/11 leader@hanoi leader_waits sent',
    ]);
    expect(smtp.mails.map(({ subject }) => subject)).toEqual([
      'Hợp tác Hà Nội – Nghệ An: 1 việc chờ xác nhận, quyết định (26/11/2019)',
      'Hợp tác Hà Nội – Nghệ An: 1 việc chờ xác nhận, quyết định (29/11/2019)',
    ]);
  });

  it('are told by the rule as it is kept, which the mail of a leader explains', async () => {
    await scenario.query(
      `update reminder_rule set working_days = 1, then_every = 4 where kind = 'leader_waits'`,
    );
    await turn('leader', '2019-11-20 16:00+07');
    await scheduled('2019-11-21');
    expect(smtp.mails.at(-1)!.text).toContain(
      'Thư nhắc việc đã chờ lãnh đạo 1 ngày làm việc, sau đó 4 ngày làm việc một lần',
    );
    await scenario.query(`update app_user set language = 'en' where email = $1`, [leader]);
    await scheduled('2019-11-22', '2019-11-25', '2019-11-26', '2019-11-27');
    expect(await told()).toEqual([
      '21/11 leader@hanoi leader_waits sent',
      '27/11 leader@hanoi leader_waits sent',
    ]);
    expect(smtp.mails.at(-1)!.text).toContain(
      'What has waited for a leader for 1 working day is mentioned, then every 4 working days until',
    );
  });

  it('are told each time of what a step has put to them while their side has it to do, and not of what was only mentioned', async () => {
    await scenario.query(
      `update commitment set due_value = '2019-11-15', due_on = '2019-11-15' where id = $1`,
      [id],
    );
    const sent = (rule: string, email: string, onBehalfOf: string | null = null) =>
      scenario.query(
        `with mail as (insert into digest (recipient_id, day, message_id, status, sent_at)
           select id, '2019-11-18', $2 || $3, 'sent', '2019-11-18 08:00+07' from app_user where email = $2
           on conflict (recipient_id, day) do update set status = 'sent' returning id, recipient_id)
         insert into reminder (digest_id, recipient_id, commitment_id, rule, due_version, day, status, sent_at, on_behalf_of)
         select m.id, m.recipient_id, c.id, $3, c.due_version, '2019-11-18', 'sent', '2019-11-18 08:00+07',
           (select id from app_user where email = $4) from mail m, commitment c where c.id = $1`,
        [id, email, rule, onBehalfOf],
      );
    const [reader] = await scenario.query<{ id: number }>('select id from app_user where email = $1', [
      leader,
    ]);
    const late = async () =>
      (await app.get(DigestQueries, { strict: false }).recipients([reader!.id], '2019-11-21')).get(reader!.id)
        ?.late;
    await sent('before_7', leader);
    expect(await late()).toEqual([]);
    await sent('step_3_leader', 'coordinator@hanoi.example', leader);
    expect(await late()).toEqual([id]);
    await scenario.completeSide(id, Scenario.ids.nghean);
    expect(await late()).toEqual([id]);
    await scenario.completeSide(id, Scenario.ids.hanoi);
    expect(await late()).toEqual([]);
  });

  it('are told once of what a downtime missed, the latest only', async () => {
    await turn('leader', '2019-11-20 09:00+07');
    await scheduled('2019-11-21');
    await scheduled('2019-11-28');
    expect(await told()).toEqual(['28/11 leader@hanoi leader_waits sent']);
    await scheduled('2019-11-29', '2019-12-02');
    expect(await told()).toEqual([
      '02/12 leader@hanoi leader_waits sent',
      '28/11 leader@hanoi leader_waits sent',
    ]);
  });

  it.each([
    ['it was confirmed', () => turn(null, '2019-11-22 07:30+07'), 'skipped no_longer_waits'],
    ['it was sent back and reported again', () => turn('leader', '2019-11-22 07:30+07'), 'skipped passed_on'],
    [
      'the account was disabled',
      () => scenario.query(`update app_user set active = false where email = $1`, [leader]),
      'skipped account_disabled',
    ],
    [
      'the account has become another side’s',
      () => scenario.query(`update app_user set party_id = 2 where email = $1`, [leader]),
      'skipped no_longer_waits',
    ],
    [
      'another leader was put in charge of the sector',
      () =>
        scenario.query(
          `with l as (insert into app_user (email, name, role, party_id, password_hash, language, created_at)
             values ('second@hanoi.example', '{"vi": "L", "en": "L"}', 'leader', 1, 'x', 'vi', now()) returning id)
           insert into sector_leader (agreement_id, sector_id, party_id, leader_id, at, author)
           select 1, 1, 1, id, now(), '{"vi": "V", "en": "V"}' from l`,
        ),
      'skipped no_longer_assigned',
    ],
  ])('are not told what was planned where meanwhile %s', async (_, meanwhile, outcome) => {
    await turn('leader', '2019-11-20 09:00+07');
    clock.set('2019-11-22');
    await remindersOf(app).plan('2019-11-22');
    await meanwhile();
    await remindersOf(app).pickUp();
    await remindersOf(app).settled('2019-11-22');
    expect(await told(leader)).toEqual([`22/11 leader@hanoi leader_waits ${outcome}`]);
    expect(smtp.mails).toEqual([]);
  });

  it('are both told where a side has two leaders, each once, and only the one in charge of the sector once one is', async () => {
    await scenario.query(
      `insert into app_user (email, name, role, party_id, password_hash, language, created_at)
       values ('second@hanoi.example', '{"vi": "L", "en": "L"}', 'leader', 1, 'x', 'vi', now())`,
    );
    await turn('leader', '2019-11-20 09:00+07');
    await scheduled('2019-11-22');
    expect(await told()).toEqual([
      '22/11 leader@hanoi leader_waits sent',
      '22/11 second@hanoi leader_waits sent',
    ]);
    await scenario.query(
      `insert into sector_leader (agreement_id, sector_id, party_id, leader_id, at, author)
       select 1, 1, 1, id, now(), '{"vi": "V", "en": "V"}' from app_user where email = 'second@hanoi.example'`,
    );
    await scheduled('2019-11-25', '2019-11-26', '2019-11-27');
    expect((await told()).filter((row) => row.startsWith('27'))).toEqual([
      '27/11 second@hanoi leader_waits sent',
    ]);
  });

  it('are the office’s in place of leaders who have no account, which its mail says', async () => {
    await scenario.query(`update app_user set active = false where email = $1`, [leader]);
    await turn('leader', '2019-11-20 09:00+07');
    await scheduled('2019-11-22');
    expect(await told()).toEqual(['22/11 coordinator@hanoi leader_waits sent']);
    const [mail] = smtp.mails;
    expect(mail!.text).toContain(
      'Lãnh đạo Thành ủy Hà Nội (chưa có tài khoản) từ 20/11/2019, 2 ngày làm việc',
    );
    expect(mail!.text).toContain(
      'Lãnh đạo chưa có tài khoản nên chưa nhận được thư này: đề nghị văn phòng xác nhận',
    );
    expect(mail!.subject).toContain('1 việc chờ văn phòng xử lý');
  });

  it('are counted anew in other hands, while the deadline goes on', async () => {
    await turn('coordinator', '2019-11-20 09:00+07', 'plan');
    await scheduled('2019-11-21', '2019-11-22');
    await turn(null, '2019-11-22 10:00+07', 'plan');
    await turn('leader', '2019-11-22 10:00+07');
    await scheduled('2019-11-25', '2019-11-26', '2019-11-27');
    expect(await told()).toEqual([
      '22/11 coordinator@hanoi office_waits sent',
      '26/11 leader@hanoi leader_waits sent',
    ]);
  });

  const suspended = (on: string) =>
    scenario.query(
      `update commitment_side set status = 'suspended', updated_at = $2 where commitment_id = $1 and party_id = 1`,
      [id, `${on} 09:00+07`],
    );

  it('are told of a suspended part from its review day on', async () => {
    await suspended('2019-10-21');
    await turn('coordinator', '2019-10-21 09:00+07');
    // Reviewed on Wednesday 20/11, thirty days later.
    await scheduled('2019-10-23', '2019-11-19', '2019-11-20', '2019-11-21', '2019-11-22');
    expect(await told()).toEqual(['22/11 coordinator@hanoi office_waits sent']);
  });

  /** Who the commitment's page says will be told, and when. */
  const announced = async () => {
    const reminders = new CommitmentReminders(
      app.get(EntityManager).fork(),
      app.get(WorkingCalendarService, { strict: false }),
      clock,
    );
    const { nextWaiting } = await reminders.of({ id, due: { date: null }, status: 'in_progress' }, 'every');
    return nextWaiting.map(({ day, recipient }) => `${day.slice(8)}/${day.slice(5, 7)} ${recipient.vi}`);
  };

  it.each([
    ['leaders, before they are', async () => {}, 'Lãnh đạo Thành ủy Hà Nội', 'leader@hanoi leader_waits'],
    [
      'the office in place of leaders who have no account',
      () => scenario.query(`update app_user set active = false where email = $1`, [leader]),
      'Văn phòng Thành ủy Hà Nội',
      'coordinator@hanoi leader_waits',
    ],
  ])('are announced on the commitment’s page to %s', async (_, before, recipient, row) => {
    await before();
    await turn('leader', '2019-11-20 09:00+07');
    clock.set('2019-11-21');
    expect(await announced()).toEqual([`22/11 ${recipient}`]);
    await scheduled('2019-11-22');
    expect(await told()).toEqual([`22/11 ${row} sent`]);
  });

  it('are announced once to an office for whatever waits there, on the soonest day, and to nobody where it has no account', async () => {
    await turn('coordinator', '2019-11-18 09:00+07', 'plan');
    await turn('coordinator', '2019-10-21 09:00+07');
    await suspended('2019-10-21');
    clock.set('2019-11-20');
    expect(await announced()).toEqual(['22/11 Văn phòng Thành ủy Hà Nội']);
    await scenario.query(`update app_user set active = false where role = 'coordinator'`);
    expect(await announced()).toEqual([]);
  });

  it('are told of a difficulty at each level by whoever holds it, and of one outside the office that asked', async () => {
    const put = (
      at: string,
      kind: string,
      role: string | null,
      party: number | null,
      outside: string | null = null,
    ) =>
      scenario.query(
        `with m as (select id from decision_matter where commitment_id = $1 order by id desc limit 1)
         insert into decision_step (matter_id, at, kind, role, holder_party_id, outside, document_number, document_issued_on, document_issuer, text, author)
         select m.id, $2, $3, $4, $5, $6, case when $6::text is not null then '1-CV/TU' end,
           case when $6::text is not null then date '2019-11-20' end, case when $6::text is not null then 'Thành ủy' end, 'x', '{"vi": "x", "en": "x"}' from m`,
        [id, at, kind, role, party, outside],
      );
    await scenario.query(
      `insert into decision_matter (agreement_id, commitment_id, side_id, level, opened_at)
       select 1, $1, id, 'higher', '2019-11-20 09:00+07' from commitment_side where commitment_id = $1 and party_id = 1`,
      [id],
    );
    await put('2019-11-20 09:00+07', 'named', 'coordinator', 1);
    await scheduled('2019-11-21', '2019-11-22');
    await put('2019-11-22 10:00+07', 'put_to_other_office', 'other_coordinator', 2);
    await scheduled('2019-11-25', '2019-11-26');
    await put('2019-11-26 10:00+07', 'higher_level_asked', 'outside', 1, 'UBND tỉnh');
    await scheduled('2019-11-27');
    expect(await announced()).toEqual(['28/11 Văn phòng Thành ủy Hà Nội']);
    await scheduled('2019-11-28');
    expect(await told()).toEqual([
      '22/11 coordinator@hanoi office_waits sent',
      '26/11 coordinator@nghean office_waits sent',
      '28/11 coordinator@hanoi office_waits sent',
    ]);
    expect(smtp.mails.at(-1)!.text).toContain('UBND tỉnh từ 26/11/2019, 2 ngày làm việc');
    expect(smtp.mails.at(-1)!.text).toContain('Ghi lại ý kiến của nơi được hỏi khi có');
    await put('2019-11-28 10:00+07', 'answered', null, null);
    await scheduled('2019-11-29', '2019-12-02', '2019-12-03');
    expect(await told()).toHaveLength(3);
  });

  it('are made up for where a process of an older version left them out', async () => {
    await turn('leader', '2019-11-20 09:00+07');
    clock.set('2019-11-22');
    await remindersOf(app).plan('2019-11-22');
    // As 0.1.0 judges it: the version of the deadline is another.
    await scenario.query(`update reminder set status = 'skipped', reason = 'deadline_changed'`);
    await scenario.query(`update digest set status = 'skipped', reason = 'nothing_left'`);
    await scheduled('2019-11-25');
    expect(await told()).toEqual([
      '22/11 leader@hanoi leader_waits skipped deadline_changed',
      '25/11 leader@hanoi leader_waits sent',
    ]);
  });

  it('are told beside the deadline of the same commitment in one line of one mail', async () => {
    await turn('coordinator', '2019-11-20 09:00+07', 'plan', 2);
    await scenario.query(
      `update commitment set due_on = '2019-11-15', due_value = '2019-11-15' where id = $1`,
      [id],
    );
    await scheduled('2019-11-22');
    expect(await told(other)).toEqual([
      '22/11 coordinator@nghean office_waits sent',
      '22/11 coordinator@nghean overdue_5 sent',
    ]);
    const mail = smtp.mails.find(({ envelope }) => envelope.to.includes(other))!;
    expect(mail.text!.match(/^\* 3\.09/gm)).toHaveLength(1);
    expect(mail.text).toContain('quá hạn 7 ngày');
    expect(mail.subject).toBe('Hợp tác Hà Nội – Nghệ An: 1 việc chờ văn phòng xử lý, 1 quá hạn (22/11/2019)');
  });

  describe('and nothing else', () => {
    beforeEach(async () => {
      await scenario.query('delete from turn_spell');
      await scenario.query(
        `insert into turn_spell (side_id, kind, role, lead_body_id, validity)
         select id, 'part', 'lead_body', lead_body_id, tstzrange('2019-06-21 09:00+07', null) from commitment_side`,
      );
    });

    it('are told of a part whose lead body has ended without a successor, though nothing else waits anywhere', async () => {
      await scenario.query(`update body set last_day = '2019-11-19' where code = 'hn-trade'`);
      await scheduled('2019-11-20', '2019-11-21', '2019-11-22', '2019-11-25', '2019-11-26', '2019-11-27');
      expect(await told()).toEqual([
        '22/11 coordinator@hanoi office_waits sent',
        '27/11 coordinator@hanoi office_waits sent',
      ]);
      expect(smtp.mails[0]!.text).toContain('từ 20/11/2019, 2 ngày làm việc');
      expect(smtp.mails[0]!.text).toContain('Giao cơ quan chủ trì khác');
    });

    it('are told of it where the body that followed has ended too', async () => {
      await scenario.query(
        `update body set last_day = '2019-10-01', successor_id = $1 where code = 'na-trade'`,
        [Scenario.ids.naNew],
      );
      await scenario.query(`update body set last_day = '2019-11-19' where code = 'na-new'`);
      await scheduled('2019-11-21', '2019-11-22', '2019-11-25');
      expect(await told()).toEqual(['22/11 coordinator@nghean office_waits sent']);
    });

    it('are told of a suspended part from its review day on', async () => {
      await suspended('2019-10-21');
      await turn('coordinator', '2019-10-21 09:00+07');
      await scheduled('2019-11-21', '2019-11-22', '2019-11-25');
      expect(await told()).toEqual(['22/11 coordinator@hanoi office_waits sent']);
    });

    it('are both told of a deadline to be reviewed, from its review day on', async () => {
      await scenario.query(
        `update commitment set due_precision = 'ongoing', due_value = null, due_on = null,
           undated = '{"reason": "x", "since": "2019-06-21", "firstReviewOn": "2019-11-20", "reviewOn": "2019-11-20"}' where id = $1`,
        [id],
      );
      await scheduled('2019-11-20', '2019-11-21', '2019-11-22', '2019-11-25');
      expect(await told()).toEqual([
        '22/11 coordinator@hanoi office_waits sent',
        '22/11 coordinator@nghean office_waits sent',
      ]);
      expect(smtp.mails[0]!.text).toContain('Xem lại thời hạn');
    });
  });
});
