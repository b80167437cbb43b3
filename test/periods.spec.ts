import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CommitmentItem } from '../src/commitments/commitment.types.js';
import type { Dashboard } from '../src/dashboard/dashboard.types.js';
import { instantOf } from '../src/platform/clock.js';
import type { Correction, FrozenPeriod, PeriodDetail } from '../src/periods/periods.types.js';
import { makeAccounts } from './support/accounts.js';
import { RouteWorld } from './support/route-world.js';

jest.setTimeout(120_000);

const AGREEMENT = '/api/v1/agreements/2016-tb-tu';
const PERIODS = `${AGREEMENT}/periods`;
const hanoi = 'coordinator@hanoi';
const nghean = 'coordinator@nghean';

/** From the demo's first day on: 2019-11 ended on 14/11, its reports are due on 20/11. */
describe('the closing of a reporting period', () => {
  let world: RouteWorld;
  const ids = new Map<string, number>();
  beforeAll(async () => {
    world = await RouteWorld.start();
    const { items } = (await world.ask(hanoi, 'GET', `${AGREEMENT}/commitments?limit=100`)).json;
    for (const { id, code } of items as CommitmentItem[]) ids.set(code, id);
  });
  afterAll(() => world?.stop());

  const on = (day: string, time = '09:00') => world.program.clock.moveTo(instantOf(day, time));
  const close = (who: string, period: string) => world.ask(who, 'PUT', `${PERIODS}/${period}/closing`);
  const correct = (who: string, period: string, replaces: string) =>
    world.ask(who, 'POST', `${PERIODS}/${period}/corrections`, { replaces });
  const period = async (code: string, who = hanoi): Promise<PeriodDetail> =>
    (await world.ask(who, 'GET', `${PERIODS}/${code}`)).json;
  const frozen = async (code: string, who = hanoi): Promise<FrozenPeriod> =>
    (await world.ask(who, 'GET', `/api/v1/frozen/${code}`)).json;
  const dashboard = async (query: string): Promise<Dashboard> =>
    (await world.ask('auditor@tracker', 'GET', `${AGREEMENT}/dashboard?${query}`)).json;
  const send = async (who: string, code: string, body: object) => {
    const { status, text } = await world.ask(
      who,
      'POST',
      `/api/v1/commitments/${ids.get(code)}/updates`,
      { status: 'in_progress', percent: 60, results: 'Đã họp.', ...body },
      { 'if-match': '*' },
    );
    expect([text, status]).toEqual([text, 201]);
  };
  const put = async (who: string, code: string, what: string) =>
    expect((await world.ask(who, 'PUT', `/api/v1/commitments/${ids.get(code)}/${what}`)).status).toBe(200);
  const logged = () =>
    world.run<{ kind: string; subject: string; data: { sha256: string; party: string } }>(
      `select kind, subject, data from audit_entry where kind like 'agreement.period%' and not illustrative order by id`,
    );

  it('is refused before the day after the reports are due while reports are owed, and before the period has ended', async () => {
    const { status, json } = await close(hanoi, '2019-11');
    expect(status).toBe(422);
    expect(json.detail).toContain('Chốt được từ ngày 21/11/2019');
    expect((await close(hanoi, '2019-12')).status).toBe(422);
    expect((await period('2019-11')).sides.map(({ state }) => state)).toEqual(['owing', 'owing']);
    expect((await period('2019-12')).figures).toBeNull();
    expect(await logged()).toEqual([]);
  });

  it('knows months, quarters, half-years and years of the agreement, and no others', async () => {
    const { items } = (await world.ask(hanoi, 'GET', `${PERIODS}?limit=100`)).json as {
      items: PeriodDetail[];
    };
    const codes = items.map(({ code }) => code);
    expect(codes.slice(0, 6)).toEqual(['2019', '2019-H2', '2019-Q4', '2019-12', '2019-11', '2019-10']);
    expect(items[0]).toMatchObject({
      kind: 'year',
      from: '2018-12-15',
      to: '2019-12-14',
      dueOn: '2019-12-20',
    });
    expect(items[2]).toMatchObject({ kind: 'quarter', from: '2019-09-15', to: '2019-12-14' });
    const pages: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { json } = await world.ask(
        hanoi,
        'GET',
        `${PERIODS}?limit=4${cursor ? `&cursor=${cursor}` : ''}`,
      );
      pages.push(...json.items.map(({ code }: { code: string }) => code));
      cursor = json.nextCursor;
    }
    expect(pages).toEqual(codes);
    for (const code of ['2019-13', '2019-Q5', '2020-01', '2018-11', 'abc', '2019-1'])
      expect([code, (await world.ask(hanoi, 'GET', `${PERIODS}/${code}`)).status]).toEqual([code, 404]);
  });

  it('lists who owes reports, to whom a reminder can be sent', async () => {
    const { owing, sides } = await period('2019-11');
    const missing = sides.reduce((sum, { reports }) => sum + reports!.missing, 0);
    expect(owing.flatMap(({ commitments }) => commitments)).toHaveLength(missing);
    expect(missing).toBeGreaterThan(0);
    const { body } = await (await world.session(hanoi)).get('/2016-tb-tu/ky-bao-cao/2019-11');
    expect(body).toContain('/2016-tb-tu/don-doc-truc-tiep?period=2019-11');
    expect(body).not.toContain('/ky-bao-cao/2019-11/chot" class="form-actions"><button');
  });

  it('lists what its own office has not looked at to its own side and auditors alone, and leaves it out', async () => {
    await world.run('update agreement set report_review = true');
    const { owing } = await period('2019-11');
    const { commitments } = owing.find(({ body }) => body.code === 'hn-so-cong-thuong')!;
    await send('congthuong@hanoi', commitments[0]!.code, { period: '2019-11' });
    const waiting = async (who: string) =>
      (await period('2019-11', who)).waiting.map(({ commitment }) => commitment);
    for (const who of [hanoi, 'leader@hanoi', 'auditor@tracker'])
      expect([who, await waiting(who)]).toEqual([who, [commitments[0]!.code]]);
    for (const who of [nghean, 'admin@tracker']) expect([who, await waiting(who)]).toEqual([who, []]);
    expect((await period('2019-11')).owing).toEqual(owing);
    await world.run('update agreement set report_review = false');
  });

  it('gives one code where two colleagues and two programs close at once, and the same code again', async () => {
    on('2019-11-21');
    const body = 'hn-van-phong-thanh-uy';
    await makeAccounts(world.program.database.url, [
      { email: 'coordinator2@hanoi.example', role: 'coordinator', party: 'hanoi', body },
    ]);
    const all = await Promise.all([hanoi, 'coordinator2@hanoi', hanoi].map((who) => close(who, '2019-11')));
    expect(all.map(({ status, json }) => [status, json.code])).toEqual(
      Array.from({ length: 3 }, () => [200, 'BC-2019-11-HN-01']),
    );
    expect((await close(hanoi, '2019-11')).json).toEqual(all[0]!.json);
    const [entry, ...more] = await logged();
    expect([entry!.subject, more]).toEqual(['BC-2019-11-HN-01', []]);
    expect(entry!.data.sha256).toBe((await frozen('BC-2019-11-HN-01')).sha256);
  });

  it('freezes the figures of the last day by all that is known, and the reports that came in time', async () => {
    const { figures, commitments, party, period: of } = await frozen('BC-2019-11-HN-01', nghean);
    const then = await dashboard('asOf=2019-11-14');
    expect(figures).toMatchObject({ asOf: '2019-11-14', total: 44, counts: then.counts });
    expect(figures.bySector).toEqual(then.bySector);
    expect(figures.bySide.map(({ counts }) => counts)).toEqual(then.bySide.map(({ counts }) => counts));
    const { owed, gave, late, updateRate } = await dashboard('asOf=2019-11-21');
    expect({ owed, gave, late, updateRate }).toEqual({
      owed: figures.owed,
      gave: figures.gave,
      late: figures.late,
      updateRate: figures.updateRate,
    });
    expect([party, of.code, commitments.length]).toEqual(['hanoi', '2019-11', 44]);
  });

  it('shows what is entered later as corrections, and changes nothing that is frozen', async () => {
    const before = await frozen('BC-2019-11-HN-01');
    const [late] = (await period('2019-11')).owing.find(({ party }) => party === 'hanoi')!.commitments;
    on('2019-11-22');
    await send(hanoi, late!.code, { period: '2019-11' });
    // 3.09 was done on both sides by 12/11, and is entered only now.
    for (const who of [hanoi, nghean])
      await send(who, '3.09', {
        status: 'completed',
        percent: 100,
        doneOn: '2019-11-12',
        noEvidenceReason: 'Bản giấy.',
      });
    for (const who of ['leader@hanoi', 'leader@nghean']) await put(who, '3.09', 'completion-confirmation');
    const { corrections, ...after } = await frozen('BC-2019-11-HN-01');
    expect({ ...after, corrections: [] }).toEqual(before);
    const of = (what: Correction['what'], party: string | null) =>
      corrections.find(
        (one) => one.what === what && one.party === party && ['3.09', late!.code].includes(one.commitment),
      );
    expect(of('status', null)).toMatchObject({ commitment: '3.09', from: 'in_progress', to: 'completed' });
    expect(of('done_on', 'nghean')).toMatchObject({ from: null, to: '2019-11-12' });
    expect(of('done_on', 'nghean')!.at).toMatch(/^2019-11-22/);
    expect(of('late_report', 'hanoi')).toMatchObject({
      commitment: late!.code,
      period: '2019-11',
      from: null,
      to: '2019-11-22',
    });
    expect(of('late_report', 'hanoi')!.by!.vi).toContain('Thành ủy');
    const { body } = await (await world.session('leader@nghean')).get('/so-lieu-chot/BC-2019-11-HN-01');
    expect(body).toContain('Ngày hoàn thành thực tế: chưa có → 12/11/2019');
  });

  it('freezes the joint one with the last side’s closing, with what changed since the first side’s code', async () => {
    const { json } = await close(nghean, '2019-11');
    expect(json).toMatchObject({ code: 'BC-2019-11-NA-01', joint: 'BC-2019-11-CHUNG-01', joined: true });
    const joint = await frozen('BC-2019-11-CHUNG-01');
    expect(joint).toMatchObject({ party: null, corrections: [], since: { code: 'BC-2019-11-HN-01' } });
    expect(joint.since!.corrections).toEqual((await frozen('BC-2019-11-HN-01')).corrections);
    expect(joint.figures.counts.completed_on_time).toBe(
      (await frozen('BC-2019-11-HN-01')).figures.counts.completed_on_time + 1,
    );
  });

  it('issues a next number only where something changed, once however often it is pressed', async () => {
    expect((await correct(nghean, '2019-11', 'BC-2019-11-NA-01')).status).toBe(422);
    expect((await correct(hanoi, '2019-12', 'BC-2019-11-HN-01')).status).toBe(422);
    const two = await Promise.all([1, 2].map(() => correct(hanoi, '2019-11', 'BC-2019-11-HN-01')));
    expect(two.map(({ status, json }) => [status, json.code])).toEqual(
      Array.from({ length: 2 }, () => [201, 'BC-2019-11-HN-02']),
    );
    expect(await frozen('BC-2019-11-HN-01')).toMatchObject({ newer: 'BC-2019-11-HN-02', issue: 1 });
    expect(await frozen('BC-2019-11-HN-02')).toMatchObject({
      replaces: 'BC-2019-11-HN-01',
      issue: 2,
      corrections: [],
    });
    expect((await close(hanoi, '2019-11')).json.code).toBe('BC-2019-11-HN-01');
    expect((await correct(hanoi, '2019-11', 'BC-2019-11-HN-02')).status).toBe(422);
    const [late] = (await period('2019-11')).owing.find(({ party }) => party === 'hanoi')!.commitments;
    await send(hanoi, late!.code, { period: '2019-11' });
    const stale = await correct(hanoi, '2019-11', 'BC-2019-11-HN-01');
    expect([stale.status, stale.json.detail]).toEqual([409, expect.stringContaining('BC-2019-11-HN-02')]);
    const page = await (await world.session(nghean)).get('/so-lieu-chot/BC-2019-11-HN-01');
    expect(page.body).toContain('Đã có số mới hơn: BC-2019-11-HN-02');
  });

  it('freezes the joint one again once every side has a number issued since', async () => {
    const again = await correct(hanoi, '2019-11', 'BC-2019-11-HN-02');
    expect(again.json).toMatchObject({
      code: 'BC-2019-11-HN-03',
      joint: 'BC-2019-11-CHUNG-01',
      joined: false,
    });
    const other = await correct(nghean, '2019-11', 'BC-2019-11-NA-01');
    expect(other.json).toMatchObject({
      code: 'BC-2019-11-NA-02',
      joint: 'BC-2019-11-CHUNG-02',
      joined: true,
    });
    expect(await frozen('BC-2019-11-CHUNG-02')).toMatchObject({
      replaces: 'BC-2019-11-CHUNG-01',
      since: { code: 'BC-2019-11-CHUNG-01' },
    });
    expect((await frozen('BC-2019-11-CHUNG-01')).newer).toBe('BC-2019-11-CHUNG-02');
  });

  it('is for the committee office of a side, and read by whoever reads the agreement', async () => {
    for (const who of ['leader@hanoi', 'congthuong@hanoi', 'auditor@tracker', 'admin@tracker'])
      for (const what of [close(who, '2019-10'), correct(who, '2019-11', 'BC-2019-11-HN-03')])
        expect([who, (await what).status]).toEqual([who, 403]);
    const stranger = 'coordinator@danang';
    expect((await close(stranger, '2019-10')).status).toBe(404);
    for (const [who, status] of [
      ['congthuong@nghean', 200],
      ['leader@nghean', 200],
      ['auditor@tracker', 200],
      ['admin@tracker', 200],
      [stranger, 404],
    ] as const) {
      expect([who, (await world.ask(who, 'GET', '/api/v1/frozen/BC-2019-11-HN-01')).status]).toEqual([
        who,
        status,
      ]);
      expect([who, (await world.ask(who, 'GET', PERIODS)).status]).toEqual([who, status]);
    }
    for (const code of ['BC-2019-11-HN-99', 'bc', '<script>alert(1)</script>', 'x'.repeat(90)])
      expect((await world.ask(hanoi, 'GET', `/api/v1/frozen/${encodeURIComponent(code)}`)).status).toBe(404);
  });

  it('looks a code up as it stands on paper, and says where there is none', async () => {
    const page = await world.session(hanoi);
    const found = await page.get('/so-lieu-chot?ma=%20bc-2019-11-hn-01%20');
    expect([found.statusCode, found.headers.location]).toEqual([303, '/so-lieu-chot/BC-2019-11-HN-01']);
    const none = await page.get(`/so-lieu-chot?ma=${encodeURIComponent('<script>x')}`);
    expect(none.statusCode).toBe(404);
    expect(none.body).toContain('Không tìm thấy mã &lt;SCRIPT>X');
    expect(none.body).not.toContain('<script>x');
    expect(
      (await (await world.session('coordinator@danang')).get('/so-lieu-chot?ma=BC-2019-11-HN-01')).statusCode,
    ).toBe(404);
  });

  it('counts the numbers of a side on over all agreements', async () => {
    const [row] = await world.run<{ slug: string }>(
      `insert into agreement_party (agreement_id, party_id, position)
       select a.id, p.id, 9 from agreement a, party p where a.slug = '77-tt-hop-tac' and p.code = 'hanoi' returning '77-tt-hop-tac' as slug`,
    );
    const { json } = await world.ask(hanoi, 'PUT', `/api/v1/agreements/${row!.slug}/periods/2019-11/closing`);
    expect(json.code).toBe('BC-2019-11-HN-04');
  });

  it('adds up the months of a quarter, and closes early where nothing is owed', async () => {
    const quarter = await period('2019-Q3');
    const months = await Promise.all(['2019-07', '2019-08', '2019-09'].map((code) => period(code)));
    for (const i of [0, 1]) {
      const sum = (key: 'owed' | 'gave' | 'late' | 'missing') =>
        months.reduce((total, { sides }) => total + sides[i]!.reports![key], 0);
      expect(quarter.sides[i]!.reports).toEqual({
        owed: sum('owed'),
        gave: sum('gave'),
        late: sum('late'),
        missing: sum('missing'),
      });
    }
    expect((await close(hanoi, '2019-08')).json.code).toBe('BC-2019-08-HN-01');
    on('2019-12-15');
    for (const { party, commitments } of (await period('2019-12')).owing)
      if (party === 'hanoi')
        for (const { code } of commitments) await send(hanoi, code, { period: '2019-12' });
    expect((await period('2019-12')).sides.map(({ state }) => state)).toEqual(['ready', 'owing']);
    expect((await close(hanoi, '2019-12')).json.code).toBe('BC-2019-12-HN-01');
    expect((await close(nghean, '2019-12')).status).toBe(422);
  });

  it('keeps what is frozen, whoever writes to the table', async () => {
    for (const statement of [
      `update frozen_period set content = '{}'`,
      'delete from frozen_period',
      'truncate frozen_period',
    ])
      await expect(world.run(statement)).rejects.toThrow();
    const [row] = await world.run<{ ok: boolean }>(
      `select bool_and(encode(f.sha256, 'hex') = e.data ->> 'sha256') as ok from frozen_period f
       join audit_entry e on e.subject = f.code and e.kind like 'agreement.period%'`,
    );
    expect(row!.ok).toBe(true);
  });
});
