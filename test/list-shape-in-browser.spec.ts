import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp } from './support/app.js';
import { faultsOf } from './support/axe.js';
import { browser as startBrowser } from './support/browser.js';
import { signedIn } from './support/visitor.js';

const LIST = '/2016-tb-tu/cam-ket';

describe.each([true, false])('the list as a reader wants to see it, JavaScript: %s', (javaScriptEnabled) => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    page = await signedIn(browser, program.url, 'coordinator@hanoi', { javaScriptEnabled });
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  /** Beside the boxes with which rows are picked. */
  const heads = () => page.locator('table.commitments thead th:not(.c-pick)').allInnerTexts();

  it('is chosen in a small panel beside the filters, by keys alone', async () => {
    await page.goto(`${LIST}?timeliness=overdue`);
    await page.locator('#shape > summary').press('Enter');
    await page.getByLabel('Cơ quan chủ trì').and(page.getByRole('radio')).press('Space');
    for (const name of ['Tiến độ từng bên', 'Gia hạn, đôn đốc', 'Báo cáo gần nhất'])
      await page.getByRole('checkbox', { name }).press('Space');
    await page.getByRole('button', { name: 'Hiển thị', exact: true }).press('Enter');
    await page.waitForURL(/by=body/);
    expect(page.url()).toContain('timeliness=overdue');
    expect(page.url()).toContain('columns=lead,holder,due,standing,reported');
    expect(await heads()).toEqual(
      'Mã, Cam kết, Cơ quan chủ trì, Đang chờ, Thời hạn, Tình trạng, Báo cáo gần nhất'.split(', '),
    );
  });

  it('is so again the next time', async () => {
    await page.goto(LIST);
    expect(await heads()).toContain('Báo cáo gần nhất');
    await page.locator('#shape > summary').click();
    expect(await page.getByRole('radio', { name: 'Cơ quan chủ trì' }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: 'Tiến độ từng bên' }).isChecked()).toBe(false);
  });

  it('folds a group with Enter, and shows its rows again', async () => {
    await page.goto(LIST);
    const group = page.locator('table.commitments tbody').filter({ hasText: 'Sở Công Thương' }).first();
    const row = group.locator('tr:not(.group-row)').first();
    const summary = group.locator('.group-fold summary');
    expect(await row.isVisible()).toBe(true);
    await summary.press('Enter');
    await row.waitFor({ state: 'hidden' });
    expect(await summary.isVisible()).toBe(true);
    await summary.press('Enter');
    await row.waitFor();
  });

  it('opens from a head the list of just that group', async () => {
    await page.goto(LIST);
    const head = page.locator('.group-row').filter({ hasText: 'Sở Công Thương' }).first();
    const count = Number(/(\d+) cam kết/.exec(await head.innerText())![1]);
    await head.locator('a.group-count').click();
    await page.waitForURL(/lead=/);
    expect(await page.locator('#list-note').innerText()).toContain(`${count} cam kết`);
    expect(await page.locator('.group-row').count()).toBe(1);
  });

  it('keeps what was chosen while it is filtered and paged', async () => {
    await page.goto(`${LIST}?by=quarter&columns=due,evidence&limit=5`);
    await page.locator('#tab-over').click();
    await page.waitForURL(/group=/);
    expect(page.url()).toContain('by=quarter');
    // The panel goes along: what is chosen in it next keeps the filter.
    await page.locator('#shape-form [name=group]').waitFor({ state: 'attached' });
    expect(await heads()).toEqual(['Mã', 'Cam kết', 'Thời hạn', 'Minh chứng']);
    await page.goto(`${LIST}?by=quarter&columns=due,evidence&limit=5`);
    await page.locator('a[rel=next]').click();
    await page.waitForURL(/cursor=/);
    expect(await heads()).toEqual(['Mã', 'Cam kết', 'Thời hạn', 'Minh chứng']);
  });

  it('goes back to what everyone has', async () => {
    await page.goto(LIST);
    await page.locator('#shape > summary').click();
    await page.getByRole('link', { name: 'Về mặc định' }).click();
    await page.waitForURL((url) => url.pathname === LIST && url.search === '');
    expect(await heads()).toContain('Tiến độ từng bên');
  });

  it('is fit for everybody with the panel open, on a phone too', async () => {
    for (const width of [1366, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(`${LIST}?by=side&columns=product,stated,evidence,indicators`);
      await page.locator('#shape > summary').click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      if (javaScriptEnabled) expect(await faultsOf(page)).toEqual([]);
    }
  });
});
