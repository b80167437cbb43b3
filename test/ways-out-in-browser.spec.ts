import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp } from './support/app.js';
import { faultsOf } from './support/axe.js';
import { browser as startBrowser } from './support/browser.js';
import { signedIn } from './support/visitor.js';

/** An officer takes deadlines into a calendar; an administrator adds a receiver of webhooks. */
describe.each([
  ['at a desk', { viewport: { width: 1366, height: 768 } }],
  ['with a phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
  ['without a script', { javaScriptEnabled: false }],
])('other ways out, %s', (how, settings) => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const seen = async (page: Page) => {
    if (how === 'without a script') return;
    expect(await faultsOf(page)).toEqual([]);
  };

  it('gives a calendar an address, shows it once, and takes it back', async () => {
    const page = await signedIn(browser, program.url, 'congthuong@hanoi', settings);
    await page.goto(`${program.url}/tai-khoan`);
    await page.locator('#dia-chi-lich').getByRole('link', { name: 'Tạo địa chỉ lịch' }).click();
    await page.locator('#name').fill('Điện thoại');
    await page.getByRole('button', { name: 'Tạo địa chỉ' }).click();
    const address = await page.locator('.token-secret').innerText();
    await seen(page);
    const feed = await fetch(address);
    expect([feed.status, await feed.text()]).toEqual([200, expect.stringContaining('BEGIN:VEVENT')]);

    await page.getByRole('link', { name: 'Về Tài khoản của tôi' }).click();
    const section = page.locator('#dia-chi-lich');
    await section.getByText('việc của đơn vị tôi, tất cả thỏa thuận').waitFor();
    await seen(page);
    await section.getByRole('button', { name: 'Thu hồi địa chỉ lịch Điện thoại' }).click();
    await section.getByText('Đã thu hồi địa chỉ lịch.').waitFor();
    expect((await fetch(address)).status).toBe(404);
  });

  it('refuses a receiver inside with the address still there, takes one outside, and switches it off', async () => {
    const page = await signedIn(browser, program.url, 'admin@tracker', settings);
    await page.goto(`${program.url}/quan-tri/webhook`);
    await page.locator('#url').fill('https://10.0.0.1/nhan');
    await page.getByRole('button', { name: 'Thêm', exact: true }).click();
    await page.locator('.field-wrong').waitFor();
    expect(await page.locator('#url').inputValue()).toBe('https://10.0.0.1/nhan');
    await seen(page);
    await page.locator('#url').fill('https://khong-co.invalid/nhan');
    await page.getByRole('button', { name: 'Thêm', exact: true }).click();
    expect(await page.locator('.token-secret').innerText()).toMatch(/^whsec_/);
    await seen(page);
    await page.getByRole('button', { name: 'Gửi thử' }).click();
    await page.getByText('Đã đưa thông báo thử vào hàng chờ.').waitFor();
    expect(await page.locator('.token-secret').count()).toBe(0);
    await page.locator('#nhat-ky').getByText('gửi thử').waitFor();
    await seen(page);
    await page.getByRole('button', { name: 'Tắt' }).click();
    await page.getByText('Đã tắt webhook.').waitFor();
  });
});
