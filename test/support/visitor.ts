import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
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

/** The same, signed in already, on no page yet. @param who `congthuong@hanoi`, or a whole address */
export async function signedIn(
  browser: Browser,
  url: string,
  who: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await visitor(browser, url, options);
  const form = { email: addressOf(who), password: DEMO_PASSWORD };
  // One in a process of its own may just have started: it sends the mails of its first day meanwhile.
  const asked = { form, maxRedirects: 0, timeout: 3 * PATIENCE_MS };
  const answer = await page.context().request.post('/dang-nhap', asked);
  if (answer.status() !== 303) throw new Error(`${who} cannot sign in: ${answer.status()}`);
  return page;
}

/** Whoever has signed in once stays signed in: everybody keeps a browser, and opens a new tab in it. */
export function peopleAt(place: () => { browser: Browser; url: string }): (who: string) => Promise<Page> {
  const browsers = new Map<string, BrowserContext>();
  return async (who) => {
    const own = browsers.get(who);
    if (own) return own.newPage();
    const { browser, url } = place();
    const page = await signedIn(browser, url, who);
    browsers.set(who, page.context());
    return page;
  };
}

/** The tabs of all; whoever is signed in stays so. */
export async function closeTabs(browser: Browser): Promise<void> {
  const pages = browser.contexts().flatMap((own) => own.pages());
  await Promise.all(pages.map((page) => page.close()));
}

/** By hand, up to the page that comes first. */
export async function signIn(page: Page, who: string): Promise<void> {
  await page.goto('/dang-nhap');
  await page.getByLabel('Thư điện tử').fill(addressOf(who));
  await page.getByLabel('Mật khẩu').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL((address) => address.pathname !== '/dang-nhap');
}

const addressOf = (who: string) => (who.includes('.') ? who : `${who}.example`);
