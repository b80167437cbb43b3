import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { words } from '../src/web/i18n/words.js';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { closeTabs, peopleAt } from './support/visitor.js';

jest.setTimeout(120_000);

const { chase } = words('vi');

/** 3.06 is overdue. */
describe('a reminder by hand, at a browser', () => {
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
  const mail = () => program.smtp.mails.find(({ subject }) => subject?.startsWith('[3.06] Đôn đốc'));

  it('goes from the list of work to a form that shows the mail, and out with a double click once', async () => {
    const page = await as('coordinator@hanoi');
    await page.goto('/viec-cua-toi');
    const row = page.locator('tr', { hasText: '3.06' }).filter({ hasText: 'Đôn đốc' }).first();
    await row.getByRole('link', { name: chase.button }).click();
    expect(await page.locator('#thu').innerText()).toContain('[3.06] Đôn đốc: quá hạn từ');
    await page.getByLabel(chase.text).fill('Báo cáo trong tuần này.');
    await page.getByRole('button', { name: chase.send }).dblclick();
    await page.getByText('Đã ghi nhận, 1 người nhận.').waitFor();
    while (!mail()) await page.waitForTimeout(100);
    expect(mail()!.text).toContain('Báo cáo trong tuần này.');
    expect(program.smtp.mails.filter(({ subject }) => subject?.startsWith('[3.06] Đôn đốc'))).toHaveLength(1);
  });

  it('stands on the commitment’s page, where the other side reads it too', async () => {
    const page = await as('leader@nghean');
    await page.goto('/2016-tb-tu/cam-ket/3.06');
    await page.getByText('Hà Nội đôn đốc Sở Công Thương').first().waitFor();
    await page.getByRole('link', { name: chase.buttonLeader }).first().waitFor();
  });
});
