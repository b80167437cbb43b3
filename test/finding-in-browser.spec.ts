import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { words } from '../src/web/i18n/words.js';
import { startApp } from './support/app.js';
import { faultsOf } from './support/axe.js';
import { browser as startBrowser } from './support/browser.js';
import { closeTabs, peopleAt, signedIn } from './support/visitor.js';

jest.setTimeout(120_000);

const { finding } = words('vi');

describe('finding, at a browser', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
  });
  afterEach(() => closeTabs(browser));
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const as = peopleAt(() => ({ browser, url: program.url }));
  const palette = (page: Page) => page.getByRole('dialog', { name: finding.label });
  const box = (page: Page) => palette(page).getByRole('combobox');
  const options = (page: Page) => palette(page).getByRole('option');
  const open = async (page: Page) => {
    await page.goto('/2016-tb-tu/tong-quan');
    await page.keyboard.press('Control+k');
    await options(page).first().waitFor();
  };
  const search = async (page: Page, q: string) => {
    const answered = page.waitForResponse((answer) => answer.url().endsWith(`q=${encodeURIComponent(q)}`));
    await box(page).fill(q);
    await answered;
  };

  it('goes to a commitment by its code, with the keyboard alone', async () => {
    const page = await as('leader@hanoi');
    await open(page);
    await search(page, '3.06');
    const first = options(page).first();
    await first.getByText('3.06').waitFor();
    expect(await first.getAttribute('aria-selected')).toBe('true');
    expect(await box(page).getAttribute('aria-activedescendant')).toBe(await first.getAttribute('id'));
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/2016-tb-tu/cam-ket/3.06');
  });

  it('goes to a page by its name, typed without tone marks', async () => {
    const page = await as('congthuong@nghean');
    await open(page);
    await search(page, 'viec cua');
    await options(page).filter({ hasText: 'Việc của tôi' }).waitFor();
    const all = await options(page).allInnerTexts();
    const place = all.findIndex((text) => text.includes('Việc của tôi'));
    for (let n = 0; n < place; n += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/viec-cua-toi');
  });

  it('marks what was searched for as it is written, and says where it was found', async () => {
    const page = await as('leader@hanoi');
    await open(page);
    await search(page, 'xang dau');
    await options(page)
      .locator('mark', { hasText: /^xăng dầu$/i })
      .first()
      .waitFor();
  });

  it('says that nothing was found, and closes with Escape', async () => {
    const page = await as('leader@hanoi');
    await open(page);
    await search(page, 'zqzq');
    await palette(page).getByText(finding.nothing).waitFor();
    await page.keyboard.press('Escape');
    await palette(page).waitFor({ state: 'hidden' });
  });

  it('opens from the menu of a phone', async () => {
    const page = await as('leader@hanoi');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/2016-tb-tu/tong-quan');
    await page.locator('.burger > summary').click();
    await page
      .locator('.burger-panel')
      .getByRole('link', { name: words('vi').search })
      .click();
    await options(page).first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('is a page without a script', async () => {
    const page = await signedIn(browser, program.url, 'leader@hanoi', { javaScriptEnabled: false });
    await page.goto('/2016-tb-tu/tong-quan');
    await page
      .locator('.tools')
      .getByRole('link', { name: words('vi').search })
      .click();
    await page.getByLabel(finding.label).fill('xang dau');
    await page.getByRole('button', { name: words('vi').search }).click();
    await page.getByRole('link', { name: /3\.04/ }).click();
    await page.waitForURL('**/2016-tb-tu/cam-ket/3.04');
  });

  it('shows in the list where words were found in a report', async () => {
    const page = await as('leader@nghean');
    await page.goto('/2016-tb-tu/cam-ket?q=bao+cao');
    await page.locator('.found-line mark').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });
});
