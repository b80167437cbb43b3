import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { countGroups } from '../src/commitments/commitment.types.js';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { signedIn } from './support/visitor.js';

const LIST = '/api/v1/agreements/2016-tb-tu/commitments';

/** The day of the demo, a day before with other figures, and a day long before anything was reported. */
const days = ['2019-11-20', '2019-10-20', '2019-06-28'];

describe('every number on the overview opens exactly the list that it counts', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    page = await signedIn(browser, program.url, 'leader@hanoi');
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const get = async (path: string) => {
    const { status, json } = await program.ask('leader@hanoi', 'GET', path);
    expect([path, status]).toEqual([path, 200]);
    return json;
  };

  it.each(days)('as of %s', async (day) => {
    await page.goto(`/2016-tb-tu/tong-quan${day === days[0] ? '' : `?asOf=${day}`}`);
    const counts = await countsOn(page);
    // Tiles, sectors, sides, sentences: a page that shows fewer has lost some.
    expect(counts.length).toBeGreaterThan(30);
    const totals = new Map<string, number>();
    for (const { query } of counts) {
      if (!totals.has(query)) totals.set(query, (await get(`${LIST}?${query}`)).total);
    }
    const listed = counts.map(({ words, query }) => ({ words, query, count: totals.get(query) }));
    expect(counts).toEqual(listed);
    if (day !== days[0]) expect(counts.filter(({ query }) => !query.includes('asOf='))).toEqual([]);
  });

  it.each(days)('in nine groups that have nothing in common and make up the whole, as of %s', async (day) => {
    const { counts, total, bySector, bySide } = await get(
      `/api/v1/agreements/2016-tb-tu/dashboard?asOf=${day}`,
    );
    expect(Object.keys(counts).sort()).toEqual([...countGroups].sort());
    const codes: string[] = [];
    for (const group of countGroups) {
      const list = await get(`${LIST}?group=${group}&asOf=${day}&limit=100`);
      expect([group, list.total, list.items.length]).toEqual([group, counts[group], counts[group]]);
      codes.push(...list.items.map((item: { code: string }) => item.code));
    }
    expect(total).toBe(44);
    expect(codes).toHaveLength(44);
    expect(new Set(codes).size).toBe(44);
    expect(sumOf(bySector.map((sector: { total: number }) => sector.total))).toBe(44);
    for (const side of bySide)
      expect([side.party, sumOf(Object.values(side.counts))]).toEqual([side.party, 44]);
    for (const sector of bySector) {
      const list = await get(`${LIST}?sector=${sector.code}&asOf=${day}&limit=1`);
      const summed = sumOf(Object.values(sector.counts));
      expect([sector.code, sector.total, summed]).toEqual([sector.code, list.total, list.total]);
    }
  });

  it.each(days)('counts by holder as the list of each holder does, as of %s', async (day) => {
    const { byHolder, counts } = await get(`/api/v1/agreements/2016-tb-tu/dashboard?asOf=${day}`);
    for (const { party, role, count } of byHolder) {
      const list = await get(`${LIST}?holder=${party}.${role}&asOf=${day}&limit=1`);
      expect([party, role, list.total]).toEqual([party, role, count]);
    }
    if (day !== days[0]) return;
    const done = counts.completed_on_time + counts.completed_late + counts.withdrawn;
    expect(sumOf(byHolder.map(({ count }: { count: number }) => count))).toBe(44 - done);
  });

  it('counts what each side says of itself as the list of that side does', async () => {
    const { bySide } = await get('/api/v1/agreements/2016-tb-tu/dashboard');
    for (const { party, counts, updateRate, owed, gave } of bySide) {
      const of = async (query: string) => (await get(`${LIST}?party=${party}&${query}&limit=1`)).total;
      for (const group of countGroups)
        expect([party, group, await of(`of=side&group=${group}`)]).toEqual([party, group, counts[group]]);
      expect([await of('update=owed'), await of('update=gave')]).toEqual([owed, gave]);
      expect(await of('update=missing')).toBe(owed - gave);
      expect(updateRate).toBeCloseTo(gave / owed);
    }
  });

  it('splits the numbers of each body as its commitments do', async () => {
    const { byBody } = await get('/api/v1/agreements/2016-tb-tu/dashboard');
    const leads = new Map<string, number>();
    for (const { sides } of (await get(`${LIST}?limit=100`)).items)
      for (const { leadBody } of sides) leads.set(leadBody.code, (leads.get(leadBody.code) ?? 0) + 1);
    expect(sumOf(byBody.map(({ total }: { total: number }) => total))).toBe(88);
    for (const { code, total, counts } of byBody) {
      expect([code, total]).toEqual([code, leads.get(code)]);
      expect(sumOf(Object.values(counts))).toBe(total);
    }
  });

  it('goes through all 44 page by page, each once, and the last page says so', async () => {
    const codes: string[] = [];
    let path = '/2016-tb-tu/cam-ket?limit=20';
    for (let pages = 1; ; pages += 1) {
      await page.goto(path);
      codes.push(...(await page.locator('table.commitments .c-code .code').allInnerTexts()));
      const next = page.getByRole('link', { name: 'Xem tiếp' });
      if ((await next.count()) === 0) break;
      expect(pages).toBeLessThan(5);
      path = (await next.getAttribute('href'))!;
    }
    expect(new Set(codes).size).toBe(44);
    expect(codes).toHaveLength(44);
    expect(await page.locator('.more').innerText()).toContain('44 trong 44');
  });

  it('goes through them by cursor in every order, without a gap or a repetition', async () => {
    for (const sort of ['code', '-code', 'due', '-due', 'percent', '-percent', 'title', '-title']) {
      const codes: string[] = [];
      for (let cursor = ''; cursor !== 'end';) {
        const { items, nextCursor, total } = await get(`${LIST}?limit=15&sort=${sort}${cursor}`);
        expect(total).toBe(44);
        codes.push(...items.map((item: { code: string }) => item.code));
        cursor = nextCursor === null ? 'end' : `&cursor=${nextCursor}`;
      }
      expect([sort, codes.length, new Set(codes).size]).toEqual([sort, 44, 44]);
    }
  });

  it('says beside every choice of a filter how many it leaves', async () => {
    await page.goto('/2016-tb-tu/cam-ket?group=in_progress_on_time');
    const choices = await page
      .locator('.filters select[name]:not([name=sort]) option[value]')
      .evaluateAll((all) =>
        all.map((option) => ({
          name: option.closest('select')!.name,
          value: (option as HTMLOptionElement).value,
          count: Number(/\((\d+)\)$/.exec(option.textContent.trim())?.[1] ?? Number.NaN),
        })),
      );
    const counted = choices.filter(({ value }) => value !== '');
    expect(counted.length).toBeGreaterThan(40);
    const listed = [];
    for (const { name, value } of counted) {
      const { total } = await get(`${LIST}?group=in_progress_on_time&${name}=${value}&limit=1`);
      listed.push({ name, value, count: total });
    }
    expect(counted).toEqual(listed);
  });

  it('opens lists, and no number is a dead end', async () => {
    await page.goto('/2016-tb-tu/tong-quan');
    const others = await page
      .locator('main a[href]')
      .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href')!))]);
    for (const path of others) {
      const answer = await page.request.get(path);
      expect([path, answer.status()]).toEqual([path, 200]);
    }
  });
});

interface Count {
  /** The link in words. */
  words: string;
  /** What it asks the list for. */
  query: string;
  count: number;
}

/** All links to the list that say a number: counts, parts of bars, "all 7 overdue". Days and years are no counts. */
async function countsOn(page: Page): Promise<Count[]> {
  const links = await page.locator('main a[href*="/cam-ket"]').evaluateAll((all) =>
    all.map((link) => ({
      words: (link.getAttribute('aria-label') ?? link.textContent ?? '').trim(),
      href: link.getAttribute('href')!,
    })),
  );
  return links.flatMap(({ words, href }) => {
    const url = new URL(href, 'http://tracker.example');
    if (!url.pathname.endsWith('/cam-ket')) return [];
    const numbers = words.replace(/\d{2}\/\d{2}\/\d{4}|năm \d{4}/g, '').match(/\d+/g) ?? [];
    expect([words, numbers.length]).toEqual([words, numbers.length > 1 ? 1 : numbers.length]);
    return numbers.map((number) => ({ words, query: url.search.slice(1), count: Number(number) }));
  });
}

function sumOf(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
