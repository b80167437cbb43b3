import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CommitmentDetail, EventItem, SideItem } from '../src/commitments/commitment.types.js';
import { indicatorAdds, indicatorDirections } from '../src/commitments/indicators/indicator.js';
import {
  indicatorChoices,
  indicatorStates,
  type IndicatorChoice,
} from '../src/commitments/indicators/standing.js';
import type { Dashboard } from '../src/dashboard/dashboard.types.js';
import { startApp } from './support/app.js';
import { randomFrom } from './support/generated-agreement.js';
import { query } from './support/query.js';

jest.setTimeout(120_000);

const list = '/api/v1/agreements/2016-tb-tu/commitments';
const connected = {
  code: 'ket-noi',
  name: { vi: 'Doanh nghiệp được kết nối', en: 'Enterprises connected' },
  unit: 'doanh nghiệp',
  target: 12,
  adds: 'sum',
};
const answered = {
  code: 'tra-loi',
  name: { vi: 'Hồ sơ trả lời đúng hạn' },
  unit: '%',
  target: 90,
  adds: 'ratio',
};
const [office, officer, others] = ['coordinator@hanoi', 'congthuong@hanoi', 'coordinator@nghean'];

/** 3.06 is led by both sides' departments of industry and trade. Today is 20/11/2019, in the period 2019-12. */
describe('the indicators of a part', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let id: number;

  beforeAll(async () => {
    program = await startApp();
    const { json } = await program.ask('auditor@tracker', 'GET', `${list}?limit=100`);
    id = (json.items as CommitmentDetail[]).find(({ code }) => code === '3.06')!.id;
  });
  afterAll(() => program?.stop());

  const one = async (days = '', who = 'auditor@tracker'): Promise<CommitmentDetail> =>
    (await program.ask(who, 'GET', `/api/v1/commitments/${id}${days}`)).json;
  const sideOf = ({ sides }: Pick<CommitmentDetail, 'sides'>, party = 'hanoi') =>
    sides.find((side) => side.party === party) as SideItem;
  const put = async (who: string, indicators: unknown, ifMatch?: string | null) => {
    const version = `"${(await one()).version}"`;
    const headers: Record<string, string> = ifMatch === null ? {} : { 'if-match': ifMatch ?? version };
    return program.ask(who, 'PUT', `/api/v1/commitments/${id}/indicators`, { indicators }, headers);
  };
  const report = (who: string, indicators: unknown, more: object = {}, ifMatch = '*') =>
    program.ask(
      who,
      'POST',
      `/api/v1/commitments/${id}/updates`,
      { status: 'in_progress', percent: 45, results: 'Đã kết nối.', indicators, ...more },
      { 'if-match': ifMatch },
    );
  const events = async (): Promise<EventItem[]> =>
    (await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}/events`)).json.items;

  it('are set by the side’s coordinator, told of in the timeline and the audit log, and read by both sides', async () => {
    const answer = await put(office, [connected, answered]);
    expect(answer.status).toBe(200);
    const all = [
      { ...connected, direction: 'up', across: 'own', counts: null },
      {
        ...answered,
        name: { vi: answered.name.vi, en: answered.name.vi },
        direction: 'up',
        across: 'own',
        counts: null,
      },
    ];
    const [first, second] = sideOf(await one('', others)).indicators;
    expect(first).toMatchObject({
      ...all[0],
      proposed: false,
      cumulative: null,
      share: null,
      state: 'no_figures',
    });
    expect(second).toMatchObject({ ...all[1], pace: 90 });
    expect((await events())[0]).toMatchObject({
      kind: 'indicators_set',
      party: 'hanoi',
      data: { from: [], to: all },
    });
    const { json } = await program.ask(
      'auditor@tracker',
      'GET',
      '/api/v1/audit?limit=1&kind=commitment.indicators_set',
    );
    expect(json.items[0]).toMatchObject({ data: { from: [], to: all } });
  });

  it('change nothing when the same is set again, even on the version before', async () => {
    const { version } = await one();
    expect((await put(office, [connected, answered])).json.version).toBe(version);
    expect((await put(office, [connected, answered], `"${version - 1}"`)).json.version).toBe(version);
  });

  it('are set on the version that was read only', async () => {
    expect((await put(office, [connected], null)).status).toBe(428);
    expect((await put(office, [connected], '"1"')).status).toBe(412);
  });

  it.each(['leader@hanoi', 'leader@nghean', officer, 'auditor@tracker', 'admin@tracker'])(
    'are not set by %s',
    async (who) => {
      const before = await one();
      expect((await put(who, [])).status).toBe(403);
      expect(await one()).toEqual(before);
    },
  );

  it('are each side’s own: the other side’s coordinator sets only that side’s', async () => {
    const before = sideOf(await one()).indicators;
    expect((await put(others, [{ ...connected, target: null }])).status).toBe(200);
    const now = await one();
    expect(sideOf(now).indicators).toEqual(before);
    expect(sideOf(now, 'nghean').indicators).toMatchObject([
      { target: null, pace: null, state: 'no_target' },
    ]);
  });

  it.each<[string, unknown, number, string]>([
    ['a target of 0', { ...connected, target: 0 }, 422, 'indicators.0.target'],
    ['a target below 0', { ...connected, target: -1 }, 400, 'indicators.0.target'],
    ['a target in words', { ...connected, target: 'NaN' }, 400, 'indicators.0.target'],
    ['no target said at all', { ...connected, target: undefined }, 400, 'indicators.0.target'],
    ['a target of five decimals', { ...connected, target: 0.000_01 }, 400, 'indicators.0.target'],
    ['a target beyond all bounds', { ...connected, target: 100_000_000_001 }, 400, 'indicators.0.target'],
    ['a way to add up that there is not', { ...connected, adds: 'guess' }, 400, 'indicators.0.adds'],
    ['a name of nothing', { ...connected, name: { vi: ' \u200b' } }, 400, 'indicators.0.name.vi'],
    ['a name of 201 letters', { ...connected, name: { vi: 'a'.repeat(201) } }, 400, 'indicators.0.name.vi'],
    ['a code with marks', { ...connected, code: 'Kết nối' }, 400, 'indicators.0.code'],
    ['no unit', { ...connected, unit: '' }, 400, 'indicators.0.unit'],
    ['ratios added across the sides', { ...answered, across: 'sum' }, 422, 'indicators.0.across'],
    ['one side for both, without saying which', { ...connected, across: 'one' }, 422, 'indicators.0.counts'],
    ['one side that has no part', { ...connected, across: 'one', counts: 'hue' }, 422, 'indicators.0.counts'],
    ['a side where none counts for both', { ...connected, counts: 'hanoi' }, 422, 'indicators.0.counts'],
    ['what is no indicator', null, 400, 'indicators'],
    ['a mark of its own', { ...connected, proposed: true }, 400, 'indicators.0.proposed'],
  ])('are refused with %s, and nothing changes', async (_name, indicator, status, field) => {
    const before = await one();
    const answer = await put(office, [indicator]);
    expect(answer.status).toBe(status);
    expect((answer.json.errors as { field: string }[]).map((error) => error.field)).toEqual([field]);
    expect(await one()).toEqual(before);
  });

  it('are refused where a code comes twice, and where there are more than ten', async () => {
    expect((await put(office, [connected, connected])).json.errors[0].field).toBe('indicators.1.code');
    const eleven = Array.from({ length: 11 }, (_, i) => ({ ...connected, code: `c${i}` }));
    expect((await put(office, eleven)).json.errors[0].field).toBe('indicators');
  });

  it.each(['1e400', '-1e400', '[1]', '"12"'])(
    'are refused with a target of %s as it is sent',
    async (target) => {
      const sent = `{"indicators":[{"code":"a","name":{"vi":"a"},"unit":"a","adds":"sum","target":${target}}]}`;
      const headers = { 'if-match': '*', 'content-type': 'application/json' };
      const url = `/api/v1/commitments/${id}/indicators`;
      const answer = await program.ask(office, 'PUT', url, Buffer.from(sent), headers);
      expect(answer.status).toBe(400);
    },
  );

  it('keep names as they are typed, in NFC', async () => {
    const name = { vi: 'Hội nghị <script>alert(1)</script> cung cầu'.normalize('NFD'), en: '<b>x</b>' };
    const answer = await put(office, [connected, answered, { ...connected, code: 'la', name }]);
    expect(sideOf(answer.json).indicators[2]!.name).toEqual({ vi: name.vi.normalize('NFC'), en: name.en });
    await put(office, [connected, answered]);
  });

  describe('and the figures that reports state of them', () => {
    const ownFigures = async (days = '') =>
      sideOf(await one(days)).indicators.map(({ cumulative }) => cumulative);

    it('add up by period; a later report for a period replaces its figure', async () => {
      const first = await report(officer, [{ code: 'ket-noi', actual: 3 }], { period: '2019-11' });
      expect(first.status).toBe(201);
      expect(first.json.indicators).toEqual([{ code: 'ket-noi', actual: 3, of: null }]);
      expect(await ownFigures()).toEqual([3, null]);
      await report(
        officer,
        [
          { code: 'ket-noi', actual: 4.5 },
          { code: 'tra-loi', actual: 9, of: 10 },
        ],
        { period: '2019-12' },
      );
      expect(await ownFigures()).toEqual([7.5, 90]);
      await report(officer, [{ code: 'ket-noi', actual: 2 }], { period: '2019-12' });
      expect(await ownFigures()).toEqual([5, 90]);
      const { figures, statements } = await one('', others);
      expect(figures.hanoi!['ket-noi']).toEqual([
        { period: '2019-11', actual: 3, of: null, cumulative: 3 },
        { period: '2019-12', actual: 2, of: null, cumulative: 5 },
      ]);
      expect(statements.hanoi!.indicators).toEqual([{ code: 'ket-noi', actual: 2, of: null }]);
      expect(sideOf(await one()).indicators[0]).toMatchObject({ share: 0.4167, target: 12 });
    });

    it('are in the audit log, with the report', async () => {
      const { json } = await program.ask(
        'auditor@tracker',
        'GET',
        '/api/v1/audit?limit=1&kind=commitment.updated',
      );
      expect(json.items[0].data.indicators).toEqual([{ code: 'ket-noi', actual: 2 }]);
    });

    it('are in the list as on the page', async () => {
      const { json } = await program.ask(others, 'GET', `${list}?limit=100`);
      const item = (json.items as CommitmentDetail[]).find(({ code }) => code === '3.06')!;
      expect(item.sides).toEqual((await one()).sides);
    });

    it('are kept once where the same report is sent twice', async () => {
      const { version } = await one();
      const figures = [{ code: 'ket-noi', actual: 2.5 }];
      const [first, second] = [
        await report(officer, figures, { results: 'Hai lần.' }, `"${version}"`),
        await report(officer, figures, { results: 'Hai lần.' }, `"${version}"`),
      ];
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(second.json.id).toBe(first.json.id);
      const other = await report(
        officer,
        [{ code: 'ket-noi', actual: 2.6 }],
        { results: 'Hai lần.' },
        `"${version}"`,
      );
      expect(other.status).toBe(412);
    });

    it('are on an earlier day what had been reported then', async () => {
      expect(await ownFigures('?asOf=2019-11-19')).toEqual([]);
      program.clock.moveTo(new Date('2019-11-21T02:00:00Z'));
      await report(officer, [{ code: 'ket-noi', actual: 20 }], { period: '2019-12' });
      expect(await ownFigures()).toEqual([23, 90]);
      expect(await ownFigures('?asOf=2019-11-20')).toEqual([5.5, 90]);
      expect(await ownFigures('?knownAt=2019-11-20')).toEqual([5.5, 90]);
      expect(sideOf(await one()).indicators[0]!.state).toBe('reached');
    });

    it.each<[string, unknown, number, string]>([
      ['an indicator that the part has not', [{ code: 'khac', actual: 1 }], 422, 'indicators.0.code'],
      [
        'the same indicator twice',
        [
          { code: 'ket-noi', actual: 1 },
          { code: 'ket-noi', actual: 1 },
        ],
        422,
        'indicators.1.code',
      ],
      ['a ratio of one figure', [{ code: 'tra-loi', actual: 1 }], 422, 'indicators.0.of'],
      ['a ratio of nothing', [{ code: 'tra-loi', actual: 1, of: 0 }], 422, 'indicators.0.of'],
      ['two figures for what is no ratio', [{ code: 'ket-noi', actual: 1, of: 2 }], 422, 'indicators.0.of'],
      ['a figure below 0', [{ code: 'ket-noi', actual: -1 }], 400, 'indicators.0.actual'],
      ['a figure in words', [{ code: 'ket-noi', actual: '3' }], 400, 'indicators.0.actual'],
      ['no figure', [{ code: 'ket-noi' }], 400, 'indicators.0.actual'],
      ['figures that are no list', { code: 'ket-noi', actual: 1 }, 400, 'indicators'],
    ])('are refused with %s, and the report with them', async (_name, figures, status, field) => {
      const before = await one();
      const answer = await report(officer, figures);
      expect(answer.status).toBe(status);
      expect((answer.json.errors as { field: string }[]).map((error) => error.field)).toEqual([field]);
      expect(await one()).toEqual(before);
    });

    it('come with no contribution', async () => {
      const contributions = (await program.ask('nongnghiep@nghean', 'GET', `${list}?limit=100`)).json
        .items as CommitmentDetail[];
      const item = contributions.find(({ sides }) =>
        sides.some((side) => side.cooperatingBodies.some(({ code }) => code === 'na-so-nong-nghiep-va-ptnt')),
      );
      expect(item).toBeDefined();
      const answer = await program.ask(
        'nongnghiep@nghean',
        'POST',
        `/api/v1/commitments/${item!.id}/updates`,
        { status: 'in_progress', percent: 10, results: 'Góp ý.', indicators: [{ code: 'a', actual: 1 }] },
        { 'if-match': '*' },
      );
      expect([answer.status, answer.json.errors?.[0]?.field]).toEqual([422, 'indicators']);
    });

    it('stay when their indicator goes, and are there again with it', async () => {
      expect((await put(office, [answered])).status).toBe(200);
      expect(await ownFigures()).toEqual([90]);
      const kept = await query(program.database.url, `select 1 from indicator_value where code = 'ket-noi'`);
      expect(kept).toHaveLength(5);
      expect(await ownFigures('?asOf=2019-11-20')).toEqual([5.5, 90]);
      await put(office, [{ ...connected, target: 24 }, answered]);
      expect(await ownFigures()).toEqual([23, 90]);
    });

    it.each([
      'update indicator_value set actual = 0',
      'delete from indicator_value',
      'truncate indicator_value',
    ])('cannot be altered in the database: %s', async (statement) => {
      await expect(query(program.database.url, statement)).rejects.toThrow('append-only');
    });
  });

  describe('of both sides', () => {
    it('stand each on its own until both coordinators say the same, and go together then', async () => {
      await put(office, [{ ...connected, across: 'sum' }]);
      const before = await one();
      expect(sideOf(before).indicators[0]).toMatchObject({
        across: 'own',
        acrossProposed: { across: 'sum', counts: null },
      });
      expect(before.jointIndicators).toEqual([]);
      await put(others, [{ ...connected, across: 'sum', target: 8 }]);
      await report(others, [{ code: 'ket-noi', actual: 1 }], { period: '2019-12' });
      const after = await one();
      expect(sideOf(after).indicators[0]).toMatchObject({ across: 'sum', acrossProposed: null });
      expect(after.jointIndicators).toMatchObject([
        { code: 'ket-noi', target: 20, cumulative: 24, share: 1.2 },
      ]);
    });

    it.each([
      ['average', {}, { target: 10, cumulative: 12 }],
      ['one', { counts: 'nghean' }, { target: 8, cumulative: 1 }],
    ])('go together as agreed: %s', async (across, more, joint) => {
      await put(office, [{ ...connected, across, ...more }]);
      expect((await one()).jointIndicators).toEqual([]);
      await put(others, [{ ...connected, across, ...more, target: 8 }]);
      expect((await one()).jointIndicators).toMatchObject([joint]);
    });

    it('do not go together where they are measured otherwise', async () => {
      await put(others, [{ ...connected, across: 'one', counts: 'nghean', unit: 'hợp tác xã' }]);
      expect((await one()).jointIndicators).toEqual([]);
    });
  });

  describe('in the list and on the overview', () => {
    const agreement = '/api/v1/agreements/2016-tb-tu';
    const items = async (filter: string): Promise<CommitmentDetail[]> =>
      (await program.ask('auditor@tracker', 'GET', `${list}?limit=100&${filter}`)).json.items;
    const has = ({ indicators }: SideItem, choice: IndicatorChoice) =>
      indicators.some(({ state }) => choice === 'any' || state === choice);

    it.each(indicatorChoices)(
      'are found by how they stand, by the same rule as they are shown: %s',
      async (choice) => {
        for (const days of ['', '&asOf=2019-11-20', '&asOf=2019-09-30']) {
          const all = await items(days);
          const expected = all.filter(({ sides }) => sides.some((side) => has(side, choice)));
          expect((await items(`indicator=${choice}${days}`)).map(({ code }) => code)).toEqual(
            expected.map(({ code }) => code),
          );
          const own = all.filter((item) => has(sideOf(item), choice)).map(({ code }) => code);
          const found = await items(`indicator=${choice}&party=hanoi${days}`);
          expect(found.map(({ code }) => code)).toEqual(own);
        }
      },
    );

    it('are counted by sector, each number being that of its list', async () => {
      const { json } = await program.ask('auditor@tracker', 'GET', `${agreement}/dashboard`);
      const sectors = json.indicators as Dashboard['indicators'];
      expect(sectors.map(({ code }) => code)).toContain('3');
      for (const { code, counts } of sectors)
        for (const choice of indicatorChoices)
          expect([code, choice, (await items(`sector=${code}&indicator=${choice}`)).length]).toEqual([
            code,
            choice,
            counts[choice],
          ]);
    });

    it('are refused by a state that there is not', async () => {
      const { status } = await program.ask('auditor@tracker', 'GET', `${list}?indicator=late`);
      expect(status).toBe(400);
    });

    it('stand in the row of a commitment, and the condition above the list says which are shown', async () => {
      const page = (await (await program.browser(office)).get('/2016-tb-tu/cam-ket?indicator=any')).body;
      expect(page).toContain('Có chỉ tiêu');
      expect(page).toMatch(/class="indicator-line-short n"[^>]*title="Cán bộ được đào tạo, bồi dưỡng/);
      // Of the two sides the one that is behind, though the other comes first.
      const behind = (
        await (await program.browser(office)).get('/2016-tb-tu/cam-ket?indicator=behind&q=3.03')
      ).body;
      expect(behind).toMatch(/indicator-line-short[^>]*>Chỉ tiêu: NA 12\/20, chậm so với kế hoạch</);
      const overview = (await (await program.browser(office)).get('/2016-tb-tu/tong-quan')).body;
      expect(overview).toContain('indicator=behind');
    });
  });

  it('of a report that is corrected do not count where the correction states them, for another period too', async () => {
    const cumulative = async () => sideOf(await one()).indicators[0]!.cumulative!;
    const before = await cumulative();
    const said = async (actual: number | null, more: object) => {
      const figures = actual === null ? [] : [{ code: connected.code, actual }];
      const { status, json } = await report(officer, figures, more);
      expect(status).toBe(201);
      return json.id as number;
    };
    const wrong = await said(7, { period: '2019-08' });
    expect(await cumulative()).toBe(before + 7);
    const moved = await said(7, { period: '2019-09', corrects: wrong });
    expect(await cumulative()).toBe(before + 7);
    const silent = await said(null, { period: '2019-09', corrects: moved });
    expect(await cumulative()).toBe(before + 7);
    await said(8, { period: '2019-09', corrects: silent });
    expect(await cumulative()).toBe(before + 8);
  });

  /** The rule in SQL, by which lists find and the overview counts, against the one in TypeScript, by which all is shown. */
  it('stand alike in both of their rules, whatever is set and reported', async () => {
    const random = randomFrom(7);
    for (let round = 0; round < 12; round += 1) {
      const set = Array.from({ length: 5 }, (_, i) => ({
        code: `c${i}`,
        name: { vi: 'a' },
        unit: random.oneOf(['%', 'a']),
        adds: random.oneOf(indicatorAdds),
        direction: random.oneOf(indicatorDirections),
        target: random.oneOf([null, 1, 10, 33.3333]),
      }));
      expect((await put(office, set)).status).toBe(200);
      const figures = random.some(set).map(({ code, adds }) => {
        const actual = random.upTo(40) / random.oneOf([1, 3.2]);
        const rounded = Math.round(actual * 10_000) / 10_000;
        return { code, actual: rounded, ...(adds === 'ratio' ? { of: 1 + random.upTo(50) } : {}) };
      });
      const period = random.oneOf(['2019-11', '2019-12']);
      expect((await report(officer, figures, { period })).status).toBe(201);
      const shown = sideOf(await one()).indicators;
      for (const choice of indicatorStates) {
        const { json } = await program.ask(
          'auditor@tracker',
          'GET',
          `${list}?q=3.06&party=hanoi&indicator=${choice}`,
        );
        const found = (json.items as CommitmentDetail[]).some(({ code }) => code === '3.06');
        expect([round, choice, found]).toEqual([round, choice, shown.some(({ state }) => state === choice)]);
      }
    }
  });
});
