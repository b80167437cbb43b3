import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../src/demo/accounts.js';
import { startApp } from '../support/app.js';
import { faultsOf } from '../support/axe.js';
import { browser as startBrowser } from '../support/browser.js';
import { signedIn, visitor } from '../support/visitor.js';

/** An administrator's morning, in a real browser, and what axe says of each page on the way. */
describe('the administrator', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    page = await signedIn(browser, program.url, 'admin@tracker.example');
    await page.goto('/');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  it('finds the way from the menu, enters a year and its first holiday', async () => {
    await page
      .getByRole('navigation', { name: 'Trình đơn chính' })
      .getByRole('link', { name: 'Quản trị' })
      .click();
    await page.waitForURL('**/quan-tri/tai-khoan');
    await page.getByRole('link', { name: 'Lịch làm việc' }).click();
    await page.getByRole('link', { name: '2027', exact: true }).click();
    await page.getByRole('link', { name: 'Năm 2028' }).click();
    await page.getByLabel('Căn cứ').fill('Thông báo lịch nghỉ năm 2028');
    await page.getByRole('button', { name: 'Thêm năm 2028' }).click();
    await page.getByText('Đã thêm năm.').waitFor();
    await page.getByLabel('Từ ngày').fill('24/01/2028');
    await page.getByLabel('Đến ngày').fill('30/01/2028');
    await page.getByLabel('Tên (tiếng Việt)').fill('Tết Mậu Thân');
    await page.getByLabel('Tên (tiếng Anh)').fill('Lunar New Year');
    await page.getByRole('button', { name: 'Thêm vào lịch' }).click();
    await page.getByText('Đã thêm vào lịch.').waitFor();
    const days = page.getByRole('table', { name: /^Ngày nghỉ và ngày làm bù/ }).getByRole('row');
    expect(await days.filter({ hasText: 'Tết Mậu Thân' }).count()).toBe(5);
  });

  it('reads what follows before a body ends, and only then ends it', async () => {
    await page.goto('/quan-tri/co-quan?q=so+cong+thuong&ben=nghean');
    await page.getByRole('link', { name: 'Sở Công Thương tỉnh Nghệ An' }).click();
    await page.getByLabel('Ngày cuối cùng').fill('31/12/2019');
    await page.getByLabel('Cơ quan kế thừa').selectOption({ label: 'Sở Du lịch tỉnh Nghệ An' });
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Từ ngày 01/01/2020');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Đã xem, đồng ý lưu' }).click();
    await page.getByText('Đã lưu thay đổi.').waitFor();
  });

  it('invites somebody, who sets a password by the mailed link in a browser of their own', async () => {
    const email = 'ke-hoach@hanoi.example';
    await page.goto('/quan-tri/tai-khoan/moi');
    await page.getByLabel('Thư điện tử').fill(email);
    await page.getByLabel('Vai trò').selectOption('leader');
    await page.getByLabel('Bên', { exact: true }).selectOption('hanoi');
    await page.locator('#nameVi').fill('Lãnh đạo Sở · Hà Nội');
    await page.locator('#nameEn').fill('Department head · Hanoi');
    await page.getByRole('button', { name: 'Tạo và gửi thư mời', exact: true }).click();
    await page.locator('h1', { hasText: email }).waitFor();
    const mailed = () => program.smtp.mails.find(({ envelope }) => envelope.to.includes(email));
    for (let wait = 0; wait < 200 && !mailed(); wait += 1) await sleep(50);
    const guest = await visitor(browser, program.url);
    await guest.goto(/\/dat-mat-khau\/[\w-]+/.exec(mailed()!.text!)![0]);
    expect(await faultsOf(guest)).toEqual([]);
    await guest.getByLabel('Mật khẩu mới', { exact: true }).fill('ba con mèo xanh biếc');
    await guest.getByLabel('Nhập lại mật khẩu mới').fill('ba con mèo xanh biếc');
    await guest.getByRole('button', { name: 'Đặt mật khẩu' }).click();
    await guest.waitForURL('**/dang-nhap');
    await guest.getByLabel('Thư điện tử').fill(email);
    await guest.getByLabel('Mật khẩu').fill('ba con mèo xanh biếc');
    await guest.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await guest.waitForURL((address) => address.pathname !== '/dang-nhap');
  });

  it('makes a token and is shown it once', async () => {
    await page.goto('/tai-khoan/ma-truy-cap');
    await page.getByLabel('Tên', { exact: true }).fill('Báo cáo tháng');
    await page.getByLabel('Mật khẩu hiện tại').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: 'Tạo mã' }).click();
    await page.getByText('mã chỉ hiện lần này').waitFor();
    expect(await page.locator('.token-secret').innerText()).toMatch(/^[\w-]{43}$/);
    expect(await faultsOf(page)).toEqual([]);
    await page.reload();
    expect(await page.locator('.token-secret').count()).toBe(0);
  });

  it('reads the name of each tab again as the heading of its page', async () => {
    await page.goto('/quan-tri');
    const tabs = page.locator('.admin-tabs');
    const names = await tabs.getByRole('link').allInnerTexts();
    expect(names).toHaveLength(8);
    for (const name of names) {
      await tabs.getByRole('link', { name, exact: true }).click();
      await tabs.locator('[aria-current=page]', { hasText: name }).waitFor();
      // The calendar's heading goes on with its year.
      expect(await page.locator('h1').innerText()).toMatch(new RegExp(`^${name}( năm \\d+)?$`));
    }
  });

  it.each([
    '/quan-tri/tai-khoan',
    '/quan-tri/tai-khoan/moi',
    '/quan-tri/tai-khoan/1',
    '/quan-tri/co-quan?ben=nghean',
    '/quan-tri/co-quan/moi',
    '/quan-tri/lich-lam-viec',
    '/quan-tri/lich-lam-viec?nam=2030',
    '/tai-khoan',
  ])('has nothing in the way on %s, on a desk and on a phone', async (path) => {
    for (const size of [
      { width: 1366, height: 768 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size);
      await page.goto(path);
      expect([size.width, await faultsOf(page)]).toEqual([size.width, []]);
    }
  });
});
