import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp } from './support/app.js';
import { faultsOf } from './support/axe.js';
import { browser as startBrowser } from './support/browser.js';
import { signedIn } from './support/visitor.js';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A leader goes on leave from 20 to 22 November 2019; his committee office stands in. */
describe.each([
  ['at a desk', { viewport: { width: 1366, height: 768 } }],
  ['with a phone', PHONE],
  ['without a script', { javaScriptEnabled: false }],
])('standing in, %s', (how, settings) => {
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

  it('is named, taken up, seen on every page, used and laid down', async () => {
    const leader = await signedIn(browser, program.url, 'leader@hanoi', settings);
    await leader.goto(`${program.url}/tai-khoan`);
    const section = leader.locator('#nhan-thu-nhac');
    await section.locator('#pausedUntil').fill('22/11/2019');
    await section.locator('#standIn').selectOption('coordinator@hanoi.example');
    await section.getByRole('button', { name: 'Lưu' }).click();
    await leader.locator('#nhan-thu-nhac .b-done').waitFor();

    const office = await signedIn(browser, program.url, 'coordinator@hanoi', settings);
    await office.goto(`${program.url}/viec-cua-toi`);
    await office.getByRole('link', { name: 'Chuyển sang làm thay' }).click();
    await office.locator('#lam-thay').waitFor();
    await seen(office);
    await office.getByRole('button', { name: 'Làm thay Lãnh đạo · Hà Nội' }).click();
    const strip = office.getByRole('complementary', { name: 'Làm thay' });
    await strip.waitFor();
    expect(await strip.textContent()).toContain('Đang làm thay: Lãnh đạo · Hà Nội');
    expect(await office.locator('#cho-quyet-dinh').textContent()).toContain('Xác nhận hoàn thành');
    await seen(office);

    await office.goto(`${program.url}/2016-tb-tu/cam-ket/1.07`);
    expect(await strip.isVisible()).toBe(true);
    await seen(office);
    await office.goto(`${program.url}/tai-khoan`);
    expect(await office.locator('main').textContent()).toContain('Không làm thay được việc này');

    await strip.getByRole('button', { name: 'Thôi làm thay' }).click();
    await office.waitForURL('**/viec-cua-toi');
    expect(await strip.count()).toBe(0);
  });

  it('is entered by the office for an officer, with what is wrong beside what was typed', async () => {
    const office = await signedIn(browser, program.url, 'coordinator@nghean', settings);
    await office.goto(`${program.url}/lam-thay`);
    const section = office.locator('#can-bo-vang-mat');
    await section.locator('#pausedUntil').fill('31/12/2020');
    await section.locator('#standIn').selectOption('coordinator@nghean.example');
    await section.getByRole('button', { name: 'Lưu' }).click();
    await section.locator('.field-wrong').first().waitFor();
    expect(await section.locator('#pausedUntil').inputValue()).toBe('31/12/2020');
    expect(await section.locator('#standIn').inputValue()).toBe('coordinator@nghean.example');
    await seen(office);
    await section.locator('#pausedUntil').fill('29/11/2019');
    await section.getByRole('button', { name: 'Lưu' }).click();
    await section.locator('table').waitFor();
    expect(await section.locator('table').textContent()).toContain('đến hết 29/11/2019');
    await seen(office);
  });
});
