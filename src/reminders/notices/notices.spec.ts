import { EntityManager } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSmtp } from '../../../test/support/smtp.js';
import { RouteWorld } from '../../../test/support/route-world.js';
import { instantOf } from '../../platform/clock.js';
import { sendNotices } from '../../../test/support/notices.js';
import { NoticeClaims } from './notice.claims.js';
import { NoticeSender } from './notice.sender.js';
import { tellOf } from './tell-of.js';

const match = { 'if-match': '*' };

/** Told on the day: what was sent back, extensions asked for and answered. */
describe('a notice', () => {
  let world: RouteWorld;
  let smtp: TestSmtp;
  beforeAll(async () => {
    world = await RouteWorld.start();
    smtp = world.program.smtp;
    await send();
  });
  afterAll(() => world?.stop());
  beforeEach(() => {
    smtp.mails.length = 0;
    smtp.conduct = 'accept';
  });

  const send = () => sendNotices(world);
  const look = () => world.program.app.get(NoticeSender, { strict: false }).sendWaiting();
  const url = async (code: string) => `/api/v1/commitments/${await world.commitmentId(code)}`;
  const told = () => smtp.mails.map(({ envelope, subject }) => `${envelope.to.join()} ${subject}`).sort();
  const complete = async (code: string) =>
    world.ask(
      'coordinator@nghean',
      'POST',
      `${await url(code)}/updates`,
      { status: 'completed', percent: 100, results: 'Xong.' },
      match,
    );
  const sendBack = async (code: string) =>
    world.ask('leader@hanoi', 'POST', `${await url(code)}/return`, { reason: 'Thiếu biên bản.' });
  const extend = async (code: string): Promise<number> => {
    const asked = { due: { precision: 'date', date: '2021-03-31' }, reason: 'Chậm kinh phí.' };
    return (await world.ask('nongnghiep@hanoi', 'POST', `${await url(code)}/extension-requests`, asked)).json
      .id;
  };

  it('says nothing of history, nor of what it was installed after', async () => {
    expect(await world.value('select count(*)::integer from notice')).toBe(0);
  });

  it('tells lead body and office of a side that its completion was sent back, with the reason, once', async () => {
    await complete('4.02');
    await sendBack('4.02');
    await send();
    await send();
    const subject = '[4.02] Báo cáo hoàn thành bị trả lại để bổ sung';
    expect(told()).toEqual([`coordinator@nghean.example ${subject}`, `nongnghiep@nghean.example ${subject}`]);
    expect(smtp.mails[0]!.text).toContain('Lý do: Thiếu biên bản.');
    expect(smtp.mails[0]!.text).toContain('/2016-tb-tu/cam-ket/4.02/cap-nhat');
    for (const { raw } of smtp.mails) {
      expect(raw).toMatch(/^List-Unsubscribe: <https?:\/\/[^>]+\/tai-khoan#nhan-thu-nhac>\r$/m);
      expect(raw).not.toMatch(/^List-Unsubscribe-Post:/im);
    }
  });

  it('tells the leader besides whose signature fell', async () => {
    await complete('4.05');
    await world.ask('leader@nghean', 'PUT', `${await url('4.05')}/completion-confirmation`);
    await sendBack('4.05');
    await send();
    expect(told()).toContain('leader@nghean.example [4.05] Xác nhận hoàn thành không còn hiệu lực');
    expect(told()).toHaveLength(3);
  });

  it('is not sent where the side has reported again before', async () => {
    await complete('2.08');
    await sendBack('2.08');
    await complete('2.08');
    await send();
    expect(told()).toEqual([]);
  });

  it('tells those who are to answer that an extension is asked for, and the side what was answered', async () => {
    const request = await extend('4.03');
    await send();
    const asked = '[4.03] Đề nghị gia hạn chờ trả lời';
    expect(told()).toEqual([`coordinator@nghean.example ${asked}`, `leader@hanoi.example ${asked}`]);
    expect(smtp.mails[0]!.text).toContain('thời hạn đề nghị sau ngày kết thúc thỏa thuận (31/12/2020)');
    smtp.mails.length = 0;
    await world.ask('leader@hanoi', 'PUT', `/api/v1/extension-requests/${request}/decision`, {
      decision: 'approved',
      reason: '',
    });
    await send();
    const yes = '[4.03] Đồng ý gia hạn';
    expect(told()).toEqual([`coordinator@hanoi.example ${yes}`, `nongnghiep@hanoi.example ${yes}`]);
    expect(smtp.mails[0]!.text).toContain('đang chờ trả lời');
    smtp.mails.length = 0;
    await world.ask('coordinator@nghean', 'PUT', `/api/v1/extension-requests/${request}/agreement`, {
      decision: 'approved',
      reason: 'Thống nhất kế hoạch.',
    });
    await send();
    const officers = ['coordinator@hanoi', 'nongnghiep@hanoi', 'nongnghiep@nghean'];
    const granted = '[4.03] Đã gia hạn, thời hạn mới: 31/3/2021';
    expect(told()).toEqual(officers.map((who) => `${who}.example ${granted}`));
    expect(smtp.mails[0]!.text).toContain('Ý kiến: Thống nhất kế hoạch.');
    expect(smtp.mails[0]!.text).toContain('Thông báo 2016-TB/TU · việc mới trong ngày');
  });

  it('tells of an earlier day that another office names: the leader to decide, his side what was said', async () => {
    const request = await extend('4.02');
    await send();
    smtp.mails.length = 0;
    await world.ask('coordinator@nghean', 'PUT', `/api/v1/extension-requests/${request}/agreement`, {
      decision: 'counter',
      due: '2021-02-15',
      reason: 'Chờ quá lâu.',
    });
    await send();
    const said = '[4.02] Văn phòng cấp ủy bên khác đề nghị thời hạn sớm hơn';
    expect(told()).toEqual([
      `coordinator@hanoi.example ${said}`,
      'leader@hanoi.example [4.02] Đề nghị gia hạn chờ trả lời',
      `nongnghiep@hanoi.example ${said}`,
    ]);
    for (const { text } of smtp.mails) {
      expect(text).toContain('→ 15/02/2021');
      expect(text).toContain('Thời hạn được đề nghị trước đó: 31/3/2021');
      expect(text).toContain('Lý do: Chờ quá lâu.');
    }
    smtp.mails.length = 0;
    await world.ask('leader@hanoi', 'PUT', `/api/v1/extension-requests/${request}/decision`, {
      decision: 'approved',
      reason: '',
    });
    await send();
    expect(told()).toContain('coordinator@hanoi.example [4.02] Đã gia hạn, thời hạn mới: 15/02/2021');
  });

  it('tells of a first deadline in its own words: proposed, approved and agreed', async () => {
    await world.undated('10.01', '2019-12-15');
    const asked = { due: '2020-03-31', reason: 'Đã có kế hoạch vốn.' };
    const path = `${await url('10.01')}/extension-requests`;
    const { id } = (await world.ask('coordinator@hanoi', 'POST', path, asked)).json;
    await send();
    const proposed = '[10.01] Đề nghị thời hạn chờ trả lời';
    expect(told()).toEqual([`coordinator@nghean.example ${proposed}`, `leader@hanoi.example ${proposed}`]);
    expect(smtp.mails[0]!.text).toContain('Thời hạn: Chưa có thời hạn (xem lại 15/12/2019) → 31/3/2020');
    const yes = { decision: 'approved', reason: '' };
    await world.ask('leader@hanoi', 'PUT', `/api/v1/extension-requests/${id}/decision`, yes);
    await world.ask('coordinator@nghean', 'PUT', `/api/v1/extension-requests/${id}/agreement`, yes);
    smtp.mails.length = 0;
    await send();
    expect(smtp.mails.map(({ subject }) => subject)).toContain('[10.01] Đã thống nhất thời hạn: 31/3/2020');
    expect(smtp.mails.map(({ text }) => text).join()).not.toContain('gia hạn');
  });

  it('is not sent to an account that was disabled meanwhile', async () => {
    await complete('1.03');
    await sendBack('1.03');
    await world.run(`update app_user set active = false where email = 'coordinator@nghean.example'`);
    await send();
    await world.run(`update app_user set active = true where email = 'coordinator@nghean.example'`);
    expect(told().filter((line) => line.startsWith('coordinator@nghean'))).toEqual([]);
  });

  it('is kept while the mail server is away, judged again, and not sent once it is no longer true', async () => {
    await complete('3.09');
    await sendBack('3.09');
    smtp.conduct = 'defer';
    await send();
    expect(told()).toEqual([]);
    const waiting = `update notice_mail set lease_until = null where status = 'planned'`;
    await complete('3.09');
    smtp.conduct = 'accept';
    await world.run(waiting);
    await send();
    expect(told()).toEqual([]);
    expect(
      await world.value(`select count(*)::integer from notice where reason = 'no_longer_true'`),
    ).toBeGreaterThan(0);
  });

  it('that the mail server refuses stands on the account and among the counters', async () => {
    await complete('4.07');
    await sendBack('4.07');
    smtp.conduct = 'refuse';
    await send();
    const { text } = await world.session('admin@tracker').then(async (admin) => ({
      text: (await admin.get(`/quan-tri/tai-khoan/${await world.userId('coordinator@nghean')}`)).body,
    }));
    expect(text).toContain('Thư báo trong ngày');
    const metrics = await world.program.app.inject({ method: 'GET', url: '/metrics' });
    expect(Number(/^tracker_notices_failed (\d+)/m.exec(metrics.body)![1])).toBeGreaterThan(0);
  });

  /** To the minute, on the demo's first day. */
  const at = (time: string) => world.program.clock.moveTo(instantOf('2019-11-20', time));
  const office = 'coordinator@nghean.example';
  /** Asks for more time as the office of Hà Nội: its leaders and the other office are told. */
  const ask = async (code: string) => {
    const asked = { due: { precision: 'date', date: '2021-03-31' }, reason: 'Chậm kinh phí.' };
    const { status } = await world.ask(
      'coordinator@hanoi',
      'POST',
      `${await url(code)}/extension-requests`,
      asked,
    );
    expect(status).toBe(201);
  };
  /** A commitment at work of which nobody has asked for more time. */
  const open = () =>
    world.value<string>(`select c.code from commitment c join agreement a on a.id = c.agreement_id and a.slug = '2016-tb-tu'
      where c.status = 'in_progress' and c.due_on < '2020-12-31' and not exists (select 1 from extension_request x where x.commitment_id = c.id)
        and not exists (select 1 from commitment_side s where s.commitment_id = c.id and s.status <> 'in_progress') order by c.position desc limit 1`);
  const rows = async (filter = '') =>
    (await world.ask('admin@tracker', 'GET', `/api/v1/reminders?recipient=${office}&limit=100${filter}`)).json
      .items as { rule: string; commitmentCode: string; mailKind: string; digest: number; status: string }[];
  const notices = async () => (await rows()).filter(({ mailKind }) => mailKind === 'notice');

  it('gathers for a quarter of an hour from the first, and is one mail a recipient with all of it', async () => {
    at('10:00');
    await ask('3.01');
    await look();
    at('10:14');
    await ask('3.04');
    await look();
    expect(told()).toEqual([]);
    expect((await notices()).slice(0, 2).map(({ status }) => status)).toEqual(['planned', 'planned']);
    at('10:17');
    await Promise.all([look(), look()]);
    expect(told()).toEqual([
      `${office} 2 việc mới: 3.01, 3.04`,
      'leader@hanoi.example 2 việc mới: 3.01, 3.04',
    ]);
    const [mail] = smtp.mails.filter(({ envelope }) => envelope.to.join() === office);
    expect(mail!.text).toMatch(/Có 2 việc mới:[^]*3\.01[^]*Trả lời đề nghị[^]*3\.04/);
    const two = (await notices()).slice(0, 2);
    expect(two.map(({ rule, commitmentCode, status }) => `${rule} ${commitmentCode} ${status}`)).toEqual([
      'extension_asked 3.04 sent',
      'extension_asked 3.01 sent',
    ]);
    expect(new Set(two.map(({ digest }) => digest)).size).toBe(1);
  });

  it('is in the language of its reader, and of several in plain words too', async () => {
    await world.run(`update app_user set language = 'en' where email = '${office}'`);
    await ask('3.05');
    await ask('3.07');
    await send();
    await world.run(`update app_user set language = 'vi' where email = '${office}'`);
    const [mail] = smtp.mails.filter(({ envelope }) => envelope.to.join() === office);
    expect(mail!.subject).toBe('2 new matters: 3.05, 3.07');
    expect(mail!.text).toContain('There are 2 new matters:');
  });

  it('goes out again after a worker was lost, under the same Message-ID, and not before its lease has ended', async () => {
    await ask('3.08');
    await look();
    await world.run(`update notice_mail set due_at = created_at where status = 'planned'`);
    const lost = await world.program.app.get(NoticeClaims, { strict: false }).claim();
    const lostToo = await world.program.app.get(NoticeClaims, { strict: false }).claim();
    await look();
    expect(told()).toEqual([]);
    await world.run(`update notice_mail set lease_until = now() where status = 'claimed'`);
    await look();
    await look();
    expect(smtp.mails.map(({ messageId }) => messageId).sort()).toEqual(
      [lost!.messageId, lostToo!.messageId].sort(),
    );
  });

  it('that failed is sent again where an administrator asks for it, and only then', async () => {
    await ask('5.01');
    smtp.conduct = 'refuse';
    await send();
    smtp.conduct = 'accept';
    await send();
    expect(told()).toEqual([]);
    const [failed] = await notices();
    expect(failed!.status).toBe('failed');
    const resend = () => world.ask('admin@tracker', 'POST', `/api/v1/digests/${failed!.digest}/resend`);
    expect((await resend()).status).toBe(201);
    expect((await resend()).status).toBe(409);
    await send();
    expect(told()).toEqual([`${office} [5.01] Đề nghị gia hạn chờ trả lời`]);
    expect((await notices())[0]).toMatchObject({ digest: failed!.digest, status: 'sent' });
  });

  it('may be of something else than a commitment', async () => {
    const subject = {
      agreementId: await world.value(`select id from agreement where slug = '2016-tb-tu'`),
      title: { vi: 'Quy tắc nhắc hạn', en: 'Reminder rules' },
      path: '/2016-tb-tu/nhac-han',
      lines: [{ vi: 'Phía Hà Nội đề nghị 3 thay đổi.', en: 'Hanoi proposes 3 changes.' }],
    };
    const recipients = [await world.userId('coordinator@nghean')];
    const to = { now: world.program.clock.now(), host: 'tracker.example' };
    await world.program.app
      .get(EntityManager)
      .fork()
      .transactional((em) =>
        tellOf(em.getKysely() as unknown as Kysely<unknown>, {
          kind: 'rules_proposed',
          recipients,
          subject,
          ...to,
        }),
      );
    await send();
    expect(told()).toEqual([`${office} Đề nghị thay đổi quy tắc nhắc hạn`]);
    expect(smtp.mails[0]!.text).toContain('Phía Hà Nội đề nghị 3 thay đổi.');
    const { title, path } = subject;
    expect((await notices())[0]).toMatchObject({
      rule: 'rules_proposed',
      commitment: null,
      commitmentCode: null,
      agreement: '2016-tb-tu',
      subject: { title, path },
    });
  });

  it('is read by whoever stands in, who is told in whose place, and is kept while its reader pauses', async () => {
    const wish = async (who: string, columns: string, values: string) =>
      world.run(
        `insert into notification_setting (user_id, ${columns}) values (${await world.userId(who)}, ${values})`,
      );
    await wish('leader@hanoi', 'stand_in_id', String(await world.userId('coordinator@hanoi')));
    await wish('coordinator@nghean', 'paused_until', `'2019-11-20'`);
    await ask('2.09');
    await send();
    expect(told()).toEqual(['coordinator@hanoi.example [2.09] Đề nghị gia hạn chờ trả lời']);
    expect(smtp.mails[0]!.text).toContain('Đồng chí nhận thay cho ');
    await world.run(`update notification_setting set paused_until = '2019-11-19'`);
    await send();
    expect(told()).toContain(`${office} [2.09] Đề nghị gia hạn chờ trả lời`);
    await world.run('delete from notification_setting');
  });

  describe('that waits', () => {
    const settle = async (who: string, standIn: string, pausedUntil: string | null = null) =>
      world.run(`insert into notification_setting (user_id, stand_in_id, paused_until)
        values (${await world.userId(who)}, ${await world.userId(standIn)}, ${pausedUntil ? `'${pausedUntil}'` : null})`);
    const asked = (code: string) => `[${code}] Đề nghị gia hạn chờ trả lời`;
    afterEach(() => world.run('delete from notification_setting'));

    it('for a stand-in goes to whom it is for, once nobody stands in any more', async () => {
      await settle('leader@hanoi', 'coordinator@hanoi');
      const code = await open();
      await ask(code);
      await look();
      await world.run('delete from notification_setting');
      await send();
      expect(told()).toEqual([`${office} ${asked(code)}`, `leader@hanoi.example ${asked(code)}`]);
      expect(smtp.mails.map(({ text }) => text).join()).not.toContain('nhận thay cho');
    });

    it('goes to a stand-in that was named meanwhile, also while its reader pauses', async () => {
      const code = await open();
      await ask(code);
      await look();
      await settle('leader@hanoi', 'coordinator@hanoi', '2019-11-29');
      await send();
      expect(told()).toEqual([`coordinator@hanoi.example ${asked(code)}`, `${office} ${asked(code)}`]);
    });
  });

  it('that may have arrived is sent again as it was, though it is no longer true', async () => {
    await ask(await open());
    smtp.conduct = 'drop';
    await send();
    const offered = await world.run<{ id: string }>(
      `select message_id as id from notice_mail where status = 'planned' and reason like 'connection%'`,
    );
    expect(offered).toHaveLength(2);
    const request = await world.value('select max(id) from extension_request');
    const no = { decision: 'rejected', reason: 'Chưa đủ căn cứ.' };
    await world.ask('leader@hanoi', 'PUT', `/api/v1/extension-requests/${request}/decision`, no);
    smtp.conduct = 'accept';
    await world.run(`update notice_mail set lease_until = null where status = 'planned'`);
    await look();
    expect(smtp.mails.map(({ messageId }) => messageId).sort()).toEqual(offered.map(({ id }) => id).sort());
    await send();
  });

  describe('beside an older version', () => {
    const claimOfOlder = `
      with next as (
        select id from notice where sent_at is null and failed_at is null and next_attempt_at <= now()
        order by next_attempt_at, id limit 1 for update skip locked
      )
      update notice n set attempts = attempts + 1, next_attempt_at = now() + interval '5 minutes' from next where n.id = next.id returning n.id`;
    /** What it writes of an event: to the office of Nghệ An alone. */
    const writtenByOlder = async (code: string) => {
      await ask(code);
      await world.run(`
        with told as (insert into event_told (event_id) select max(id) from commitment_event returning event_id)
        insert into notice (event_id, recipient_id, kind) select event_id, ${await world.userId('coordinator@nghean')}, 'extension_asked' from told`);
    };
    const olderClaims = async () => (await world.run<{ id: string }>(claimOfOlder)).map(({ id }) => id);

    it('leaves to it what it has in its hands, and takes over the rest, each told once', async () => {
      await writtenByOlder('7.01');
      const [inItsHands] = await olderClaims();
      await writtenByOlder('12.01');
      await send();
      expect(told()).toEqual([`${office} [12.01] Đề nghị gia hạn chờ trả lời`]);
      expect(await olderClaims()).toEqual([]);
      await world.run(`update notice set sent_at = now() where id = ${inItsHands}`);
      await send();
      expect(told()).toHaveLength(1);
      expect(
        (await notices())
          .slice(0, 2)
          .map((row) => `${row.commitmentCode} ${row.status}`)
          .sort(),
      ).toEqual(['12.01 sent', '7.01 sent']);
    });

    it('lets it find nothing of what is gathered here', async () => {
      await ask('1.02');
      await look();
      expect(await olderClaims()).toEqual([]);
      await send();
      expect(told()).toContain(`${office} [1.02] Đề nghị gia hạn chờ trả lời`);
    });
  });

  it('waits after 18:00, also where the hours end while others go out; by hand it goes out at any hour', async () => {
    await send();
    smtp.mails.length = 0;
    at('17:00');
    await ask('9.01');
    await look();
    at('17:59');
    const push = smtp.mails.push.bind(smtp.mails);
    smtp.mails.push = (...mails) => {
      at('18:00');
      return push(...mails);
    };
    await look();
    Reflect.deleteProperty(smtp.mails, 'push');
    expect(told()).toHaveLength(1);
    await world.run(
      `update notice_mail set status = 'failed', reason = 'smtp_451: no' where status = 'planned'`,
    );
    await world.run(`update notice set status = 'failed' where status = 'planned'`);
    const [failed] = await world.run<{ id: string }>(
      `select id from notice_mail where status = 'failed' order by id desc limit 1`,
    );
    await world.ask('admin@tracker', 'POST', `/api/v1/digests/${failed!.id}/resend`);
    await look();
    expect(told()).toHaveLength(2);
    smtp.mails.length = 0;
  });

  it('waits after 18:00 for the next morning', async () => {
    at('18:30');
    await complete('2.07');
    await sendBack('2.07');
    await send();
    expect(told()).toEqual([]);
    world.program.clock.moveTo(instantOf('2019-11-21', '08:00'));
    await send();
    expect(told()).toContain('coordinator@nghean.example [2.07] Báo cáo hoàn thành bị trả lại để bổ sung');
  });

  it('waits on a day off for the next working day', async () => {
    world.program.clock.moveTo(instantOf('2019-11-23', '10:00'));
    smtp.mails.length = 0;
    await complete('2.06');
    await sendBack('2.06');
    await send();
    const ours = () => told().filter((line) => line.includes('[2.06]'));
    expect(ours()).toEqual([]);
    world.program.clock.moveTo(instantOf('2019-11-25', '07:30'));
    await send();
    expect(ours()).toEqual([]);
    world.program.clock.moveTo(instantOf('2019-11-25', '08:00'));
    await send();
    expect(ours()).toContain('coordinator@nghean.example [2.06] Báo cáo hoàn thành bị trả lại để bổ sung');
  });
});
