import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DemoHistory } from '../src/demo/history.js';
import { addDays, instantOf, type Day } from '../src/platform/clock.js';
import { startApp } from './support/app.js';

const AGREEMENT = '/api/v1/agreements/2016-tb-tu';
const parties = ['hanoi', 'nghean'] as const;
type Side = (typeof parties)[number];

interface Figures {
  party: string;
  owed: number;
  gave: number;
  late: number;
  updateRate: number;
}

/** Reports of the demo's offices beside those of its history, each on a part that has not been reported on. */
const sent: Record<Day, { side: Side; period?: string }[]> = {
  '2019-11-15': [{ side: 'hanoi' }],
  '2019-11-20': [{ side: 'hanoi' }],
  '2019-11-22': [
    { side: 'hanoi' },
    { side: 'hanoi', period: '2019-11' },
    { side: 'nghean', period: '2019-11' },
  ],
  '2019-12-14': [{ side: 'nghean', period: '2019-12' }],
  '2019-12-16': [{ side: 'hanoi' }, { side: 'nghean' }],
  '2019-12-20': [{ side: 'nghean' }],
  '2019-12-23': [{ side: 'nghean', period: '2019-12' }],
};

/** From 1/11 to 31/12/2019: those about the end of a period and the day by which its reports are due, and some between. */
const days = Array.from({ length: 61 }, (_, n) => addDays('2019-11-01', n)).filter((day) => {
  const ofMonth = Number(day.slice(8));
  return (ofMonth >= 13 && ofMonth <= 23) || ofMonth % 7 === 1;
});

describe('the reports on a period, day by day', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let people: Record<Side, Awaited<ReturnType<typeof program.browser>>>;
  /** Of the last report sent on a day. */
  const codes = new Map<Day, string>();
  const told = new Map<Day, { code: string; bySide: Figures[] }>();

  beforeAll(async () => {
    program = await startApp({ day: '2019-11-01' });
    people = {
      hanoi: await program.browser('coordinator@hanoi'),
      nghean: await program.browser('coordinator@nghean'),
    };
  });
  afterAll(() => program?.stop());

  const get = async (path: string) => {
    const { status, json } = await program.ask('auditor@tracker', 'GET', `${AGREEMENT}${path}`);
    expect([path, status]).toEqual([path, 200]);
    return json;
  };
  /** @returns its code */
  const report = async ({ side, period }: { side: Side; period?: string }): Promise<string> => {
    const { items } = await get(`/commitments?party=${side}&update=missing&limit=100`);
    const own = (sides: { party: string; status: string; percent: number | null }[]) =>
      sides.find(({ party, status }) => party === side && ['not_started', 'in_progress'].includes(status));
    const { id, code, sides } = items.find((item: { sides: Parameters<typeof own>[0] }) => own(item.sides));
    const percent = own(sides)!.percent ?? 5;
    const { status, text } = await program.ask(
      `coordinator@${side}`,
      'POST',
      `/api/v1/commitments/${id}/updates`,
      { status: 'in_progress', percent, results: 'Kết quả.', period },
      { 'if-match': '*' },
    );
    expect([text, status]).toEqual([text, 201]);
    return code;
  };
  const dashboard = async (asOf: Day) => {
    const { period, bySide } = await get(`/dashboard?asOf=${asOf}`);
    const figures: Figures[] = bySide.map(({ party, owed, gave, late, updateRate }: Figures) => ({
      party,
      owed,
      gave,
      late,
      updateRate,
    }));
    return { code: period.code as string, bySide: figures };
  };

  it('are the same figures on two pages, in the list and in the API', async () => {
    for (const day of days) {
      if (day > '2019-11-01') program.clock.moveTo(instantOf(day, '08:00'));
      if (day <= '2019-11-20')
        await program.app.get(DemoHistory, { strict: false }).replay('2016-tb-tu', day, () => {});
      for (const one of sent[day] ?? []) codes.set(day, await report(one));
      const now = await dashboard(day);
      told.set(day, now);
      const overview = await people.hanoi.get('/2016-tb-tu/tong-quan');
      const shown = onOverview(overview.body);
      now.bySide.forEach(({ gave, owed }, i) => expect([day, shown[i]]).toEqual([day, [gave, owed]]));
      for (const { party, owed, gave, late, updateRate } of now.bySide) {
        expect(updateRate).toBe(gave / owed);
        const list = async (what: string) =>
          (await get(`/commitments?party=${party}&update=${what}&limit=1`)).total as number;
        const listed = [await list('owed'), await list('gave'), await list('late'), await list('missing')];
        expect([day, party, ...listed]).toEqual([day, party, owed, gave, late, owed - gave - late]);
        const work = await people[party as Side].get('/viec-cua-toi');
        expect([day, party, ...onMyWork(work.body)]).toEqual([day, party, gave, owed, late]);
      }
    }
    expect(told.get('2019-11-22')!.bySide.map(({ late }) => late)).toEqual([1, 1]);
  }, 240_000);

  it('are on each day before what they were told to be on that day', async () => {
    for (const [day, figures] of told) expect([day, await dashboard(day)]).toEqual([day, figures]);
  });

  it('do not change after the due day, but for what came late', () => {
    for (const [day, { code, bySide }] of told) {
      const final = told.get(`${code}-20`);
      if (final?.code !== code || day < `${code}-20`) continue;
      const without = (side: Figures) => ({ ...side, late: 0 });
      expect([day, bySide.map(without)]).toEqual([day, final.bySide.map(without)]);
    }
  });

  it('count one that was sent on 20/11 for the period to 14/11, and not for the one in which that day lies', async () => {
    const [before, on] = [told.get('2019-11-19')!, told.get('2019-11-20')!];
    expect(on.code).toBe('2019-11');
    expect(on.bySide[0]!.gave).toBe(before.bySide[0]!.gave + 1);
    const { items } = await get('/commitments?update=gave&asOf=2019-12-31&limit=100');
    expect(items.map(({ code }: { code: string }) => code)).not.toContain(codes.get('2019-11-20'));
    expect(items.map(({ code }: { code: string }) => code)).toContain(codes.get('2019-12-16'));
  });
});

/** `27/31` of each side. */
function onOverview(page: string): number[][] {
  const counts = [...page.matchAll(/<span class="side-count">(.*?)<strong/gs)].map(([, html]) =>
    html!.replace(/<[^>]+>/g, ''),
  );
  return counts.filter((count) => count.includes('/')).map((count) => count.split('/').map(Number));
}

function onMyWork(page: string): number[] {
  const text = page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const [, gave, owed] = /(?:Đã nộp|Báo cáo đúng kỳ) (\d+)\/(\d+) báo cáo/.exec(text)!;
  const late = /Nộp muộn (\d+) cam kết/.exec(text)?.[1] ?? '0';
  return [gave, owed, late].map(Number);
}
