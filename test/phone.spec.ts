import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { signedIn } from './support/visitor.js';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1366, height: 768 };
const overview = '/2016-tb-tu/tong-quan';
const work = '/viec-cua-toi';

/** What leaders and coordinators see on a phone: first what waits for them, then what is late, and the rest behind lines that say how much it is. */
describe('on a phone', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  const readers = new Map<string, Page>();

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  async function open(who: string, path: string, { language = 'vi', viewport = PHONE } = {}): Promise<Page> {
    const page =
      readers.get(who) ?? (await signedIn(browser, program.url, who, { javaScriptEnabled: false }));
    readers.set(who, page);
    await page.setViewportSize(viewport);
    await page.context().addCookies([{ name: 'language', value: language, url: program.url }]);
    await page.goto(path);
    return page;
  }

  const screens = async (page: Page) => (await page.locator('html').boundingBox())!.height / PHONE.height;
  /** The sections in sight, from top to bottom, by the way they are read. */
  const sections = (page: Page) =>
    page.locator('main section').evaluateAll((all) => all.map(({ id, className }) => id || className));

  const people = ['leader@hanoi', 'leader@nghean', 'coordinator@hanoi', 'coordinator@nghean'];
  const languages = ['vi', 'en'];
  const asked = people.flatMap((who) => languages.map((language) => [who, language]));

  it.each(asked)('the overview takes three screens at most: %s, %s', async (who, language) => {
    expect(await screens(await open(who, overview, { language }))).toBeLessThanOrEqual(3);
  });

  it.each(asked)('my work takes five screens at most: %s, %s', async (who, language) => {
    expect(await screens(await open(who, work, { language }))).toBeLessThanOrEqual(5);
  });

  it.each([
    ['nongnghiep@hanoi', '/2016-tb-tu/cam-ket/4.05'],
    ['leader@hanoi', '/2016-tb-tu/cam-ket/1.04'],
    ['nongnghiep@hanoi', '/2016-tb-tu/cam-ket/4.05/cap-nhat'],
    ['nongnghiep@hanoi', '/2016-tb-tu/cam-ket/4.05/gia-han'],
    ['admin@tracker', '/tai-khoan'],
    ['admin@tracker', '/don-doc'],
    ['admin@tracker', '/quan-tri/tai-khoan/3'],
    ['admin@tracker', '/quan-tri/co-quan/20'],
    ['admin@tracker', '/quan-tri/lich-lam-viec'],
  ])('shows %s each section of %s as wide as the screen', async (who, path) => {
    const page = await open(who, path);
    const widths = await page
      .locator('main section:visible')
      .evaluateAll((all) => all.map((section) => section.getBoundingClientRect().width));
    expect(widths.length).toBeGreaterThan(0);
    expect(Math.min(...widths)).toBeGreaterThan(PHONE.width - 40);
  });

  it('the overview says first what waits, then what is overdue, then where the sides differ', async () => {
    const page = await open('coordinator@nghean', overview);
    expect((await sections(page)).slice(0, 3)).toEqual(['decisions', 'overdue', 'differing']);
    const tops = await page
      .locator('main section:visible')
      .evaluateAll((all) => all.map((section) => section.getBoundingClientRect().top));
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
  });

  it('leads from what waits straight to the panel in which it is signed', async () => {
    const page = await open('leader@hanoi', overview);
    await expect(page.locator('.decisions h2').innerText()).resolves.toBe('Chờ đồng chí quyết định: 1');
    await page.locator('.decisions li a').click();
    const panel = page.locator('#xac-nhan-hoan-thanh');
    await expect(panel.isVisible()).resolves.toBe(true);
    await expect(panel.innerText()).resolves.toMatch(/4\.08 Kết nối để tiêu thụ nông sản Nghệ An tại Hà Nội/);
  });

  it.each([
    ['leader@hanoi', '4.08', 'xac-nhan-hoan-thanh', 'Hà Nội báo cáo hoàn thành (100%)'],
    ['coordinator@nghean', '3.03', 'tra-lai', 'Hà Nội báo cáo hoàn thành (100%)'],
    ['coordinator@nghean', '3.08', 'xac-nhan-ke-hoach', 'Sở Công Thương tỉnh Nghệ An'],
  ])('shows %s, led to where %s is signed, its title and what is signed', async (who, code, panel, said) => {
    const page = await open(who, `/2016-tb-tu/cam-ket/${code}#${panel}`);
    const title = await page.locator('h1').innerText();
    const name = page.locator(`#${panel} .act-of`);
    await expect(name.innerText()).resolves.toBe(title);
    await expect(page.locator(`#${panel}`).innerText()).resolves.toContain(said);
    for (const part of [name, page.locator('.act[open] > summary')]) {
      const { y, height } = (await part.boundingBox())!;
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y + height).toBeLessThanOrEqual(PHONE.height);
    }
  });

  it('shows chases that follow one another as one row of the timeline, which opens on all of them', async () => {
    const page = await open('coordinator@nghean', '/2016-tb-tu/cam-ket/3.06');
    const run = page.locator('#dien-bien .moment-inside').first();
    await expect(run.locator('summary').innerText()).resolves.toContain(
      '6 lần đôn đốc, 14/10/2019–18/11/2019',
    );
    await run.locator('summary').click();
    expect(await hidden(run.locator('.moment'))).toBe(0);
    await expect(run.locator('.moment').count()).resolves.toBe(6);
    const told = await page
      .locator('#dien-bien .moment:not(.moment-run, .moment-planned)', { hasText: /Đôn đốc lần/ })
      .count();
    const chases = page.locator('#nhac-han .reminders-older').first();
    await expect(chases.locator('summary').innerText()).resolves.toContain(
      '11 lần đôn đốc, 09/9/2019–18/11/2019',
    );
    expect(told).toBe(11);
    await expect(chases.locator('li').count()).resolves.toBe(11);
    const facts = await page.locator('#nhac-han .reminder-facts').innerText();
    expect(facts).toContain('Đã đôn đốc 11 lần, gần nhất 18/11/2019');
    expect(facts).toContain('Đã báo lãnh đạo Thành ủy Hà Nội và lãnh đạo Tỉnh ủy Nghệ An ngày 05/9/2019');
    expect(facts).toContain('Đôn đốc lần 12 gửi');
  });

  it('names the first decisions, and leads to all of them where there are more', async () => {
    const page = await open('coordinator@nghean', overview);
    await expect(page.locator('.decisions li').count()).resolves.toBe(3);
    await page.getByRole('link', { name: 'Xem cả 5 việc' }).click();
    await expect(page.locator('#cho-quyet-dinh tbody tr').count()).resolves.toBe(5);
    expect((await sections(page))[0]).toBe('cho-quyet-dinh');
  });

  it.each(['congthuong@hanoi', 'auditor@tracker', 'admin@tracker'])('shows %s no decisions', async (who) => {
    const page = await open(who, overview);
    await expect(page.locator('.decisions').count()).resolves.toBe(0);
  });

  it('says nothing of today’s decisions beside figures of a past day', async () => {
    const page = await open('leader@hanoi', `${overview}?asOf=2019-10-20`);
    await expect(page.locator('.decisions').count()).resolves.toBe(0);
  });

  it('folds what is beyond the first rows behind a line that counts it, and opens it', async () => {
    const page = await open('leader@hanoi', overview);
    const rows = page.locator('.overdue-table tbody tr');
    const line = page.locator('#overdue .fold-line summary');
    const inSight = async () => (await rows.all()).length - (await hidden(rows));
    await expect(line.innerText()).resolves.toBe('Xem thêm 4 cam kết quá hạn');
    expect(await inSight()).toBe(3);
    await line.click();
    expect(await inSight()).toBe(7);
    await expect(line.innerText()).resolves.toBe('Thu gọn');
  });

  it('shows what an address leads into, folded or not', async () => {
    const page = await open('leader@hanoi', `${overview}#trend-data`);
    await expect(page.locator('.trend').isVisible()).resolves.toBe(true);
    await expect(page.locator('.sector-table').isVisible()).resolves.toBe(false);
  });

  it('says in one line how a sector with a single commitment stands, without a bar', async () => {
    const page = await open('leader@hanoi', overview);
    await page.locator('#sectors .fold-line summary').click();
    const row = page.locator('.sector-table tr', { hasText: 'Du lịch' });
    await expect(row.locator('.stack').isVisible()).resolves.toBe(false);
    expect((await row.innerText()).replaceAll(/\s+/g, ' ').trim()).toBe('6 Du lịch Hoàn thành đúng hạn');
    await row.getByRole('link').click();
    expect(new URL(page.url()).search).toBe('?sector=6&group=completed_on_time');
    await expect(page.locator('.commitments tbody tr.row').count()).resolves.toBeLessThanOrEqual(1);
  });

  it('has no lines on a desk: all of it stands there', async () => {
    for (const [who, path] of [
      ['leader@hanoi', overview],
      ['coordinator@nghean', work],
    ]) {
      const page = await open(who!, path!, { viewport: DESK });
      expect(await hidden(page.locator('.fold-line'))).toBe(await page.locator('.fold-line').count());
      expect(await hidden(page.locator('.fold > :not(.fold-line), .fold > table > tbody > tr'))).toBe(0);
    }
  });

  it('prints all of it from a phone too', async () => {
    const page = await open('leader@hanoi', overview);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.sector-table').isVisible()).resolves.toBe(true);
    expect(await hidden(page.locator('.overdue-table tbody tr'))).toBe(0);
    await page.emulateMedia({ media: null });
  });

  async function hidden(locator: ReturnType<Page['locator']>): Promise<number> {
    const seen = await Promise.all((await locator.all()).map((one) => one.isVisible()));
    return seen.filter((visible) => !visible).length;
  }
});
