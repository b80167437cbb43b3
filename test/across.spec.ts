import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ImportService } from '../src/exchange/import.service.js';
import type { Across, AgreementStanding } from '../src/dashboard/across/across.types.js';
import type { Dashboard } from '../src/dashboard/dashboard.types.js';
import { capitalRegion } from './support/capital-region.js';
import { RouteWorld } from './support/route-world.js';

const notice = '2016-tb-tu';

describe('the figures of all agreements together', () => {
  let world: RouteWorld;
  const read = async (who: string, query = ''): Promise<Across> => {
    const { status, json } = await world.ask(who, 'GET', `/api/v1/overview${query}`);
    expect([who, query, status]).toEqual([who, query, 200]);
    return json;
  };
  const dashboard = async (slug: string, query = ''): Promise<Dashboard> =>
    (await world.ask('auditor@tracker', 'GET', `/api/v1/agreements/${slug}/dashboard${query}`)).json;
  const slugsOf = ({ items }: Across) => items.map(({ slug }) => slug);
  const ofNotice = ({ items }: Across) => items.find(({ slug }) => slug === notice)!;

  beforeAll(async () => {
    world = await RouteWorld.start();
    const at = new Date('2019-07-01T09:00:00+07:00');
    await world.program.app.get(ImportService, { strict: false }).import(capitalRegion(), at);
  }, 60_000);
  afterAll(() => world?.stop());

  it('are those of each agreement’s own overview, on any day and by any day’s knowledge', async () => {
    for (const query of [
      '',
      '?asOf=2019-10-31',
      '?knownAt=2019-10-31',
      '?asOf=2019-09-30&knownAt=2019-11-10',
      '?asOf=2020-03-31',
    ]) {
      const across = await read('auditor@tracker', query);
      expect(across.items).toHaveLength(3);
      for (const item of across.items) {
        const own = await dashboard(item.slug, query);
        const waits = own.byHolder.map(({ longest }) => longest);
        expect([query, item]).toMatchObject([
          query,
          {
            total: own.total,
            counts: own.counts,
            completionRate: own.completionRate,
            owed: own.owed,
            gave: own.gave,
            late: own.late,
            updateRate: own.updateRate,
            differing: own.differing.length,
            period: own.period.code,
            longestWait: waits.length > 0 ? expect.any(Number) : null,
          },
        ]);
        // Of what holds each commitment back most, the longest; another matter of the same commitment may have waited longer.
        expect(item.longestWait ?? 0).toBeGreaterThanOrEqual(Math.max(0, ...waits));
      }
      expect([across.asOf, across.knownAt]).toEqual(
        await dashboard(notice, query).then(({ asOf, knownAt }) => [asOf, knownAt]),
      );
    }
  });

  it('are those of the calendar as it is entered by now', async () => {
    const before = ofNotice(await read('auditor@tracker')).longestWait!;
    const off = `select d::date as day from generate_series('2019-11-04'::date, '2019-11-15', interval '1 day') d where extract(isodow from d) < 6`;
    await world.run(
      `insert into calendar_exception (day, year, working, name) select day, 2019, false, '{"vi": "Nghỉ", "en": "Off"}' from (${off}) d`,
    );
    expect(ofNotice(await read('auditor@tracker')).longestWait).toBe(before - 10);
    await world.run(`delete from calendar_exception where day in (${off})`);
    expect(ofNotice(await read('auditor@tracker')).longestWait).toBe(before);
  });

  it('sum up in one line, with rates of the sums and the longest of each', async () => {
    const { items, ...all } = await read('auditor@tracker');
    const sum = (of: (item: AgreementStanding) => number) => items.reduce((n, item) => n + of(item), 0);
    const done = sum(({ counts }) => counts.completed_on_time + counts.completed_late);
    expect(all).toMatchObject({
      total: sum(({ total }) => total),
      completionRate: done / all.total,
      updateRate: sum(({ gave }) => gave) / sum(({ owed }) => owed),
      differing: sum(({ differing }) => differing),
      longestOverdue: Math.max(...items.map(({ longestOverdue }) => longestOverdue ?? 0)),
      longestWait: Math.max(...items.map(({ longestWait }) => longestWait ?? 0)),
    });
    expect(all.dueWithin.map(({ days, count }) => [days, count])).toEqual(
      [30, 60, 90].map((days, at) => [days, sum(({ dueWithin }) => dueWithin[at]!.count)]),
    );
  });

  it('are of those agreements alone that the reader may see, the most overdue first', async () => {
    expect(slugsOf(await read('coordinator@hanoi')).toSorted()).toEqual(
      [notice, capitalRegion().slug].toSorted(),
    );
    expect(slugsOf(await read('leader@nghean'))).toEqual([notice]);
    expect(slugsOf(await read('leader@danang'))).not.toContain(notice);
    const { items } = await read('admin@tracker');
    const overdue = items.map(({ counts }) => counts.in_progress_overdue + counts.not_started_overdue);
    expect(overdue).toEqual(overdue.toSorted((a, b) => b - a));
    expect(items).toHaveLength(3);
  });

  it('are not for strangers', async () => {
    for (const path of ['/api/v1/overview', '/tong-hop']) {
      const answer = await world.program.app.inject({ method: 'GET', url: path });
      expect([path, [401, 302, 303].includes(answer.statusCode)]).toEqual([path, true]);
    }
  });

  it('refuse a day of entry before the day of the figures', async () => {
    const path = '/api/v1/overview?asOf=2019-11-10&knownAt=2019-11-01';
    expect((await world.ask('auditor@tracker', 'GET', path)).status).toBe(422);
    const page = await world.ask('auditor@tracker', 'GET', '/tong-hop?asOf=2019-11-10&knownAt=2019-11-01');
    expect(page.status).toBe(422);
    expect(page.text).toContain('Ngày nhập số liệu không được trước ngày của số liệu.');
  });

  it('follow each change at once', async () => {
    const before = ofNotice(await read('coordinator@hanoi'));
    const { items } = (
      await world.ask(
        'coordinator@hanoi',
        'GET',
        `/api/v1/agreements/${notice}/commitments?limit=100&group=not_started_on_time`,
      )
    ).json;
    const { id } = items[0];
    const change = await world.ask(
      'coordinator@hanoi',
      'POST',
      `/api/v1/commitments/${id}/updates`,
      { status: 'in_progress', percent: 10, results: 'Đã bắt đầu.' },
      { 'if-match': '*' },
    );
    expect(change.status).toBe(201);
    const after = ofNotice(await read('coordinator@hanoi'));
    expect(after.counts.not_started_on_time).toBe(before.counts.not_started_on_time - 1);
    expect(after.counts.in_progress_on_time).toBe(before.counts.in_progress_on_time + 1);
  });

  it('open on their page exactly the lists that they count', async () => {
    for (const query of ['', '?asOf=2019-10-31', '?knownAt=2019-10-31']) {
      const { text } = await world.ask('coordinator@hanoi', 'GET', `/tong-hop${query}`);
      const links = [...text.matchAll(/<a class="count n[^"]*" href="([^"]+)"[^>]*>([\d.]+)<\/a>/g)];
      expect(links.length).toBeGreaterThan(8);
      for (const [, href, shown] of links) {
        const [, slug, asked] = /^\/([^/]+)\/cam-ket\??(.*)$/.exec(href!.replaceAll('&amp;', '&'))!;
        const list = `/api/v1/agreements/${slug}/commitments?limit=1&${asked}`;
        const { json } = await world.ask('coordinator@hanoi', 'GET', list);
        expect([href, json.total]).toEqual([href, Number(shown!.replaceAll('.', ''))]);
      }
    }
  });

  it('say in a sentence how many are done and how many go on', async () => {
    const { counts, total, items } = await read('leader@hanoi');
    const done = counts.completed_on_time + counts.completed_late;
    const stopped = counts.suspended + counts.withdrawn;
    const { text } = await world.ask('leader@hanoi', 'GET', '/tong-hop');
    const sentence = /<p class="across-sentence[^"]*">(.*?)<\/p>/s.exec(text)![1]!.replaceAll(/<[^>]+>/g, '');
    expect(sentence).toContain(
      `Trong ${total} cam kết của ${items.length} thỏa thuận, ${done} đã hoàn thành`,
    );
    expect(sentence).toContain(`${total - done - stopped} đang tiếp tục`);
    for (const { number } of items) expect(text).toContain(number);
  });
});
