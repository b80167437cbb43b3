import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startApp } from './support/app.js';
import { actingSession, type Acting } from './support/acting.js';

const SETTINGS = '/api/v1/me/notification-settings';
const [officer, office, leader] = ['congthuong@hanoi', 'coordinator@hanoi', 'leader@hanoi'];

/** On 20/11/2019, on the side of Hanoi. */
describe('a stand-in', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let database: Client;
  let acting: Acting;
  const ids = new Map<string, number>();

  beforeAll(async () => {
    program = await startApp();
    database = new Client({ connectionString: program.database.url });
    await database.connect();
    const { rows } = await database.query<{ id: number; email: string }>('select id, email from app_user');
    for (const { id, email } of rows) ids.set(email.replace('.example', ''), id);
    acting = await actingSession(program.app, office);
  });
  afterAll(async () => {
    await database?.end();
    await program?.stop();
  });

  const run = async <Row>(text: string, values: unknown[] = []) =>
    (await database.query(text, values)).rows as Row[];
  const idOf = (who: string) => ids.get(who)!;
  const commitment = async (code: string) =>
    (await run<{ id: number }>('select id from commitment where code = $1', [code]))[0]!.id;
  const put = (who: string, given: object) => program.ask(who, 'PUT', SETTINGS, given);
  const names = (who: string, standIn: string | null, until: string | null = '2019-11-22') =>
    put(who, { pausedFrom: null, pausedUntil: until, standIn: standIn && `${standIn}.example` });
  const reported = { status: 'in_progress', percent: 60, results: 'Đã làm.' };

  /** By the office, on its page. */
  const of = (post: string, standIn: string) =>
    acting.post('/lam-thay/can-bo', {
      officer: String(idOf(post)),
      pausedFrom: '',
      pausedUntil: '22/11/2019',
      standIn: `${standIn}.example`,
    });
  const bothAway = async () => {
    await names(leader, office);
    await of(officer, office);
  };

  describe('is named', () => {
    it('by the post itself, for days of which none is over, the first not after the last', async () => {
      const given = { pausedFrom: '2019-11-25', pausedUntil: '2019-11-29', standIn: `${office}.example` };
      expect(await put(leader, given)).toMatchObject({ status: 200, json: given });
      const faults = [
        { ...given, pausedFrom: '2019-11-30' },
        { ...given, pausedFrom: '2019-11-19' },
        { ...given, pausedUntil: null },
        { ...given, pausedUntil: '2020-01-05' },
      ];
      for (const fault of faults) expect([fault, (await put(leader, fault)).status]).toEqual([fault, 422]);
      await names(leader, null, null);
    });

    it('by the side’s office for an officer of its bodies, and for nobody else', async () => {
      expect((await of(officer, office)).statusCode).toBe(303);
      expect(
        await run(`select named_by, stand_in_id from notification_setting where user_id = $1`, [
          idOf(officer),
        ]),
      ).toEqual([{ named_by: idOf(office), stand_in_id: idOf(office) }]);
      for (const other of [leader, 'congthuong@nghean', 'admin@tracker'])
        expect([other, (await of(other, office)).statusCode]).toEqual([other, 404]);
      for (const other of [
        'nongnghiep@hanoi',
        'coordinator@nghean',
        'auditor@tracker',
        'admin@tracker',
        leader,
      ])
        expect([other, (await of(officer, other)).statusCode]).toEqual([other, 422]);
      const another = await program.browser(officer);
      expect((await another.post('/lam-thay/can-bo', { officer: String(idOf(officer)) })).statusCode).toBe(
        403,
      );
      const entries = await run(
        `select actor_id, subject from audit_entry where kind = 'account.stand_in_named'`,
      );
      expect(entries).toEqual([{ actor_id: idOf(office), subject: `${officer}.example` }]);
    });

    it('not in a chain, also where the days only overlap', async () => {
      await run(
        `insert into app_user (email, name, role, party_id, body_id, password_hash, language, created_at)
         select 'second@hanoi.example', name, role, party_id, body_id, 'x', 'vi', now() from app_user where email = $1`,
        [`${office}.example`],
      );
      const away = { pausedFrom: '2019-11-22', pausedUntil: '2019-11-28', standIn: 'second@hanoi.example' };
      expect((await put(office, away)).status).toBe(422);
      expect((await put(office, { ...away, pausedFrom: '2019-11-23' })).status).toBe(200);
      expect((await names(leader, office, '2019-11-23')).status).toBe(422);
      expect((await names(leader, office, '2019-11-22')).status).toBe(200);
      await put(office, { pausedFrom: null, pausedUntil: null, standIn: null });
    });
  });

  describe('acts', () => {
    beforeEach(bothAway);

    it('for the post from its next page on, and every page says so', async () => {
      expect(await acting.begin(idOf(leader))).toBe(303);
      for (const url of [
        '/viec-cua-toi',
        '/2016-tb-tu/cam-ket',
        '/2016-tb-tu/tong-quan',
        '/khong-co',
        '/lam-thay',
      ])
        expect((await acting.get(url)).body).toContain('Đang làm thay: Lãnh đạo · Hà Nội');
      const own = (await (await program.browser(leader)).get('/viec-cua-toi')).body;
      const waiting = (page: string) => /class="nav-count n"[^>]*>(\d+)</.exec(page)![1];
      expect(waiting((await acting.get('/viec-cua-toi')).body)).toBe(waiting(own));
      expect(await acting.stop()).toBe(303);
      expect((await acting.get('/viec-cua-toi')).body).not.toContain('Đang làm thay');
    });

    it('for nobody who did not name it, whatever it asks', async () => {
      expect(await acting.begin(idOf('nongnghiep@hanoi'))).toBe(422);
      expect(await acting.begin(idOf('leader@nghean'))).toBe(422);
      expect(await acting.begin(idOf('admin@tracker'))).toBe(422);
    });

    it('with the name of both in events, in the audit log and in what programs read of them', async () => {
      const id = await commitment('3.06');
      await acting.begin(idOf(officer));
      expect(await acting.json('POST', `/api/v1/commitments/${id}/updates`, reported)).toMatchObject({
        status: 201,
      });
      await acting.stop();
      const both = 'Văn phòng Thành ủy · Hà Nội thay Sở Công Thương · Hà Nội';
      const events = await program.ask(leader, 'GET', `/api/v1/commitments/${id}/events`);
      expect((events.json as { items: object[] }).items[0]).toMatchObject({
        kind: 'updated',
        by: { vi: both },
        standIn: { vi: 'Văn phòng Thành ủy · Hà Nội' },
      });
      const email = `${office}.example`;
      const log = await program.ask(
        'auditor@tracker',
        'GET',
        `/api/v1/audit?actor=${email}&kind=commitment.updated`,
      );
      expect((log.json as { items: object[] }).items[0]).toMatchObject({
        intact: true,
        actor: { email: `${officer}.example`, name: { vi: both }, standIn: { email } },
      });
      expect(await run(`select user_id, stand_in_id from progress_update order by id desc limit 1`)).toEqual([
        { user_id: idOf(officer), stand_in_id: idOf(office) },
      ]);
    });

    it('never by a token, which is its own account’s', async () => {
      await acting.begin(idOf(leader));
      const id = await commitment('3.06');
      const note = await program.ask(office, 'POST', `/api/v1/commitments/${id}/notes`, {
        text: 'Bằng mã truy cập.',
      });
      expect(note.status).toBe(201);
      expect(await run(`select user_id from side_note where text = 'Bằng mã truy cập.'`)).toEqual([
        { user_id: idOf(office) },
      ]);
      await acting.stop();
    });

    it('on no page that is an account’s own', async () => {
      await acting.begin(idOf(leader));
      for (const url of [
        '/tai-khoan',
        '/tai-khoan/ma-truy-cap',
        '/tai-khoan/xac-thuc-hai-buoc',
        '/2016-tb-tu/bang-tinh',
      ])
        expect([url, (await acting.get(url)).statusCode]).toEqual([url, 403]);
      expect((await acting.json('PUT', SETTINGS, { frequency: 'weekly' })).status).toBe(403);
      expect(
        (await acting.json('POST', '/api/v1/tokens', { name: 'x', scope: 'read', days: 7 })).status,
      ).toBe(403);
      await acting.stop();
    });

    it('in the form of the post for which the page was made: one of before is shown again and does nothing', async () => {
      const before = acting.csrf;
      await acting.begin(idOf(leader));
      const id = await commitment('3.06');
      const answer = await program.app.inject({
        method: 'POST',
        url: `/api/v1/commitments/${id}/notes`,
        headers: { cookie: acting.cookie, 'x-csrf-token': before },
        payload: { text: 'Từ trang cũ.' },
      });
      expect(answer.statusCode).toBe(403);
      expect(await run(`select 1 from side_note where text = 'Từ trang cũ.'`)).toEqual([]);
      await acting.stop();
    });

    it('without reading the drafts of a body that is not its own', async () => {
      const id = await commitment('3.06');
      const draft = { results: 'Bản nháp của Sở.' };
      expect(
        (await program.ask(officer, 'PUT', `/api/v1/commitments/${id}/draft`, draft)).status,
      ).toBeLessThan(300);
      const own = await (await program.browser(officer)).get('/2016-tb-tu/cam-ket/3.06/cap-nhat');
      expect(own.body).toContain('Bản nháp của Sở.');
      await acting.begin(idOf(officer));
      const page = await acting.get('/2016-tb-tu/cam-ket/3.06/cap-nhat');
      expect(page.statusCode).toBe(200);
      expect(page.body).not.toContain('Bản nháp của Sở.');
      await acting.stop();
    });
  });

  describe('does not decide as one what it did as the other', () => {
    beforeEach(bothAway);

    const declare = { ...reported, status: 'completed', percent: 100, noEvidenceReason: 'Theo biên bản.' };

    it('confirms as leader no completion that it declared as officer, nor as itself; the leader does', async () => {
      const id = await commitment('3.06');
      const confirmation = `/api/v1/commitments/${id}/completion-confirmation`;
      await acting.begin(idOf(officer));
      expect(await acting.json('POST', `/api/v1/commitments/${id}/updates`, declare)).toMatchObject({
        status: 201,
      });
      await acting.begin(idOf(leader));
      expect((await acting.json('PUT', confirmation)).status).toBe(422);
      await acting.stop();
      expect((await acting.json('PUT', confirmation)).status).toBe(422);
      expect(
        (await program.ask(leader, 'PUT', confirmation, undefined, { 'if-match': '*' })).status,
      ).toBeLessThan(300);
    });

    const asLeader = { due: { precision: 'date', value: '2021-12-31' }, reason: 'Chờ vốn.' };
    const decision = { decision: 'approved', reason: 'Đồng ý.' };

    /** Open, of a lead body of Hanoi, with a date and no request. */
    const open = async (n: number) => {
      const rows = await run<{ id: number }>(
        `select c.id from commitment c join commitment_side s on s.commitment_id = c.id join body b on b.id = s.lead_body_id
         where b.code = 'hn-so-cong-thuong' and c.status in ('in_progress', 'not_started') and c.due_on is not null
           and s.completion_declared_at is null
           and not exists (select 1 from extension_request x where x.commitment_id = c.id and x.status = 'open') order by c.id`,
      );
      return `/api/v1/commitments/${rows[n]!.id}`;
    };
    const newest = async (table: string) =>
      (await run<{ id: number }>(`select max(id)::integer as id from ${table}`))[0]!.id;
    const as = async (post: string, ask: () => ReturnType<Acting['json']>) => {
      await acting.begin(idOf(post));
      const answer = await ask();
      await acting.stop();
      return answer;
    };

    it('decides as leader no extension that it asked for as itself; one of another’s it does', async () => {
      const urlOf = ({ json }: { json?: unknown }) =>
        `/api/v1/extension-requests/${(json as { id: number }).id}/decision`;
      const own = urlOf(await acting.json('POST', `${await open(0)}/extension-requests`, asLeader));
      expect((await as(leader, () => acting.json('PUT', own, decision))).status).toBe(422);
      expect((await program.ask(leader, 'PUT', own, decision, { 'if-match': '*' })).status).toBe(200);
      const asked = await program.ask(officer, 'POST', `${await open(0)}/extension-requests`, asLeader, {
        'if-match': '*',
      });
      expect(asked.status).toBe(201);
      const others = urlOf(asked);
      expect((await as(leader, () => acting.json('PUT', others, decision))).status).toBe(200);
    });

    it('answers as officer no question that it asked as itself; the officer does', async () => {
      const question = { to: { party: 'hanoi', body: 'hn-so-cong-thuong' }, text: 'Bao giờ xong?' };
      const { json } = await acting.json('POST', `${await open(0)}/questions`, question);
      const url = `/api/v1/questions/${(json as { id: number }).id}/answer`;
      expect((await as(officer, () => acting.json('PUT', url, { text: 'Tháng sau.' }))).status).toBe(422);
      expect((await program.ask(officer, 'PUT', url, { text: 'Tháng sau.' })).status).toBe(200);
    });

    it('answers as itself no directive that it gave as leader', async () => {
      const directive = { kind: 'urge', text: 'Đôn đốc phía Nghệ An.', part: 'nghean' };
      const id = await open(0);
      const { json } = await as(leader, () => acting.json('POST', `${id}/directives`, directive));
      const url = `/api/v1/directives/${(json as { id: number }).id}/answer`;
      expect(await acting.json('PUT', url, { text: 'Đã gửi.' })).toMatchObject({ status: 422 });
    });

    it('answers and returns as leader no difficulty that it reported as officer; the leader does', async () => {
      const report = { ...reported, percent: 61, decisionLevel: 'leader', difficulties: 'Vướng mặt bằng.' };
      const id = await open(1);
      expect((await as(officer, () => acting.json('POST', `${id}/updates`, report))).status).toBe(201);
      const url = `/api/v1/matters/${await newest('decision_matter')}`;
      for (const what of ['answer', 'return'])
        expect([
          what,
          (await as(leader, () => acting.json('PUT', `${url}/${what}`, { text: 'Đồng ý.' }))).status,
        ]).toEqual([what, 422]);
      const answered = await program.ask(
        leader,
        'PUT',
        `${url}/answer`,
        { text: 'Đồng ý.' },
        { 'if-match': '*' },
      );
      expect(answered.status).toBe(200);
    });

    it('declines as office no contribution that it sent as officer of a cooperating body', async () => {
      await run(
        `insert into app_user (email, name, role, party_id, body_id, password_hash, language, created_at)
         select 'khoahoc@hanoi.example', '{"vi": "Sở Khoa học", "en": "Science"}', 'liaison', party_id, id, 'x', 'vi', now()
         from body where code = 'hn-so-khoa-hoc-va-cong-nghe' returning id`,
      );
      const [account] = await run<{ id: number }>(
        `select id from app_user where email = 'khoahoc@hanoi.example'`,
      );
      ids.set('khoahoc@hanoi', account!.id);
      expect((await of('khoahoc@hanoi', office)).statusCode).toBe(303);
      const id = `/api/v1/commitments/${await commitment('4.02')}`;
      const sent = await as('khoahoc@hanoi', () => acting.json('POST', `${id}/updates`, reported));
      expect(sent).toMatchObject({ status: 201, json: { contribution: true } });
      const { id: contribution } = sent.json as { id: number };
      const url = `/2016-tb-tu/cam-ket/4.02/phoi-hop/${contribution}/khong-tong-hop`;
      expect((await acting.get('/2016-tb-tu/cam-ket/4.02')).body).not.toContain(url);
      expect((await acting.post(url, { reason: 'Chưa đủ.' })).statusCode).toBe(422);
    });

    it('looks at no report that it sent as officer; at the officer’s it does', async () => {
      await run('update agreement set report_review = true');
      const id = await open(1);
      expect(
        (await as(officer, () => acting.json('POST', `${id}/updates`, { ...reported, percent: 62 }))).status,
      ).toBe(201);
      const url = `/api/v1/updates/${await newest('submitted_report')}/review`;
      for (const answer of ['accepted', 'sent_back'])
        expect((await acting.json('PUT', url, { decision: answer, comment: 'Xem.' })).status).toBe(422);
      const sent = await program.ask(
        officer,
        'POST',
        `${id}/updates`,
        { ...reported, percent: 63 },
        { 'if-match': '*' },
      );
      expect(sent.status).toBe(201);
      const next = `/api/v1/updates/${await newest('submitted_report')}/review`;
      expect((await acting.json('PUT', next, { decision: 'accepted', comment: '' })).status).toBeLessThan(
        300,
      );
      await run('update agreement set report_review = false');
    });
  });

  describe('ends', () => {
    const isActing = async () => (await acting.get('/viec-cua-toi')).body.includes('Đang làm thay');
    const saysEnded = async () =>
      (await acting.get('/viec-cua-toi')).body.includes('Việc làm thay đã kết thúc');

    it('when the post takes it out', async () => {
      await names(leader, office);
      await acting.begin(idOf(leader));
      await names(leader, null, null);
      expect([await isActing(), await saysEnded()]).toEqual([false, true]);
      await acting.stop();
      expect(await saysEnded()).toBe(false);
    });

    it.each([
      ['the post is disabled', `update app_user set active = false where email = 'leader@hanoi.example'`],
      [
        'the post has another side',
        `update app_user set party_id = (select id from party where code = 'nghean') where email = 'leader@hanoi.example'`,
      ],
    ])('when %s', async (_, happens) => {
      await names(leader, office);
      await acting.begin(idOf(leader));
      expect(await isActing()).toBe(true);
      await run(`create table saved as select * from app_user`);
      await run(happens);
      expect([await isActing(), await saysEnded()]).toEqual([false, true]);
      await run(
        `update app_user u set active = s.active, party_id = s.party_id from saved s where s.id = u.id`,
      );
      await run('drop table saved');
      await acting.stop();
    });

    it('by itself after the last day', async () => {
      await names(leader, office);
      await acting.begin(idOf(leader));
      program.clock.moveTo(new Date('2019-11-22T09:00:00+07:00'));
      expect(await isActing()).toBe(true);
      program.clock.moveTo(new Date('2019-11-23T09:00:00+07:00'));
      expect([await isActing(), await saysEnded()]).toEqual([false, true]);
      await acting.stop();
      expect(await acting.begin(idOf(leader))).toBe(422);
    });

    it('for good when an administrator disables it or gives either another post', async () => {
      await names(leader, office, '2019-11-28');
      await acting.begin(idOf(leader));
      const admin = await program.browser('admin@tracker');
      await admin.post(`/quan-tri/tai-khoan/${idOf(leader)}/khoa`);
      await admin.post(`/quan-tri/tai-khoan/${idOf(leader)}/mo-lai`);
      expect(await isActing()).toBe(false);
      expect(
        await run('select stand_in_id from notification_setting where user_id = $1', [idOf(leader)]),
      ).toEqual([{ stand_in_id: null }]);
    });
  });
});
