import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../src/demo/accounts.js';

const PATIENCE_MS = 10_000;

/** Somebody at a browser of their own, on a desk unless told otherwise. */
export async function visitor(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1366, height: 768 },
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context.newPage();
}

/** The same, signed in. @param who `congthuong@hanoi`, or a whole address */
export async function signedIn(
  browser: Browser,
  url: string,
  who: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await visitor(browser, url, options);
  await signIn(page, who);
  return page;
}

export async function signIn(page: Page, who: string): Promise<void> {
  await page.goto('/dang-nhap');
  await page.getByLabel('Thư điện tử').fill(who.includes('.') ? who : `${who}.example`);
  await page.getByLabel('Mật khẩu').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL((address) => address.pathname !== '/dang-nhap');
}
