import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { words } from '../src/web/i18n/words.js';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { closeTabs, peopleAt } from './support/visitor.js';

jest.setTimeout(120_000);

const { periods, dashboard } = words('vi');
const PERIOD = '/2016-tb-tu/ky-bao-cao/2019-11';

describe('a reporting period, at a browser', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ day: '2019-11-21', works: true }), startBrowser()]);
  });
  afterEach(() => closeTabs(browser));
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const as = peopleAt(() => ({ browser, url: program.url }));

  it('is found from the overview, and closed with a double click under one code', async () => {
    const page = await as('coordinator@hanoi');
    await page.goto('/2016-tb-tu/tong-quan');
    expect(await page.title()).toContain(dashboard.title);
    await page.getByRole('main').getByRole('link', { name: periods.link }).click();
    await page.getByRole('link', { name: 'Tháng 11/2019' }).click();
    await page.getByRole('button', { name: periods.close.button('Hà Nội') }).dblclick();
    await page.getByText('Đã chốt: BC-2019-11-HN-01.').waitFor();
    expect(await page.getByRole('button', { name: periods.close.button('Hà Nội') }).count()).toBe(0);
    const other = await as('leader@nghean');
    await other.goto(PERIOD);
    await other.getByRole('link', { name: 'BC-2019-11-HN-01' }).first().waitFor();
    expect(await other.getByRole('button', { name: periods.close.button('Nghệ An') }).count()).toBe(0);
  });

  it('shows a late report as a correction, from which the next number is issued; the old one names it', async () => {
    const page = await as('coordinator@hanoi');
    await page.goto(PERIOD);
    const code = await page.locator('.period-cell .code-chip').first().innerText();
    const { json } = await program.ask(
      'coordinator@hanoi',
      'GET',
      `/api/v1/agreements/2016-tb-tu/commitments?q=${code}`,
    );
    const { id } = json.items.find((one: { code: string }) => one.code === code);
    const body = { status: 'in_progress', percent: 41, results: 'Đã họp.', period: '2019-11' };
    await program.ask('coordinator@hanoi', 'POST', `/api/v1/commitments/${id}/updates`, body, {
      'if-match': '*',
    });
    await page.reload();
    const section = page.locator('#dinh-chinh');
    expect(await section.innerText()).toContain(
      `${periods.corrections.things.late_report} kỳ tháng 11/2019: chưa có → 21/11/2019`,
    );
    await page.getByRole('button', { name: periods.correct.button }).dblclick();
    await page.getByText('Đã chốt: BC-2019-11-HN-02.').waitFor();
    expect(await section.innerText()).toContain(periods.corrections.none);
    await page.getByLabel(periods.lookUp).fill('bc-2019-11-hn-01');
    await page.getByRole('button', { name: periods.lookUpButton, exact: true }).click();
    await page.getByText(periods.frozen.newer('BC-2019-11-HN-02')).waitFor();
    expect(await page.locator('h1').innerText()).toContain('BC-2019-11-HN-01');
  });
});
