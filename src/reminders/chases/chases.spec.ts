import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeAccounts } from '../../../test/support/accounts.js';
import { goesOn } from '../../../test/support/goes-on.js';
import { RouteWorld } from '../../../test/support/route-world.js';
import type { TestSmtp } from '../../../test/support/smtp.js';
import { instantOf } from '../../platform/clock.js';
import type { Kysely } from 'kysely';
import { EntityManager } from '@mikro-orm/postgresql';
import { openMails } from '../notices/notice.gather.js';
import { NoticeSender } from '../notices/notice.sender.js';

const CHASES = '/api/v1/agreements/2016-tb-tu/chases';
const UNREPORTED = '/api/v1/agreements/2016-tb-tu/unreported';
const FORM = '/2016-tb-tu/don-doc-truc-tiep';
const office = 'coordinator@hanoi';
const trade = 'hn-so-cong-thuong';

/** On the demo's first day, at nine in the morning. 3.06 is overdue, 3.09 is not; the trade department of Hà Nội leads both. */
describe('a chase by hand', () => {
  let world: RouteWorld;
  let smtp: TestSmtp;
  beforeAll(async () => {
    world = await RouteWorld.start();
    smtp = world.program.smtp;
    await send();
  });
  afterAll(() => world?.stop());
  beforeEach(() => void (smtp.mails.length = 0));

  const send = () => world.program.app.get(NoticeSender, { strict: false }).sendWaiting();
  const ids = (...codes: string[]) => Promise.all(codes.map((code) => world.commitmentId(code)));
  const chase = async (codes: string[], more: object = {}, who = office) =>
    world.ask(who, 'POST', CHASES, { body: trade, commitments: await ids(...codes), when: 'now', ...more });
  const told = () => smtp.mails.map(({ envelope, subject }) => `${envelope.to.join()} ${subject}`).sort();
  const times = async (code: string) =>
    (await world.ask(office, 'GET', `/api/v1/commitments/${await world.commitmentId(code)}`)).json
      .reminders as number;
  const events = async (code: string) =>
    (
      await world.ask(
        'coordinator@nghean',
        'GET',
        `/api/v1/commitments/${await world.commitmentId(code)}/events`,
      )
    ).json.items.filter(({ kind }: { kind: string }) => kind === 'chased') as object[];
  const owing = async () =>
    (await world.ask(office, 'GET', UNREPORTED)).json.items.find(
      ({ body }: { body: { code: string } }) => body.code === trade,
    ) as { timesChased: number };
  const nextDay = (day: string) => world.program.clock.moveTo(instantOf(day, '09:00'));

  it('tells the lead body at once, in one mail for all commitments, and counts where the deadline has passed', async () => {
    const before = [await times('3.06'), await times('3.09')];
    const { status, json } = await chase(['3.06', '3.09'], { text: 'Báo cáo trước thứ Sáu.' });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      recipients: ['congthuong@hanoi.example'],
      goesAt: expect.stringMatching(/^2019-11-20/),
    });
    await send();
    expect(told()).toEqual(['congthuong@hanoi.example Đề nghị báo cáo 2 cam kết']);
    expect(smtp.mails[0]!.text).toContain('Nội dung: Báo cáo trước thứ Sáu.');
    expect(smtp.mails[0]!.text).toContain('/2016-tb-tu/cam-ket/3.06/cap-nhat');
    expect([await times('3.06'), await times('3.09')]).toEqual([before[0]! + 1, before[1]]);
  });

  it('stands on the commitment for all sides, and in the log without its text', async () => {
    expect(await events('3.06')).toEqual([
      expect.objectContaining({ party: 'hanoi', data: expect.objectContaining({ to: 'hanoi' }) }),
    ]);
    const [entry] = await world.run<{ data: object }>(
      `select data from audit_entry where kind = 'commitment.chased' and subject = '3.06' order by id desc limit 1`,
    );
    expect(entry!.data).toEqual({ body: trade, recipients: 1 });
  });

  it('goes out once a body, commitment and working day, whoever asks', async () => {
    const again = await chase(['3.06'], { text: 'Lần nữa.' });
    expect(again.status).toBe(409);
    await send();
    expect(told()).toEqual([]);
  });

  it('is done once, and answered twice, where the same account sends it twice', async () => {
    nextDay('2019-11-21');
    const [one, other] = await Promise.all([chase(['3.06']), chase(['3.06'])]);
    expect([one.status, other.status]).toEqual([201, 201]);
    expect(other.json.id).toBe(one.json.id);
    await send();
    expect(told()).toHaveLength(1);
  });

  it('is done once where two colleagues press at once: the other is told so', async () => {
    nextDay('2019-11-22');
    await makeAccounts(world.program.database.url, [
      {
        email: 'coordinator2@hanoi.example',
        role: 'coordinator',
        party: 'hanoi',
        body: 'hn-van-phong-thanh-uy',
      },
    ]);
    const both = await Promise.all([chase(['3.06']), chase(['3.06'], {}, 'coordinator2@hanoi')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    await send();
    expect(told()).toHaveLength(1);
  });

  it('is no longer told once the body has reported, or the part was given to another', async () => {
    nextDay('2019-11-25');
    world.program.clock.moveTo(instantOf('2019-11-25', '18:30'));
    const { json } = await chase(['3.06', '3.09']);
    expect(json.goesAt).toBe(instantOf('2019-11-26', '08:00').toISOString());
    await world.ask(
      'congthuong@hanoi',
      'POST',
      `/api/v1/commitments/${await world.commitmentId('3.06')}/updates`,
      { status: 'in_progress', percent: 51, results: 'Đã họp.' },
      { 'if-match': '*' },
    );
    nextDay('2019-11-26');
    await send();
    expect(told()).toEqual([expect.stringMatching(/^congthuong@hanoi\.example \[3\.09\]/)]);
  });

  it('that is to wait goes out at the hour of the next daily emails, if still true then', async () => {
    expect((await chase(['3.09'], { when: 'next' })).json.goesAt).toBe(
      instantOf('2019-11-27', '08:00').toISOString(),
    );
    await send();
    expect(told()).toEqual([]);
    world.program.clock.moveTo(instantOf('2019-11-27', '08:00'));
    await send();
    await send();
    expect(told()).toEqual([expect.stringMatching(/^congthuong@hanoi\.example \[3\.09\]/)]);
  });

  it('reaches of another side its office, never its bodies, and counts for nobody', async () => {
    nextDay('2019-11-27');
    const before = await times('3.06');
    expect((await chase(['3.06'], { body: 'na-so-ke-hoach-va-dau-tu' })).status).toBe(422);
    expect((await chase(['3.06'], { body: 'na-van-phong-tinh-uy' })).status).toBe(201);
    await send();
    expect(told()).toEqual([expect.stringMatching(/^coordinator@nghean\.example \[3\.06\]/)]);
    expect(smtp.mails[0]!.text).toContain('đề nghị đôn đốc cơ quan chủ trì phía Nghệ An');
    expect(await times('3.06')).toBe(before);
  });

  it('by a leader goes to his office, which is led to where it is done', async () => {
    const before = await events('3.09');
    const { status, json } = await chase(['3.09'], { text: 'Cần xong trong tháng.' }, 'leader@hanoi');
    expect([status, json.recipients]).toEqual([201, expect.arrayContaining(['coordinator@hanoi.example'])]);
    await send();
    const mail = smtp.mails.find(({ envelope }) => envelope.to.join() === 'coordinator@hanoi.example');
    expect(mail!.text).toContain('yêu cầu đôn đốc Sở Công Thương');
    expect(mail!.text).toContain(`${FORM}?body=${trade}&commitments=3.09`);
    expect(told().some((line) => line.startsWith('congthuong'))).toBe(false);
    expect(await events('3.09')).toEqual(before);
  });

  it('by leaders of two sides about the same body goes to the office of each', async () => {
    const hanoi = { body: 'hn-van-phong-thanh-uy' };
    const asked = [
      await chase(['1.08'], hanoi, 'leader@hanoi'),
      await chase(['1.08'], hanoi, 'leader@nghean'),
    ];
    expect(asked.map(({ status }) => status)).toEqual([201, 201]);
    await send();
  });

  it.each([
    ['congthuong@hanoi', 403],
    ['auditor@tracker', 403],
    ['admin@tracker', 403],
    ['coordinator@danang', 404],
  ])('is not for %s', async (who, status) => {
    expect((await chase(['3.06'], {}, who)).status).toBe(status);
  });

  it('is refused about what does not wait for that body', async () => {
    expect((await chase(['4.02'])).status).toBe(422);
    expect((await chase(['3.06'], { text: 'a'.repeat(501) })).status).toBe(400);
    expect((await chase([])).status).toBe(400);
  });

  describe('on its page', () => {
    it('shows who gets what before it is sent, and the mail again with what was typed', async () => {
      const session = await world.session(office);
      const { body } = await session.get(`${FORM}?commitments=3.08`);
      expect(body).toContain('congthuong@hanoi.example');
      expect(body).toContain('Sở Công Thương thành phố Hà Nội');
      const seen = await session.post(FORM, {
        commitments: '3.08',
        text: 'Gấp.',
        when: 'now',
        step: 'preview',
      });
      expect(seen.statusCode).toBe(200);
      expect(seen.body).toMatch(/<pre>[^]*Nội dung: Gấp\.[^]*<\/pre>/);
      expect(await world.value(`select count(*)::integer from chase where text = 'Gấp.'`)).toBe(0);
    });

    it('says so where nobody is left to chase', async () => {
      const answer = await (
        await world.session(office)
      ).post(FORM, { commitments: '3.08', body: 'hn-van-phong-thanh-uy' });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('Không còn cơ quan nào cần đôn đốc');
    });

    it('is sent from there, and says when it goes out', async () => {
      const session = await world.session(office);
      const answer = await session.post(FORM, { commitments: '3.08', text: 'Gấp.', when: 'now' });
      expect(goesOn(answer)).toContain(FORM);
      await send();
      expect(told()).toEqual([expect.stringMatching(/^congthuong@hanoi\.example \[3\.08\]/)]);
    });
  });

  describe('of all who have not reported', () => {
    const list = async (who: string, period = '') =>
      (await world.ask(who, 'GET', `${UNREPORTED}${period}`)).json as {
        items: {
          party: string;
          body: { code: string };
          accounts: object[];
          commitments: object[];
          timesChased: number;
        }[];
        total: number;
      };

    it('lists the bodies of the own side alone, with their accounts; to auditors those of all', async () => {
      const own = await list(office);
      expect(new Set(own.items.map(({ party }) => party))).toEqual(new Set(['hanoi']));
      expect(own.total).toBe(own.items.reduce((sum, { commitments }) => sum + commitments.length, 0));
      expect(new Set((await list('auditor@tracker')).items.map(({ party }) => party))).toEqual(
        new Set(['hanoi', 'nghean']),
      );
      expect((await world.ask('congthuong@hanoi', 'GET', UNREPORTED)).status).toBe(403);
    });

    it('says of no period to come that anybody owes anything', async () => {
      expect(await list(office, '?period=2020-06')).toMatchObject({ items: [], total: 0 });
    });

    it('chases them in one press, and tells in the list how often', async () => {
      nextDay('2019-12-02');
      const session = await world.session(office);
      const { items } = await list(office);
      const reachable = items.filter(({ accounts }) => accounts.length > 0);
      expect(reachable.length).toBeGreaterThan(0);
      const { code: period } = (await world.ask(office, 'GET', UNREPORTED)).json.period;
      await session.post(FORM, { period, text: '', when: 'now' });
      await send();
      expect(smtp.mails.length).toBeGreaterThanOrEqual(reachable.length);
      const after = await list(office);
      for (const { body } of reachable)
        expect(after.items.find((one) => one.body.code === body.code)!.timesChased).toBeGreaterThan(0);
      expect((await session.get('/2016-tb-tu/chua-bao-cao')).body).toContain('02/12/2019');
    });
  });

  it('that was to wait and had nobody to be told to on its day does not come back later', async () => {
    const before = await owing();
    await chase(['3.09'], { when: 'next' });
    await world.run(`update app_user set active = false where email = 'congthuong@hanoi.example'`);
    world.program.clock.moveTo(instantOf('2019-12-03', '09:00'));
    await send();
    await world.run(`update app_user set active = true where email = 'congthuong@hanoi.example'`);
    expect((await owing()).timesChased).toBe(before.timesChased);
    world.program.clock.moveTo(instantOf('2019-12-05', '09:00'));
    await send();
    expect(told()).toEqual([]);
  });

  it('is told to officers of the body, to its head only where it has no other', async () => {
    nextDay('2019-12-06');
    await makeAccounts(world.program.database.url, [
      { email: 'congthuong2@hanoi.example', role: 'liaison', party: 'hanoi', body: trade },
    ]);
    await world.run(`update app_user set head = true where email = 'congthuong@hanoi.example'`);
    expect((await chase(['3.09'])).json.recipients).toEqual(['congthuong2@hanoi.example']);
    await world.run(`update app_user set active = false where email = 'congthuong2@hanoi.example'`);
    expect((await chase(['3.08'])).json.recipients).toEqual(['congthuong@hanoi.example']);
    await world.run(`update app_user set head = false where email = 'congthuong@hanoi.example'`);
    await send();
  });

  it('raises the revision of the agreement once it is sent: lists tell how often', async () => {
    nextDay('2019-12-09');
    const revision = () => world.value(`select revision::integer from agreement where slug = '2016-tb-tu'`);
    await chase(['3.06']);
    const before = await revision();
    await send();
    expect(await revision()).toBe(before + 1);
  });

  it('of several bodies waits for nobody who waits for it', async () => {
    nextDay('2019-12-10');
    const [first, second] = await Promise.all([
      world.userId('congthuong@hanoi'),
      world.userId('nongnghiep@hanoi'),
    ]);
    const bodyOf = (id: number) => (id === first ? '3.08' : '4.03');
    const later = Math.max(first, second);
    const earlier = Math.min(first, second);
    const at = { now: world.program.clock.now(), host: 'tracker.example' };
    const em = world.program.app.get(EntityManager).fork();
    const session = await world.session(office);
    const pressed = await em.transactional(async (tx) => {
      const db = tx.getKysely() as unknown as Kysely<unknown>;
      await openMails(db, [{ recipientId: earlier }], at);
      const press = session.post(FORM, { commitments: `${bodyOf(later)},${bodyOf(earlier)}`, when: 'now' });
      while ((await world.value(`select count(*)::integer from pg_locks where not granted`)) === 0)
        await new Promise((resolve) => setTimeout(resolve, 20));
      await openMails(db, [{ recipientId: later }], at);
      return { press };
    });
    expect(goesOn(await pressed.press)).toContain(FORM);
    await send();
  });

  it('says who has paused or is stood in for, and reaches an office that pauses about what is late', async () => {
    nextDay('2019-12-11');
    const pause = async (who: string) =>
      world.run(
        `insert into notification_setting (user_id, paused_until) values (${await world.userId(who)}, '2019-12-17')`,
      );
    await pause('congthuong@hanoi');
    await pause('coordinator@nghean');
    const session = await world.session(office);
    expect((await session.get(`${FORM}?commitments=3.08`)).body).toContain(
      'tạm ngừng nhận thư đến hết 17/12/2019',
    );
    expect((await session.get(`${FORM}?commitments=3.06&party=nghean`)).body).not.toContain(
      'tạm ngừng nhận thư',
    );
    await chase(['3.06'], { body: 'na-van-phong-tinh-uy' });
    await chase(['3.06']);
    await send();
    expect(told()).toEqual([expect.stringMatching(/^coordinator@nghean\.example \[3\.06\]/)]);
    await world.run(`update notification_setting set stand_in_id = (select id from app_user where email = 'coordinator@hanoi.example')
      where user_id = ${await world.userId('congthuong@hanoi')}`);
    expect((await session.get(`${FORM}?commitments=3.08`)).body).toContain(' nhận thay');
    await world.run('delete from notification_setting');
    await send();
  });
});
