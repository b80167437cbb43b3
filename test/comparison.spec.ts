import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countGroups, type CommitmentItem, type Counts } from '../src/commitments/commitment.types.js';
import type { Change, Comparison } from '../src/dashboard/comparison/comparison.types.js';
import { parseAgreement, type AgreementFile } from '../src/exchange/file/agreement-file.js';
import { ImportService } from '../src/exchange/import.service.js';
import { addDays, instantOf, type Day } from '../src/platform/clock.js';
import { Metrics } from '../src/platform/metrics.js';
import { projectRoot } from '../src/platform/project-root.js';
import { RouteWorld } from './support/route-world.js';

const agreement = '/api/v1/agreements/2016-tb-tu';
const START: Day = '2019-11-20';
const END: Day = '2020-02-10';

/** A small generator with a seed, so that a history that fails can be had again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('two days compared', () => {
  let world: RouteWorld;
  let file: AgreementFile;
  const ids = new Map<string, number>();

  const get = async (path: string, status = 200) => {
    const answer = await world.ask('auditor@tracker', 'GET', path);
    expect([path, answer.status]).toEqual([path, status]);
    return answer.json;
  };
  const compare = (query: string) => get(`${agreement}/comparison?limit=100&${query}`) as Promise<Comparison>;
  const send = (who: string, method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object) =>
    world.ask(who, method, path, body, { 'if-match': '*' });
  const must = async (...sent: Parameters<typeof send>) => {
    const { status, text } = await send(...sent);
    expect([sent[2], text, status < 300]).toEqual([sent[2], text, true]);
  };
  const on = (day: Day) => world.program.clock.moveTo(instantOf(day, '10:00'));
  const to = (code: string, resource: string) => `/api/v1/commitments/${ids.get(code)}/${resource}`;
  const both = ['hanoi', 'nghean'];
  const importAgain = () =>
    world.program.app.get(ImportService, { strict: false }).import(file, world.program.clock.now());
  const of = (changes: Change[], code: string) =>
    changes
      .filter(({ commitment }) => commitment.code === code)
      .map(({ what, direction, party, from: was, to: is, by, at }) => ({
        what,
        direction,
        party,
        was,
        is,
        by: by?.en,
        at,
      }));

  /** What people do on a day, where it is possible; what is not is refused, and changes nothing. */
  async function act(random: () => number, today: Day, codes: string[]): Promise<void> {
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    const [code, side] = [pick(codes), pick(both)];
    const say = (status: string, percent: number, more: object = {}) =>
      send(`coordinator@${side}`, 'POST', to(code, 'updates'), {
        status,
        percent,
        results: 'Kết quả.',
        ...more,
      });
    const before = () => addDays(today, -Math.floor(random() * 30));
    const done = (more: object) => say('completed', 100, { noEvidenceReason: 'Văn bản giấy.', ...more });
    const acts = [
      () => say('in_progress', Math.floor(random() * 100)),
      () => done({}),
      () => done({ doneOn: before() }),
      () => say('suspended', 50),
      () => say('withdrawn', 0),
      () => send(`leader@${side}`, 'PUT', to(code, 'completion-confirmation')),
      () => send('leader@hanoi', 'PUT', to(code, 'completion-confirmation')),
      () => send('leader@nghean', 'PUT', to(code, 'completion-confirmation')),
      () => send(`leader@${side}`, 'DELETE', to(code, 'completion-confirmation')),
      () => send(`coordinator@${side}`, 'POST', to(code, 'return'), { reason: 'Chưa đủ.' }),
      () => extend(code, { precision: 'date', value: addDays(today, Math.floor(random() * 60)) }),
    ];
    await pick(acts)();
  }

  async function extend(code: string, due: object): Promise<void> {
    const { status, json } = await send('coordinator@hanoi', 'POST', to(code, 'extension-requests'), {
      due,
      reason: 'Cần thêm thời gian.',
    });
    if (status >= 300) return;
    const answer = { decision: 'approved', reason: '' };
    await must('leader@hanoi', 'PUT', `/api/v1/extension-requests/${json.id}/decision`, answer);
    await must('coordinator@nghean', 'PUT', `/api/v1/extension-requests/${json.id}/agreement`, answer);
  }

  /** `led` is one of which Nghệ An has not confirmed its plan: an import may still change it. */
  const story = { done: '3.09', moved: '3.06', left: '3.04', led: '' };

  beforeAll(async () => {
    world = await RouteWorld.start();
    file = parseAgreement(await readFile(join(projectRoot, 'agreements/2016-tb-tu.yaml'), 'utf8'), 'tb.yaml');
    const { items } = await get(`${agreement}/commitments?limit=100`);
    for (const { id, code } of items as CommitmentItem[]) ids.set(code, id);
    story.led = (items as CommitmentItem[]).find(({ sides }) => sides[1]!.planConfirmedAt === null)!.code;
    const others = [...ids.keys()].filter((code) => !Object.values(story).includes(code)).slice(0, 14);
    const random = randomFrom(20_191_120);
    for (let day: Day = START; day < '2020-02-01'; day = addDays(day, 1 + Math.floor(random() * 6))) {
      on(day);
      for (let n = 0; n < 9; n++) await act(random, day, others);
    }
    on('2020-02-03');
    for (const side of both)
      await must(`coordinator@${side}`, 'POST', to(story.done, 'updates'), {
        status: 'completed',
        percent: 100,
        results: 'Xong.',
        doneOn: '2020-02-01',
        noEvidenceReason: 'Văn bản giấy.',
      });
    for (const side of both)
      await must(`coordinator@${side}`, 'POST', to(story.left, 'updates'), {
        status: 'withdrawn',
        percent: 0,
        results: 'Thôi.',
      });
    on('2020-02-05');
    await extend(story.moved, { precision: 'quarter', value: '2020-Q4' });
    const led = file.commitments.find(({ code }) => code === story.led)!;
    led.sides.nghean!.lead = 'na-so-du-lich';
    const copy = structuredClone(led);
    file.commitments.push({ ...copy, code: '3.99', title: { vi: 'Thêm <script>x</script>', en: 'Added' } });
    await importAgain();
    on(END);
    await must('leader@hanoi', 'PUT', to(story.done, 'completion-confirmation'));
    await must('leader@nghean', 'PUT', to(story.done, 'completion-confirmation'));
  }, 120_000);
  afterAll(() => world?.stop());

  it('gives the figures of each day as the dashboard does, and changes that lead from one to the other', async () => {
    const days = ['2019-09-15', START, '2019-12-20', '2020-01-17', '2020-02-04', END, '2020-06-30'];
    let seen = 0;
    for (const known of ['now', 'day'])
      for (const [index, from] of days.entries())
        for (const later of days.slice(index + 1)) {
          const { figures, moves, changed, changes, nextCursor } = await compare(
            `from=${from}&to=${later}&known=${known}`,
          );
          const at = { from, to: later, known };
          expect(nextCursor).toBeNull();
          for (const end of ['from', 'to'] as const) {
            const asked = known === 'now' ? `asOf=${at[end]}` : `knownAt=${at[end]}`;
            const { asOf, knownAt, total, counts, completionRate, bySide } = await get(
              `${agreement}/dashboard?${asked}`,
            );
            expect([at, figures[end]]).toMatchObject([at, { asOf, knownAt, total, counts, completionRate }]);
            expect(figures[end].bySide.map((side) => side.counts)).toEqual(
              bySide.map((side: { counts: Counts }) => side.counts),
            );
          }
          const byList = { ...figures.from.counts };
          for (const { party, from: was, to: is, what } of changes) {
            if (party !== null || what === 'deadline') continue;
            if (was !== null) byList[was as keyof Counts] -= 1;
            byList[is as keyof Counts] += 1;
          }
          expect([at, byList]).toEqual([at, figures.to.counts]);
          const byMoves = { ...figures.from.counts };
          for (const { from: was, to: is, count } of moves) {
            if (was !== null) byMoves[was] -= count;
            byMoves[is] += count;
          }
          expect([at, byMoves]).toEqual([at, figures.to.counts]);
          expect(new Set(changes.map(({ commitment }) => commitment.id)).size).toBe(changed);
          seen += changes.length;
        }
    // Otherwise the history would have been too quiet to show anything.
    expect(seen).toBeGreaterThan(200);
  });

  it('gives of percents, lead bodies and deadlines just what the list of each day says', async () => {
    for (const [from, later] of [
      [START, '2020-01-17'],
      ['2020-02-04', END],
    ]) {
      const [before, after] = await Promise.all(
        [from, later].map(
          async (day) =>
            (await get(`${agreement}/commitments?limit=100&asOf=${day}`)).items as CommitmentItem[],
        ),
      );
      const { changes } = await compare(`from=${from}&to=${later}`);
      for (const is of after!) {
        const was = before!.find(({ id }) => id === is.id);
        if (!was) continue;
        const told = of(changes, is.code);
        const deadline = told.find(({ what }) => what === 'deadline');
        expect([is.code, deadline?.is]).toEqual([
          is.code,
          was.due.label.vi === is.due.label.vi ? undefined : is.due,
        ]);
        for (const [index, side] of is.sides.entries()) {
          const then = was.sides[index]!;
          const own = told.filter(({ party }) => party === side.party);
          const points = Math.abs((side.percent ?? 0) - (then.percent ?? 0));
          const isPercent = points >= 10 && (side.status === 'completed') === (then.status === 'completed');
          expect([is.code, own.some(({ what }) => what === 'percent')]).toEqual([is.code, isPercent]);
          const isLed = side.leadBody.code !== then.leadBody.code;
          expect([is.code, own.some(({ what }) => what === 'lead_body')]).toEqual([is.code, isLed]);
        }
      }
    }
  });

  it('says what became of each commitment, who entered it and when', async () => {
    const { changes, figures } = await compare(`from=2020-01-31&to=${END}`);
    const entered = (day: Day) => instantOf(day, '10:00').toISOString();
    expect(of(changes, story.done)).toEqual([
      expect.objectContaining({ what: 'completed', direction: 'better', party: null, is: 'completed_late' }),
    ]);
    expect(of(changes, story.done)[0]!.at!.slice(0, 10)).toBe(END);
    expect(of(changes, story.done)[0]!.by).toContain('Nghệ An');
    expect(of(changes, story.left)[0]).toMatchObject({
      what: 'withdrawn',
      direction: 'neutral',
      is: 'withdrawn',
    });
    const deadline = of(changes, story.moved).find(({ what }) => what === 'deadline')!;
    expect(deadline).toMatchObject({ is: { precision: 'quarter', value: '2020-Q4' } });
    expect(deadline.at!.slice(0, 19)).toBe(entered('2020-02-05').slice(0, 19));
    expect(deadline.by).toContain('Nghệ An');
    expect(of(changes, story.led)).toContainEqual(
      expect.objectContaining({
        what: 'lead_body',
        party: 'nghean',
        is: expect.objectContaining({ code: 'na-so-du-lich' }),
      }),
    );
    expect(of(changes, '3.99')).toEqual([
      expect.objectContaining({ what: 'added', was: null, direction: 'neutral' }),
    ]);
    expect(figures.to.total).toBe(figures.from.total + 1);
    const quiet = await compare('from=2019-11-24&to=2019-11-26');
    const overdue = quiet.changes.filter(({ what, by }) => what === 'overdue' && by === null);
    expect(overdue.length).toBeGreaterThan(0);
    for (const { at } of overdue) expect(at).toMatch(/^2019-11-2[45]T17:00:00/);
  });

  it('counts a completion from the day on which it was done, or from its confirmation where each day is read by itself', async () => {
    const kindsOf = async (query: string) =>
      of((await compare(query)).changes, story.done).map(({ what }) => what);
    expect(await kindsOf('from=2020-01-31&to=2020-02-01')).toEqual(['completed']);
    expect(await kindsOf('from=2020-02-01&to=2020-02-10')).toEqual([]);
    expect(await kindsOf('from=2020-01-31&to=2020-02-01&known=day')).toEqual([]);
    expect(await kindsOf('from=2020-01-31&to=2020-02-04&known=day')).toEqual([
      'part_completed',
      'part_completed',
    ]);
    expect(await kindsOf('from=2020-02-04&to=2020-02-10&known=day')).toEqual(['completed']);
  });

  it('gives its changes page by page, none twice and none left out', async () => {
    const query = `from=${START}&to=${END}`;
    const whole = (await compare(query)).changes;
    const paged: Change[] = [];
    for (let cursor = ''; ;) {
      const page: Comparison = await get(`${agreement}/comparison?limit=7&${query}${cursor}`);
      paged.push(...page.changes);
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(paged).toEqual(whole);
    const places = whole
      .map(({ direction, what }) => (what === 'deadline' ? null : direction))
      .filter(Boolean);
    expect(places[0]).toBe('better');
    await get(`${agreement}/comparison?cursor=9.1`, 400);
  });

  it('refuses two days in the wrong order, and keeps on the page what was typed', async () => {
    for (const query of [`from=${END}&to=${START}`, `from=${END}&to=${END}`, 'from=2020-03-01']) {
      const { errors } = await get(`${agreement}/comparison?${query}`, 422);
      expect(errors[0].field).toBe('to');
    }
    await get(`${agreement}/comparison?from=2019-02-30`, 400);
    const page = (query: string) => world.ask('leader@hanoi', 'GET', `/2016-tb-tu/so-sanh?${query}`);
    const wrong = await page('from=10/02/2020&to=01/02/2020');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Ngày sau phải muộn hơn ngày trước.');
    expect(wrong.text).toContain('value="01/02/2020"');
    const none = await page('from=31/02/2020');
    expect(none.status).toBe(400);
    expect(none.text).toContain('value="31/02/2020"');
  });

  it('shows every figure as a link to exactly its list, of either day', async () => {
    for (const known of ['now', 'day']) {
      const { status, text } = await world.ask(
        'leader@nghean',
        'GET',
        `/2016-tb-tu/so-sanh?from=2019-12-20&to=2020-02-04&known=${known}`,
      );
      expect(status).toBe(200);
      const links = [...text.matchAll(/<a class="count n" href="\/2016-tb-tu\/cam-ket([^"]*)">(\d+)<\/a>/g)];
      expect(links.length).toBeGreaterThan(14);
      for (const [, query, count] of links) {
        const address = `${agreement}/commitments${query!.replaceAll('&amp;', '&')}`;
        expect([address, (await get(`${address}${address.includes('?') ? '&' : '?'}limit=1`)).total]).toEqual(
          [address, Number(count)],
        );
      }
      expect(text).toContain(known === 'now' ? 'asOf=2019-12-20' : 'knownAt=2019-12-20');
    }
  });

  it('takes no text for markup, and shows a side nothing that it may not read', async () => {
    const { text } = await world.ask(
      'congthuong@hanoi',
      'GET',
      `/2016-tb-tu/so-sanh?from=2020-01-31&to=${END}`,
    );
    expect(text).toContain('Thêm &lt;script>x&lt;/script>');
    expect(text).not.toContain('<script>');
    for (const path of ['/2016-tb-tu/so-sanh', `${agreement}/comparison`]) {
      expect((await world.ask('coordinator@danang', 'GET', path)).status).toBe(404);
      expect([302, 303, 401]).toContain((await world.ask(null, 'GET', path)).status);
    }
  });

  it('costs as many statements however much changed', async () => {
    const statements = async () => {
      const text = await world.program.app
        .get(Metrics)
        .registry.getSingleMetricAsString('tracker_database_query_duration_seconds');
      return Number(/_count (\d+)/.exec(text)![1]);
    };
    const costs: number[] = [];
    for (const query of ['from=2020-02-08&to=2020-02-09', 'from=2019-10-01&to=2020-02-09']) {
      const before = await statements();
      await compare(query);
      costs.push((await statements()) - before);
    }
    expect(costs[1]).toBe(costs[0]);
    for (const group of countGroups)
      expect((await compare('')).figures.to.counts[group]).toBeGreaterThanOrEqual(0);
  });
});
