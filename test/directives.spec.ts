import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommitmentDetail } from '../src/commitments/commitment.types.js';
import type { DirectiveItem, DirectiveListPage } from '../src/commitments/directives/directive.types.js';
import { RouteWorld } from './support/route-world.js';

const PAGE = '/2016-tb-tu/cam-ket/4.02';
const leader = 'leader@hanoi';
const lead = 'nongnghiep@hanoi';
const office = 'coordinator@hanoi';
const ownPeople = [lead, 'khoahoc@hanoi', 'congthuong@hanoi', office, leader];
const otherSide = ['nongnghiep@nghean', 'khoahoc@nghean', 'coordinator@nghean', 'leader@nghean'];
const match = { 'if-match': '*' };

describe('a directive', () => {
  let world: RouteWorld;
  let id: number;
  let url: string;
  /** Found nowhere else. */
  let text: string;
  let count = 0;

  beforeAll(async () => {
    world = await RouteWorld.start();
    id = await world.commitmentId('4.02');
    url = `/api/v1/commitments/${id}`;
  });
  afterAll(() => world?.stop());
  beforeEach(() => {
    text = `Khẩn trương hơn, lần ${++count}.`;
  });

  const direct = (body: object = {}, who = leader, at = url) =>
    world.ask(who, 'POST', `${at}/directives`, { kind: 'urge', text, ...body });
  const given = async (body: object = {}, who = leader): Promise<DirectiveItem> => {
    const { status, json, text: said } = await direct(body, who);
    if (status !== 201) throw new Error(said);
    return json;
  };
  const read = async (who: string): Promise<DirectiveItem[]> =>
    (await world.ask(who, 'GET', `${url}/directives`)).json.items;
  const act = (who: string, { id: of }: { id: number }, what: string, body: object) =>
    world.ask(who, 'PUT', `/api/v1/directives/${of}/${what}`, body);
  const answer = (who: string, of: { id: number }, body: object = {}) =>
    act(who, of, 'answer', { text: 'Đã rõ, thực hiện ngay.', ...body });
  const page = async (who: string, at = PAGE) => (await world.ask(who, 'GET', at)).text;
  const detail = async (who: string): Promise<CommitmentDetail> => (await world.ask(who, 'GET', url)).json;
  const list = async (who: string, query = ''): Promise<DirectiveListPage> =>
    (await world.ask(who, 'GET', `/api/v1/agreements/2016-tb-tu/directives${query}`)).json;

  describe('is given', () => {
    it('by a leader to the lead body of his own side, to be answered within two working days unless he says otherwise', async () => {
      const one = await given();
      expect(one).toMatchObject({
        party: 'hanoi',
        part: 'hanoi',
        kind: 'urge',
        text,
        // Wednesday, 20/11/2019.
        answerBy: '2019-11-22',
        addressee: 'lead_body',
        body: { code: 'hn-so-nong-nghiep-va-ptnt' },
        state: 'open',
        daysLate: 0,
        outcome: null,
      });
      for (const kind of ['evidence', 'report', 'date'])
        expect(await given({ kind, answerBy: '2019-11-20' })).toMatchObject({
          addressee: 'lead_body',
          answerBy: '2019-11-20',
        });
    });

    it('to the coordinator of his own side, where another lead body or another side’s part is meant', async () => {
      const toOffice = { addressee: 'coordinator', body: null, party: 'hanoi' };
      expect(await given({ kind: 'reassign' })).toMatchObject({ ...toOffice, part: 'hanoi' });
      expect(await given({ kind: 'report', part: 'nghean' })).toMatchObject({ ...toOffice, part: 'nghean' });
    });

    it('once, however often the same is sent while nobody has answered it', async () => {
      const one = await given();
      expect((await given()).id).toBe(one.id);
      expect((await given({ kind: 'report' })).id).not.toBe(one.id);
      await answer(lead, one);
      expect((await given()).id).not.toBe(one.id);
    });

    it('by nobody else', async () => {
      const refused = [lead, office, 'khoahoc@hanoi', 'auditor@tracker', 'admin@tracker'];
      for (const who of refused) expect((await direct({}, who)).status).toBe(403);
      expect((await direct({}, 'leader@danang')).status).toBe(404);
    });

    it('not with nothing in it, too much, a kind or part that does not exist, or a day that has passed', async () => {
      const fault = async (body: object) => {
        const { status, json } = await direct(body);
        return [status, json.errors[0].field];
      };
      expect(await fault({ text: ' ' })).toEqual([400, 'text']);
      expect(await fault({ text: 'x'.repeat(2001) })).toEqual([400, 'text']);
      expect(await fault({ kind: 'praise' })).toEqual([400, 'kind']);
      expect(await fault({ part: 'danang' })).toEqual([422, 'part']);
      expect(await fault({ answerBy: '2019-11-19' })).toEqual([422, 'answerBy']);
      expect(await fault({ answerBy: '2020-11-21' })).toEqual([422, 'answerBy']);
      expect(await fault({ answerBy: '22/11/2019' })).toEqual([400, 'answerBy']);
    });

    it('not to propose a date where a commitment goes on for good', async () => {
      const at = `/api/v1/commitments/${await world.commitmentId('10.01')}`;
      expect((await direct({ kind: 'date' }, leader, at)).json.errors).toEqual([
        { field: 'kind', message: expect.any(String) },
      ]);
      expect((await direct({ kind: 'report' }, leader, at)).status).toBe(201);
    });
  });

  describe('is read', () => {
    it('by everybody of the side that gave it and by auditors, with its answer', async () => {
      const one = await given();
      await answer(lead, one, { text: `Trả lời ${count}.` });
      for (const who of [...ownPeople, 'auditor@tracker']) {
        expect((await read(who))[0]).toMatchObject({
          id: one.id,
          text,
          state: 'answered',
          outcome: { text: `Trả lời ${count}.`, by: { vi: 'Sở NN và PTNT · Hà Nội' } },
        });
        expect(await page(who)).toContain(text);
        expect((await list(who)).items[0]).toMatchObject({ text, commitment: { code: '4.02' } });
        expect(await page(who, '/2016-tb-tu/chi-dao')).toContain(text);
      }
    });

    it('by nobody of the other side and no administrator: by no route, on no page, in no holder, list or figure', async () => {
      const asked = [
        url,
        `${url}/events`,
        '/api/v1/agreements/2016-tb-tu',
        '/api/v1/agreements/2016-tb-tu/commitments?limit=100',
        '/api/v1/agreements/2016-tb-tu/exceptions',
        '/api/v1/agreements/2016-tb-tu/dashboard',
        '/api/v1/agreements/2016-tb-tu/file',
        PAGE,
        '/2016-tb-tu/tong-quan',
        '/2016-tb-tu/diem-nghen',
        '/viec-cua-toi',
      ];
      const told = async (who: string) => {
        const answers = await Promise.all(asked.map((path) => world.ask(who, 'GET', path)));
        return answers.map(({ status, headers, text: said }, i) => {
          const same = said.replaceAll(/name="_csrf" value="[^"]*"|<code>[-0-9a-f]{36}<\/code>/g, '');
          return [asked[i], status, headers.etag, createHash('sha256').update(same).digest('hex')];
        });
      };
      const readers = [...otherSide.slice(-2), 'admin@tracker'];
      const before = await Promise.all(readers.map(told));
      const one = await given({ part: 'nghean' });
      await given();
      await answer(office, one);
      expect(await Promise.all(readers.map(told))).toEqual(before);
      for (const who of otherSide) {
        expect(await read(who)).toEqual([]);
        const theirs = await list(who);
        expect(theirs.items.filter(({ party }) => party !== 'nghean')).toEqual([]);
        expect(theirs.unanswered).toEqual({ open: 1, late: 0 });
        expect(await page(who, '/2016-tb-tu/chi-dao')).not.toContain(text);
      }
      for (const path of [`${url}/directives`, '/2016-tb-tu/chi-dao'])
        expect((await world.ask('admin@tracker', 'GET', path)).status).toBe(403);
      expect((await answer('coordinator@nghean', one)).status).toBe(404);
      expect((await act('leader@nghean', one, 'withdrawal', { reason: 'x' })).status).toBe(404);
    });

    it('as it was written, with its markup as text, and long words broken', async () => {
      text = `<script>alert(${count})</script> ${'dài'.repeat(500)}`;
      await given();
      const shown = await page(lead);
      expect(shown).toContain(`&lt;script>alert(${count})`);
      expect(shown).not.toContain(`<script>alert(${count})`);
    });

    it('in the audit log as a fact, by whom and on what, without a word of what it says', async () => {
      const one = await given();
      await answer(lead, one);
      const other = await given();
      await act(leader, other, 'withdrawal', { reason: `Thôi, ${text}` });
      const entries = await world.value<object[]>(
        `select jsonb_agg(to_jsonb(e) order by id) from (select id, kind, actor -> 'role' as role, subject, data
           from audit_entry where kind like 'commitment.directive%' order by id desc limit 4) e`,
      );
      expect(entries.map((entry) => ({ ...entry, id: undefined }))).toEqual([
        { kind: 'commitment.directive_given', role: 'leader', subject: '4.02', data: {} },
        { kind: 'commitment.directive_answered', role: 'liaison', subject: '4.02', data: {} },
        { kind: 'commitment.directive_given', role: 'leader', subject: '4.02', data: {} },
        { kind: 'commitment.directive_withdrawn', role: 'leader', subject: '4.02', data: {} },
      ]);
      expect(
        await world.value(
          `select count(*)::integer from audit_entry e where to_jsonb(e)::text like '%' || $1 || '%'`,
          [text],
        ),
      ).toBe(0);
    });
  });

  describe('is a matter', () => {
    const holders = async (who: string) =>
      (await detail(who)).holders.filter(({ kind }) => kind === 'directive');
    const settleAll = async () => {
      for (const one of await read(leader))
        if (one.state === 'open') await act(leader, one, 'withdrawal', { reason: 'Xong.' });
    };

    it('of whoever is to answer, to the readers of its side, until it is answered; it never stands first', async () => {
      await settleAll();
      const one = await given();
      const other = await given({ kind: 'reassign' });
      expect((await holders(leader)).map(({ role, body }) => [role, body?.code])).toEqual([
        ['lead_body', 'hn-so-nong-nghiep-va-ptnt'],
        ['coordinator', undefined],
      ]);
      const { holder, holders: all } = await detail(leader);
      expect(all[0]).toEqual(holder);
      expect(await holders('auditor@tracker')).toHaveLength(2);
      expect(await holders('coordinator@nghean')).toEqual([]);
      expect((await answer(lead, one)).status).toBe(200);
      expect((await answer(office, other)).status).toBe(200);
      expect(await holders(leader)).toEqual([]);
    });

    it('under My work of whoever is to answer, and counted for the leader, at once', async () => {
      await settleAll();
      const one = await given();
      expect(await page(lead, '/viec-cua-toi')).toContain('Trả lời chỉ đạo của lãnh đạo');
      expect(await page(office, '/viec-cua-toi')).not.toContain('Trả lời chỉ đạo của lãnh đạo');
      expect(await page(office, '/viec-cua-toi')).toMatch(/Chỉ đạo chưa được trả lời: \d/);
      const counted = async () =>
        Promise.all(
          ['/viec-cua-toi', '/2016-tb-tu/diem-nghen', '/2016-tb-tu/tong-quan'].map(
            async (path) => /Chỉ đạo của tôi chưa được trả lời: (\d+)/.exec(await page(leader, path))?.[1],
          ),
        );
      const [n] = await counted();
      expect(await counted()).toEqual([n, n, n]);
      expect((await list(leader, '?state=open&by=me')).unanswered.open).toBe(Number(n));
      await given({ kind: 'reassign' });
      expect(await counted()).toEqual([n, n, n].map((was) => String(Number(was) + 1)));
      expect(await page(office, '/viec-cua-toi')).toContain('Trả lời chỉ đạo của lãnh đạo');
      await answer(lead, one);
      expect(await counted()).toEqual([n, n, n]);
    });

    it('past its day, counted in working days', async () => {
      await settleAll();
      await given({ answerBy: '2019-11-20' });
      await world.run(`alter table directive disable trigger append_only`);
      await world.run(`update directive set answer_by = '2019-11-14', day = '2019-11-13' where text = $1`, [
        text,
      ]);
      await world.run(`alter table directive enable trigger append_only`);
      expect((await read(leader))[0]).toMatchObject({ state: 'open', daysLate: 4 });
      expect((await holders(leader))[0]).toMatchObject({ pastDays: 4 });
      expect((await list(leader)).unanswered.late).toBeGreaterThanOrEqual(1);
      await settleAll();
    });
  });

  describe('is answered', () => {
    it('by the body it was given to, or the office: nobody answers in another’s place', async () => {
      const one = await given();
      const refused = [
        'khoahoc@hanoi',
        'congthuong@hanoi',
        office,
        leader,
        'auditor@tracker',
        'admin@tracker',
      ];
      for (const who of refused) expect((await answer(who, one)).status).toBe(403);
      expect((await read(lead))[0]!.mayAnswer).toBe(true);
      for (const who of [office, leader]) expect((await read(who))[0]!.mayAnswer).toBe(false);
      expect((await answer(lead, one)).json).toMatchObject({ state: 'answered', mayAnswer: false });
      const other = await given({ kind: 'reassign' });
      expect((await answer(lead, other)).status).toBe(403);
      expect((await answer(office, other)).status).toBe(200);
    });

    it('once: the same again is the same, anything else is refused', async () => {
      const one = await given();
      expect((await answer(lead, one)).status).toBe(200);
      expect((await answer(lead, one)).status).toBe(200);
      expect((await answer(lead, one, { text: 'Khác.' })).status).toBe(409);
      expect((await act(leader, one, 'withdrawal', { reason: 'Thôi.' })).status).toBe(409);
      expect((await answer(lead, one, { text: '' })).status).toBe(400);
      expect((await answer(lead, { id: 2_147_483_647 })).status).toBe(404);
    });

    it('with the report, evidence or request by which it was carried out: of one’s own side, made since, one at most', async () => {
      const report = async (who: string) =>
        (
          await world.ask(
            who,
            'POST',
            `${url}/updates`,
            { status: 'in_progress', percent: 30, results: `Đã làm ${count}-${Math.random()}.` },
            match,
          )
        ).json.id as number;
      const earlier = await report(lead);
      const one = await given({ kind: 'report' });
      const theirs = await report('nongnghiep@nghean');
      const own = await report(lead);
      for (const updateId of [theirs, earlier, 2_000_000_000])
        expect((await answer(lead, one, { updateId })).json.errors[0].field).toBe('updateId');
      expect((await answer(lead, one, { updateId: own, evidenceId: 1 })).status).toBe(422);
      expect(await page(lead)).toContain(`value="report:${own}"`);
      expect(await page(lead)).not.toContain(`value="report:${theirs}"`);
      expect((await answer(lead, one, { updateId: own })).json.outcome.fulfilment).toEqual({
        kind: 'report',
        id: own,
        label: { vi: 'Tháng 12/2019', en: expect.any(String) },
      });
    });
  });

  describe('is withdrawn', () => {
    it('by the leader who gave it, with a reason; nobody answers it any more', async () => {
      const one = await given();
      for (const who of [lead, office])
        expect((await act(who, one, 'withdrawal', { reason: 'x' })).status).toBe(403);
      expect((await act(leader, one, 'withdrawal', {})).status).toBe(400);
      const { status, json } = await act(leader, one, 'withdrawal', { reason: 'Đã trao đổi trực tiếp.' });
      expect([status, json.state, json.outcome.text]).toEqual([200, 'withdrawn', 'Đã trao đổi trực tiếp.']);
      expect((await answer(lead, one)).status).toBe(409);
    });

    it('by another leader of the side only once that account has ended; then it counts as every leader’s', async () => {
      const one = await given();
      const second = await world.spareUser();
      const email = await world.value<string>('select email from app_user where id = $1', [second]);
      const who = email.replace('.example', '');
      const withdraw = () => act(who, one, 'withdrawal', { reason: 'Không cần nữa.' });
      const mine = async () => (await list(who, '?by=me')).items.map((item) => item.id);
      expect((await withdraw()).status).toBe(403);
      expect(await mine()).not.toContain(one.id);
      const move = (active: boolean) =>
        world.run(`update app_user set active = $1 where email = 'leader@hanoi.example'`, [active]);
      await move(false);
      expect(await mine()).toContain(one.id);
      expect((await withdraw()).status).toBe(200);
      await move(true);
      await world.run('update app_user set active = false where id = $1', [second]);
    });
  });

  it('is reached by a leader, and nobody else, from the rows of My work and of the list, but not of a past day', async () => {
    const rows = async (who: string, path: string) =>
      [...(await page(who, path)).matchAll(/class="(?:row|mark)-direct" href="([^"]+)"/g)].map(
        ([, href]) => href,
      );
    const listPath = '/2016-tb-tu/cam-ket';
    for (const path of ['/viec-cua-toi', listPath]) {
      expect(await rows(leader, path)).toContain(`${listPath}/4.08#chi-dao`);
      for (const who of [office, lead, 'auditor@tracker']) expect(await rows(who, path)).toEqual([]);
    }
    expect(await page(leader)).toContain('id="chi-dao"');
    const ended = await page(leader, `${listPath}?status=completed`);
    expect(ended).toContain('class="title-link"');
    expect(ended).not.toContain('mark-direct');
    expect(await rows(leader, `${listPath}?asOf=2019-11-01`)).toEqual([]);
  });

  it('goes with the body that follows the lead body, and to the office where nobody does', async () => {
    const one = await given();
    const end = (successor: string | null) =>
      world.run(
        `update body set last_day = '2019-11-01', successor_id = (select id from body where code = $1)
         where code = 'hn-so-nong-nghiep-va-ptnt'`,
        [successor],
      );
    await end('hn-so-khoa-hoc-va-cong-nghe');
    expect((await read(leader))[0]!.body!.code).toBe('hn-so-khoa-hoc-va-cong-nghe');
    expect((await answer(lead, one)).status).toBe(403);
    await end(null);
    expect((await read(leader))[0]).toMatchObject({ addressee: 'coordinator', body: null });
    expect((await answer('khoahoc@hanoi', one)).status).toBe(403);
    expect((await answer(office, one)).status).toBe(200);
    await world.run(
      `update body set last_day = null, successor_id = null where code = 'hn-so-nong-nghiep-va-ptnt'`,
    );
  });

  it('is seen on a past day as it stood then', async () => {
    const one = await given();
    await world.run(`alter table directive disable trigger append_only`);
    await world.run(`update directive set at = '2019-11-12T03:00:00Z', day = '2019-11-12' where id = $1`, [
      one.id,
    ]);
    await world.run(`alter table directive enable trigger append_only`);
    await answer(lead, one);
    const on = async (day: string) =>
      ((await world.ask(leader, 'GET', `${url}?asOf=${day}`)).json as CommitmentDetail).holders.some(
        ({ kind, since }) => kind === 'directive' && since === '2019-11-12',
      );
    expect([await on('2019-11-11'), await on('2019-11-12'), await on('2019-11-20')]).toEqual([
      false,
      true,
      false,
    ]);
    expect(await page(leader, `${PAGE}?asOf=2019-11-11`)).not.toContain(text);
    expect(await page(leader, `${PAGE}?asOf=2019-11-12`)).toContain(text);
  });

  it('ends with its commitment, and says so', async () => {
    const code = await world.value<string>(
      `select c.code from commitment c where c.status in ('not_started', 'in_progress') and c.code not like '4.%' and c.agreement_id = (select min(id) from agreement)
         and not exists (select 1 from commitment_side s where s.commitment_id = c.id and s.status = 'completed') order by c.id limit 1`,
    );
    const at = `/api/v1/commitments/${await world.commitmentId(code)}`;
    const { json: one } = await direct({}, leader, at);
    const declared = {
      status: 'completed',
      percent: 100,
      results: 'Xong.',
      noEvidenceReason: 'Đã nộp bản giấy.',
    };
    for (const side of ['hanoi', 'nghean']) {
      const answers = [
        await world.ask(`coordinator@${side}`, 'POST', `${at}/updates`, declared, match),
        await world.ask(`leader@${side}`, 'PUT', `${at}/completion-confirmation`),
      ];
      expect(answers.map(({ status, text: said }) => (status < 300 ? 'done' : said))).toEqual([
        'done',
        'done',
      ]);
    }
    expect((await world.ask(leader, 'GET', `${at}/directives`)).json.items[0]).toMatchObject({
      id: one.id,
      state: 'closed',
      outcome: { text: null, by: null },
    });
    expect((await answer(office, one)).status).toBe(403);
    expect((await direct({ text: 'Nữa.' }, leader, at)).status).toBe(422);
    expect(await page(leader, `/2016-tb-tu/cam-ket/${code}`)).toContain(
      'chỉ đạo kết thúc khi chưa được trả lời',
    );
  });

  it('is given, answered and withdrawn on the page, which keeps what was typed where it is refused', async () => {
    const form = async (who: string, path: string, body: Record<string, string>, at = PAGE) => {
      const { statusCode, body: shown } = await (
        await world.session(who)
      ).post(`${at}/chi-dao${path}`, { version: '1', ...body });
      return { status: statusCode, text: shown };
    };
    const refused = await form(leader, '', { kind: 'urge', text, answerBy: '19/11/2019', part: 'hanoi' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(text);
    expect(refused.text).toContain('Ngày cần trả lời không được trước hôm nay.');
    expect((await form(leader, '', { kind: 'urge', text, answerBy: '', part: 'hanoi' })).status).toBe(303);
    const [one] = await read(leader);
    expect(one).toMatchObject({ text, answerBy: '2019-11-22' });
    expect((await form(lead, `/${one!.id}/tra-loi`, { text: ' ', by: '' })).status).toBe(400);
    expect((await form(lead, `/${one!.id}/tra-loi`, { text: 'Đã rõ.', by: '' })).status).toBe(303);
    const other = await given();
    expect((await form(leader, `/${other.id}/thu-hoi`, { reason: 'Thôi.' })).status).toBe(303);
    const { id: elsewhere } = await given();
    const answered = await form(lead, `/${elsewhere}/tra-loi`, { text: 'Nhầm.' }, '/2016-tb-tu/cam-ket/4.03');
    expect(answered.status).toBe(404);
  });
});
