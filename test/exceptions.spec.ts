import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { ExceptionItem, ExceptionPage } from '../src/exceptions/exceptions.types.js';
import { browser as startBrowser } from './support/browser.js';
import { RouteWorld } from './support/route-world.js';
import { signedIn, signIn, visitor } from './support/visitor.js';

const agreement = '/api/v1/agreements/2016-tb-tu';
const page = '/2016-tb-tu/diem-nghen';

describe('what is overdue or stuck', () => {
  let world: RouteWorld;
  beforeAll(async () => {
    world = await RouteWorld.start({ works: true });
  });
  afterAll(() => world?.stop());

  const read = async (who: string, query = ''): Promise<ExceptionPage> => {
    const { status, json } = await world.ask(who, 'GET', `${agreement}/exceptions${query}`);
    expect([query, status]).toEqual([query, 200]);
    return json;
  };
  const list = async (query: string) =>
    (await world.ask('auditor@tracker', 'GET', `${agreement}/commitments?limit=100&${query}`)).json;
  const codes = ({ items }: { items: { code: string }[] }) => items.map(({ code }) => code);
  const of = ({ items }: ExceptionPage, code: string): ExceptionItem =>
    items.find((item) => item.code === code)!;

  it('is every overdue commitment, and every one of which something waits past the limit; nothing else', async () => {
    const { items, figures, waitingLimitDays } = await read('auditor@tracker');
    const { items: all, total } = await list('');
    const stuck: string[] = [];
    for (const { id, code, timeliness } of all) {
      const { holders } = (await world.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`)).json;
      const waits = holders.some(
        (one: ExceptionItem['holder']) => one!.role !== 'lead_body' && one!.workingDays > waitingLimitDays,
      );
      if (timeliness === 'overdue' || waits) stuck.push(code);
    }
    expect(codes({ items }).sort()).toEqual(stuck.sort());
    expect(figures.total).toBe(items.length);
    expect(figures.inOrder).toBe(total - items.length);
  });

  it('stands in order: longest overdue first, then what has waited longest in time', async () => {
    const { items } = await read('auditor@tracker');
    const ranks = items.map(({ daysLate, daysWaiting }) => [daysLate, daysWaiting]);
    expect(ranks).toEqual([...ranks].sort(([a, b], [c, d]) => c! - a! || d! - b!));
    expect(items.every(({ daysLate, daysWaiting }) => daysLate > 0 || daysWaiting > 0)).toBe(true);
    expect(items[0]).toMatchObject({ code: '3.06', daysLate: 81 });
  });

  it('puts before all others what waits for the post of the reader', async () => {
    expect(codes(await read('leader@hanoi'))[0]).toBe('4.08');
    expect(codes(await read('leader@nghean'))[0]).toBe('1.07');
    expect(codes(await read('congthuong@hanoi'))[0]).toBe('3.06');
    const { items } = await read('coordinator@nghean');
    expect(items.filter(({ isOwn }) => isOwn).map(({ code }) => code)).toEqual([
      '9.01',
      '1.08',
      '2.09',
      '3.08',
    ]);
    expect(items.findIndex(({ isOwn }) => !isOwn)).toBe(4);
  });

  it('says who holds it, since when, what is missing and which level must decide', async () => {
    const found = await read('auditor@tracker');
    const signs = of(found, '1.07');
    expect(signs).toMatchObject({ daysLate: 0, daysWaiting: 6, decisionLevel: 'leader' });
    expect(signs.holders).toMatchObject([{ party: 'nghean', role: 'leader', workingDays: 6, pastDays: 1 }]);
    expect(signs.missingProducts.map(({ party }) => party)).toEqual(['hanoi']);
    expect(signs.missingProduct?.product).toMatchObject({ kind: 'report' });
    const works = of(found, '2.05');
    expect(works).toMatchObject({ decisionLevel: 'lead_body', missingProduct: { party: 'nghean' } });
    expect(of(found, '2.09')).toMatchObject({ decisionLevel: 'coordinator', holder: { kind: 'plan' } });
  });

  it('never calls a body stuck that is at work inside its deadline', async () => {
    const { items } = await read('auditor@tracker');
    const inTime = items.filter(({ daysLate }) => daysLate === 0).flatMap(({ holders }) => holders);
    expect(inTime.length).toBeGreaterThan(0);
    expect(inTime.filter(({ role }) => role === 'lead_body')).toEqual([]);
  });

  it('offers to each reader what that account may decide, and nothing else', async () => {
    const actions = async (who: string) =>
      Object.fromEntries(
        (await read(who)).items.flatMap(({ code, actions: all }) => {
          const decisions = all.filter((action) => action !== 'direct');
          return decisions.length > 0 ? [[code, decisions]] : [];
        }),
      );
    const direct = async (who: string) =>
      (await read(who)).items.filter((item) => item.actions.includes('direct')).length;
    expect(await actions('leader@hanoi')).toEqual({ '4.08': ['confirm_completion'], '1.07': ['send_back'] });
    expect(await actions('leader@nghean')).toMatchObject({ '1.07': ['confirm_completion'] });
    expect(await actions('coordinator@nghean')).toMatchObject({ '2.09': ['confirm_plan'] });
    for (const who of ['auditor@tracker', 'admin@tracker', 'congthuong@hanoi'])
      expect([who, await actions(who)]).toEqual([who, {}]);
    // A leader directs on any of them, nobody else on one.
    expect(await direct('leader@hanoi')).toBe((await read('leader@hanoi')).items.length);
    for (const who of ['auditor@tracker', 'coordinator@hanoi', 'congthuong@hanoi'])
      expect([who, await direct(who)]).toEqual([who, 0]);
    expect((await read('leader@hanoi', '?asOf=2019-11-19')).items.flatMap((item) => item.actions)).toEqual(
      [],
    );
  });

  it('counts as many as its lists show', async () => {
    const { figures } = await read('leader@hanoi');
    const overdue = await list('group=in_progress_overdue,not_started_overdue');
    expect(figures.overdue).toBe(overdue.total);
    for (const only of ['overdue', 'waiting', 'above'] as const)
      expect([only, (await read('leader@hanoi', `?only=${only}`)).items.length]).toEqual([
        only,
        figures[only],
      ]);
    expect(figures.held.length).toBeGreaterThan(3);
    for (const { role, party, count } of figures.held) {
      const holder = party ? `${party}.${role}` : role;
      const { items, total } = await read('leader@hanoi', `?holder=${holder}`);
      expect([holder, items.length, total]).toEqual([holder, count, count]);
    }
  });

  it('says how many there were a month before: just as many as the page of that day has', async () => {
    const figuresOf = ({ own, overdue, waiting, above }: ExceptionPage['figures']) => ({
      own,
      overdue,
      waiting,
      above,
    });
    for (const [query, then] of [
      ['', '?asOf=2019-10-20'],
      ['?asOf=2019-11-10', '?asOf=2019-10-10'],
      ['?knownAt=2019-11-10', '?asOf=2019-10-10&knownAt=2019-11-10'],
    ] as const)
      for (const who of ['leader@hanoi', 'coordinator@nghean', 'auditor@tracker']) {
        const { before } = await read(who, query);
        const { asOf, figures } = await read(who, then);
        expect([who, query, before]).toEqual([who, query, { day: asOf, ...figuresOf(figures) }]);
      }
    // A figure that moved: else the comparison could be with the same day.
    const { figures, before } = await read('auditor@tracker');
    expect(figuresOf(figures)).not.toEqual({ ...before, day: undefined });
    expect((await read('auditor@tracker', '?asOf=2018-01-15')).before).toBeNull();
  });

  it('is shown of the day that is typed, by what was entered then if wanted, with what it was narrowed to', async () => {
    const reader = await world.session('leader@hanoi');
    const shown = async (query: string) => {
      const { statusCode, body } = await reader.get(`${page}${query}`);
      return { statusCode, text: body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '), body };
    };
    const past = await shown('?asOf=20/10/2019&only=overdue');
    expect(past.statusCode).toBe(200);
    expect(past.text).toContain('20/10/2019');
    expect(past.body).toMatch(/<input type="hidden" name="only" value="overdue"/);
    expect(past.body.match(/asOf=2019-10-20/g)!.length).toBeGreaterThan(2);
    expect(past.body).toMatch(/knownAt=2019-10-20&amp;only=overdue|only=overdue&amp;knownAt=2019-10-20/);
    expect(past.body).not.toMatch(/class="exception-acts"/);
    const { figures, before } = await read('leader@hanoi');
    const today = await shown('');
    expect(today.text).toContain(`tháng trước: ${before!.overdue}`);
    expect(today.text).toContain('Tháng trước: tính đến 20/10/2019.');
    expect(figures.overdue).toBeGreaterThan(0);
    const wrong = await shown('?asOf=31/02/2019');
    expect(wrong.statusCode).toBe(400);
    expect(wrong.body).toMatch(/value="31\/02\/2019"/);
    expect((await shown('?asOf=2019-11-10&knownAt=2019-11-01')).statusCode).toBe(422);
    expect((await shown('?asOf=2019-11-10&knownAt=2019-11-01')).text).toContain(
      'Ngày nhập số liệu không được trước',
    );
  });

  it('comes in pages, in the same order, and refuses a cursor that is not its own', async () => {
    const whole = await read('leader@hanoi');
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const part: ExceptionPage = await read('leader@hanoi', `?limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...codes(part));
      cursor = part.nextCursor;
    }
    expect(seen).toEqual(codes(whole));
    const faulty = await world.ask('leader@hanoi', 'GET', `${agreement}/exceptions?cursor=W10`);
    expect([faulty.status, faulty.json.errors[0].field]).toEqual([400, 'cursor']);
  });

  it('is not there for somebody of another agreement', async () => {
    for (const who of ['leader@danang', 'congthuong@danang']) {
      expect((await world.ask(who, 'GET', `${agreement}/exceptions`)).status).toBe(404);
    }
  });

  describe('in the browser', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startBrowser();
    });
    afterAll(() => browser?.close());

    it('is a leader’s first page, where he decides, and what he decided is no longer there', async () => {
      const reader = await visitor(browser, world.program.url, { javaScriptEnabled: false });
      await signIn(reader, 'leader@nghean');
      expect(new URL(reader.url()).pathname).toBe(page);
      const own = reader.locator('#cho-quyet-dinh tbody tr');
      expect(await own.locator('.title-link').count()).toBe(1);
      await own.getByRole('link', { name: 'Xác nhận 1.07' }).click();
      const form = reader.locator('#xac-nhan-hoan-thanh');
      if (!(await form.isVisible()))
        await reader.locator('summary', { hasText: 'Xác nhận hoàn thành' }).click();
      await form.getByRole('button', { name: /Xác nhận/ }).click();
      await reader.getByRole('status').first().waitFor();
      await reader.goto(page);
      expect(await reader.locator('main').innerText()).not.toContain('1.07');
    });

    it.each([
      ['coordinator@hanoi', '/2016-tb-tu/tong-quan'],
      ['auditor@tracker', '/2016-tb-tu/tong-quan'],
      ['nongnghiep@hanoi', '/viec-cua-toi'],
    ])('leaves %s the first page of the role, with this page in the menu', async (who, first) => {
      const reader = await visitor(browser, world.program.url);
      await signIn(reader, who);
      expect(new URL(reader.url()).pathname).toBe(first);
      await reader.locator('.nav').getByRole('link', { name: 'Điểm nghẽn' }).click();
      await reader.waitForURL(`**${page}`);
      expect(await reader.locator('.nav li').count()).toBeLessThanOrEqual(7);
      await reader.close();
    });

    it('shows in each row of a number’s page what the number counted', async () => {
      const reader = await signedIn(browser, world.program.url, 'admin@tracker');
      await reader.goto(page);
      const counts = reader.locator('#ai-dang-giu .count, .tile-waiting .count');
      for (const { href, text } of await counts.evaluateAll((all) =>
        all.map((one) => ({ href: one.getAttribute('href')!, text: one.textContent })),
      )) {
        await reader.goto(href);
        expect([href, await reader.locator('.exception-table tbody tr').count()]).toEqual([
          href,
          Number(text),
        ]);
        expect(await reader.locator('.exception-acts .btn').count()).toBe(0);
      }
      await reader.close();
    });
  });
});
