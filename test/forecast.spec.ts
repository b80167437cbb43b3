import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { CommitmentItem } from '../src/commitments/commitment.types.js';
import type { AgreementForecast, Forecast } from '../src/commitments/forecast/forecast.types.js';
import { historiesAsJson } from '../src/commitments/forecast/histories.sql.js';
import type { History } from '../src/commitments/forecast/history.js';
import { AgreementForecasts } from '../src/dashboard/forecast/agreement-forecast.js';
import type { AgreementRef } from '../src/identity/scope.js';
import { instantOf } from '../src/platform/clock.js';
import { RouteWorld } from './support/route-world.js';
import { syntheticHistories } from './support/synthetic-histories.js';
import { writeHistories } from './support/written-histories.js';

const own = '/api/v1/agreements/gia-dinh';
const notice = '/api/v1/agreements/2016-tb-tu';
const until = '2019-11-19';

/** An agreement of Hà Nội and Nghệ An with 160 commitments that nobody made, beside the demo's and that of two localities that are party to neither. */
describe('whether it will be done in time', () => {
  const written = syntheticHistories({ seed: 3, count: 160, startsOn: '2017-06-01', until });
  let world: RouteWorld;
  let items: CommitmentItem[];

  const get = async (path: string, who = 'leader@hanoi', status = 200) => {
    const answer = await world.ask(who, 'GET', path);
    expect([path, answer.status]).toEqual([path, status]);
    return answer.json;
  };
  const forecast = async (id: number, days = '', who = 'leader@hanoi'): Promise<Forecast | null> =>
    (await get(`/api/v1/commitments/${id}${days}`, who)).forecast;
  const page = async (path: string, who = 'leader@hanoi', language = 'vi') => {
    const { cookie } = await world.session(who);
    const headers = { cookie: `${cookie}; language=${language}` };
    return world.program.app.inject({ method: 'GET', url: path, headers });
  };
  const all = async (query: string) => {
    const found: CommitmentItem[] = [];
    for (let cursor = ''; ;) {
      const { items: some, nextCursor } = await get(`${own}/commitments?limit=100&${query}${cursor}`);
      found.push(...some);
      if (!nextCursor) return found;
      cursor = `&cursor=${nextCursor}`;
    }
  };
  const byCode = async (code: string) => {
    const { items: found } = await get(`${notice}/commitments?limit=100`);
    return (found as CommitmentItem[]).find((one) => one.code === code)!.id;
  };

  beforeAll(async () => {
    world = await RouteWorld.start();
    const to = '2021-12-31';
    await writeHistories((...asked) => world.run(...asked), written, {
      slug: 'gia-dinh',
      from: '2017-06-01',
      to,
    });
    items = await all('timeliness=on_time');
  }, 120_000);
  afterAll(() => world?.stop());

  it('reads every history from its rows as it was lived, by what had been entered up to a day and nothing later', async () => {
    const db = world.program.app.get(EntityManager, { strict: false }).fork().getKysely();
    const read = async (day: string): Promise<History[]> => {
      const which = sql`c.agreement_id = (select id from agreement where slug = 'gia-dinh')`;
      const { rows } = await sql<{ found: string }>`select ${historiesAsJson(which, day)} as found`.execute(
        db,
      );
      return JSON.parse(rows[0]!.found);
    };
    const lived = ({ states, sides, trackedOn, startsOn }: History) => ({
      states,
      trackedOn,
      startsOn,
      sides: sides.map(({ party, states: of }) => ({
        party,
        states: of.map(([a, b, c, , e]) => [a, b, c, e]),
      })),
    });
    expect((await read(until)).map(lived)).toEqual(written.map(lived));
    const day = '2018-11-30';
    const then = syntheticHistories({ seed: 3, count: 160, startsOn: '2017-06-01', until });
    const cut = Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
    for (const one of then) {
      one.states = one.states.filter(([since]) => since <= cut);
      for (const side of one.sides) side.states = side.states.filter(([since]) => since <= cut);
    }
    expect((await read(day)).map(lived)).toEqual(then.filter(({ states }) => states.length > 0).map(lived));
  });

  it('gives a chance in tens for what is within its term, and none for what is overdue, done, stopped or without a last day', async () => {
    expect(items.length).toBeGreaterThan(15);
    const given: Forecast[] = [];
    for (const { id } of items.slice(0, 12)) {
      const one = (await forecast(id))!;
      expect(one.learntFrom!.closed).toBeGreaterThanOrEqual(30);
      expect(one).toMatchObject({ asOf: '2019-11-20', without: null });
      expect(one.chance! % 10).toBe(0);
      given.push(one);
    }
    expect(new Set(given.map(({ chance }) => chance)).size).toBeGreaterThan(2);
    expect(given.some(({ alike }) => alike!.count > 0)).toBe(true);
    const [late] = await all('timeliness=overdue');
    expect(await forecast(late!.id)).toMatchObject({ chance: null, without: 'overdue', alike: null });
    const [done] = await all('status=completed');
    expect(await forecast(done!.id)).toBeNull();
    expect(await forecast(await byCode('1.01'))).toBeNull();
  });

  it('counts by sector what the list counts', async () => {
    const { sectors, quality, learntFrom, least }: AgreementForecast = await get(`${own}/forecast`);
    const sum = (of: (one: (typeof sectors)[number]) => number) =>
      sectors.reduce((total, one) => total + of(one), 0);
    expect(sum(({ open }) => open)).toBe(items.length);
    expect(sum(({ even, behind, farBehind }) => even + behind + farBehind)).toBe(items.length);
    expect(sum(({ overdue }) => overdue)).toBe((await all('timeliness=overdue')).length);
    expect(sum(({ closed }) => closed)).toBeGreaterThan(60);
    expect(sectors.some(({ chance }) => chance !== null)).toBe(true);
    expect(learntFrom).toMatchObject({ until: '2019-10-31' });
    expect([least, quality]).toEqual([{ closed: 30, late: 10 }, null]);
  });

  it('tells auditors and administrators what forecasts were worth, and nobody else', async () => {
    for (const who of ['auditor@tracker', 'admin@tracker']) {
      const { quality }: AgreementForecast = await get(`${own}/forecast`, who);
      expect(quality!.count).toBeGreaterThan(20);
      expect(quality!.until).toBe('2019-11-19');
      expect(quality!.brier!).toBeLessThan(quality!.baseRateBrier!);
      expect((await page('/gia-dinh/du-bao', who)).body).toContain('id="quality"');
    }
    for (const who of ['leader@nghean', 'coordinator@hanoi', 'congthuong@hanoi']) {
      expect((await get(`${own}/forecast`, who)).quality).toBeNull();
      expect((await page('/gia-dinh/du-bao', who)).body).not.toContain('id="quality"');
    }
    await get(`${own}/forecast`, 'leader@danang', 404);
    expect((await page('/gia-dinh/du-bao', 'leader@danang')).statusCode).toBe(404);
  });

  it('learns from agreements that everybody who reads it may read, and counts likeness in its own alone', async () => {
    const { learntFrom } = await get(`${notice}/forecast`);
    const { learntFrom: there } = await get(`${own}/forecast`);
    expect(learntFrom).toEqual(there);
    const { alike, chance } = (await forecast(await byCode('3.09')))!;
    expect(chance).not.toBeNull();
    // Of the notice's own 44 commitments, of which few are closed; the other agreement has five times as many.
    expect(alike!.count).toBeLessThanOrEqual(19);
    const others = await get('/api/v1/agreements/77-tt-hop-tac/forecast', 'auditor@tracker');
    expect(others.learntFrom).toEqual({ until: '2019-10-31', closed: 0, late: 0 });
    const [one] = (await get('/api/v1/agreements/77-tt-hop-tac/commitments', 'auditor@tracker')).items;
    expect(await forecast(one.id, '', 'auditor@tracker')).toMatchObject({ chance: null });
    await get(`/api/v1/commitments/${items[0]!.id}`, 'leader@danang', 404);
  });

  it('says it on the page, in both languages: pace, silence, likeness, a drawing and the chance', async () => {
    const { code, id } = items[0]!;
    const { chance, alike } = (await forecast(id))!;
    const said = chance === 0 ? 'dưới 5%' : chance === 100 ? 'trên 95%' : `khoảng ${chance}%`;
    const vi = (await page(`/gia-dinh/cam-ket/${code}`)).body;
    expect(vi).toContain('id="du-bao"');
    expect(vi).toMatch(/Đã qua \d+% thời hạn/);
    expect(vi).toContain(said);
    expect(vi).toMatch(/<title id="du-bao-hinh">[^<]+<\/title><desc id="du-bao-hinh-mo-ta">[^<]+\d%/);
    const en = (await page(`/gia-dinh/cam-ket/${code}`, 'leader@hanoi', 'en')).body;
    expect(en).toMatch(/\d+% of the term has passed/);
    expect(en).toContain(alike!.count === 0 ? 'No earlier commitment' : 'that stood like this');
    const [late] = await all('timeliness=overdue');
    const overdue = (await page(`/gia-dinh/cam-ket/${late!.code}`)).body;
    expect(overdue).toMatch(/Đã quá thời hạn \d+ ngày, không còn dự báo đúng hạn\./);
    expect(overdue).not.toContain('Khả năng đúng hạn');
    expect(overdue).not.toContain('forecast-drawing');
    expect((await page('/gia-dinh/tong-quan')).body).toContain('id="forecast"');
    expect((await page('/gia-dinh/tong-quan?asOf=2020-03-01')).body).not.toContain('id="forecast"');
  });

  it('reads thousands of histories on its own page alone, not whenever an overview is opened', async () => {
    const [agreement] = await world.run<AgreementRef>(
      `select id, revision from agreement where slug = 'gia-dinh'`,
    );
    const forecasts = world.program.app.get(AgreementForecasts, { strict: false });
    const shown = (total: number) => forecasts.onOverview(agreement!, { asOf: until, total });
    expect(await shown(1000)).toMatchObject({ asOf: until });
    expect(await shown(1001)).toBe('apart');
  });

  it('names a side that has never reported, and draws nothing of what nobody knows', async () => {
    const body = (await page('/2016-tb-tu/cam-ket/2.09')).body;
    expect(body).toContain('phía Nghệ An chưa báo cáo lần nào');
    expect(body).not.toContain('forecast-dot');
    expect((await forecast(await byCode('2.09')))!.unreported).toEqual(['nghean']);
  });

  it('refuses days that are none or still to come', async () => {
    await get(`${own}/forecast?asOf=2019-02-30`, 'leader@hanoi', 400);
    await get(`${own}/forecast?knownAt=2019-11-01`, 'leader@hanoi', 400);
    await get(`${own}/forecast?asOf=2019-11-21`, 'leader@hanoi', 422);
    expect((await page('/gia-dinh/du-bao?asOf=21/11/2019')).statusCode).toBe(422);
    expect(await forecast(items[0]!.id, '?asOf=2019-11-21')).toBeNull();
  });

  it('of an earlier day it is what was said on that day, whatever came to be known since', async () => {
    const { id } = items[1]!;
    const then = [await forecast(id), await get(`${own}/forecast`)];
    world.program.clock.moveTo(instantOf('2019-11-22', '09:00'));
    for (const side of ['hanoi', 'nghean']) {
      const report = { status: 'in_progress', percent: 99, results: 'Gần xong.' };
      const url = `/api/v1/commitments/${id}/updates`;
      expect((await world.ask(`coordinator@${side}`, 'POST', url, report, { 'if-match': '*' })).status).toBe(
        201,
      );
    }
    expect([await forecast(id, '?asOf=2019-11-20'), await get(`${own}/forecast?asOf=2019-11-20`)]).toEqual(
      then,
    );
    expect(await forecast(id, '?knownAt=2019-11-20')).toEqual(then[0]);
    const now = (await forecast(id))!;
    expect(now).toMatchObject({ asOf: '2019-11-22', percent: 99, silentDays: 0 });
    expect(now.chance!).toBeGreaterThanOrEqual((then[0] as Forecast).chance!);
    const past = (await page(`/gia-dinh/cam-ket/${items[1]!.code}?asOf=2019-11-20`)).body;
    expect(past).toContain('id="du-bao"');
    expect(past).not.toContain('tiến độ báo cáo 99%');
    // Done since: what is completed by all that is known has no forecast, of that day neither.
    for (const side of ['hanoi', 'nghean']) {
      const done = {
        status: 'completed',
        percent: 100,
        results: 'Xong.',
        doneOn: '2019-11-20',
        noEvidenceReason: 'Văn bản giấy.',
      };
      await world.ask(`coordinator@${side}`, 'POST', `/api/v1/commitments/${id}/updates`, done, {
        'if-match': '*',
      });
    }
    expect(await forecast(id)).toMatchObject({ without: 'declared', chance: null });
    expect((await page(`/gia-dinh/cam-ket/${items[1]!.code}`)).body).toContain(
      'Hai bên đã báo cáo hoàn thành, đang chờ xác nhận.',
    );
    for (const side of ['hanoi', 'nghean'])
      await world.ask(
        `leader@${side}`,
        'PUT',
        `/api/v1/commitments/${id}/completion-confirmation`,
        {},
        { 'if-match': '*' },
      );
    expect(await forecast(id, '?asOf=2019-11-20')).toBeNull();
    expect(await forecast(id, '?knownAt=2019-11-20')).toEqual(then[0]);
  });
});
