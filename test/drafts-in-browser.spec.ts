import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { words } from '../src/web/i18n/words.js';
import { startApp } from './support/app.js';
import { faultsOf } from './support/axe.js';
import { browser as startBrowser } from './support/browser.js';
import { closeTabs, visitor } from './support/visitor.js';

jest.setTimeout(120_000);

const WHO = 'congthuong@hanoi';
const FORM = '/2016-tb-tu/cam-ket/3.06/cap-nhat';
const { draft: say, update } = words('vi').commitment;
const SAVED = /Đã lưu nháp \d\d:\d\d:\d\d/;

/** A report is written while sessions end, lines break and other windows write the same. */
describe('a draft, as somebody at a browser writes it', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let client: Client;
  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    client = new Client({ connectionString: program.database.url });
    await client.connect();
  });
  afterEach(async () => {
    await closeTabs(browser);
    await client.query('delete from report_draft');
  });
  afterAll(async () => {
    await browser?.close();
    await client?.end();
    await program?.stop();
  });

  const results = (page: Page) => page.locator('#results');
  const state = (page: Page) => page.locator('.draft-state');
  const saved = (page: Page) => state(page).getByText(SAVED).waitFor();
  const kept = async (): Promise<string | undefined> =>
    (await client.query<{ results: string }>(`select content ->> 'results' as results from report_draft`))
      .rows[0]?.results;
  async function keeps(text: string): Promise<void> {
    for (let wait = 0; wait < 100 && (await kept()) !== text; wait++) await sleep(100);
    expect(await kept()).toBe(text);
  }
  /** One context for all who have scripts, one for those who have none. */
  const contexts = new Map<boolean, BrowserContext>();
  async function writing(scripts = true, text = 'Đang viết dở.'): Promise<Page> {
    if (!contexts.has(scripts))
      contexts.set(scripts, (await visitor(browser, program.url, { javaScriptEnabled: scripts })).context());
    const page = await contexts.get(scripts)!.newPage();
    await page.goto(FORM);
    if (page.url().includes('/dang-nhap')) await signInHere(page);
    await results(page).fill(text);
    return page;
  }
  const save = (page: Page) => page.getByRole('button', { name: say.save, exact: true }).click();

  async function signInHere(page: Page): Promise<void> {
    await page.locator('#email').fill(`${WHO}.example`);
    await page.locator('#password').fill('hop-tac-2019');
    await page.locator('.sign-in-form button').first().click();
  }

  it('is saved by itself, tells when, and is there in another window, fit for everybody', async () => {
    const page = await writing();
    await saved(page);
    expect(await kept()).toBe('Đang viết dở.');
    await results(page).fill('Đang viết tiếp.');
    await keeps('Đang viết tiếp.');
    const other = await page.context().newPage();
    await other.goto(FORM);
    expect(await results(other).inputValue()).toBe('Đang viết tiếp.');
    await other.getByText('Đã mở bản nháp').waitFor();
    expect(await faultsOf(other)).toEqual([]);
    await other.getByRole('button', { name: say.discard }).click();
    await other.getByText('Đã mở bản nháp').waitFor({ state: 'detached' });
    expect(await kept()).toBeUndefined();
  });

  it('takes what is typed before the page has come whole, where it was typed', async () => {
    const page = await writing();
    await saved(page);
    await client.query('delete from report_draft');
    let come = (): void => undefined;
    const slow = new Promise<void>((resolve) => (come = resolve));
    await page.route('**/app.*js', async (route) => {
      await slow;
      await route.continue();
    });
    await page.goto(FORM, { waitUntil: 'commit' });
    await results(page).focus();
    await page.keyboard.insertText('Viết khi trang ');
    come();
    await page.waitForLoadState('load');
    await saved(page);
    await keeps('Viết khi trang ');
    await page.keyboard.insertText('chưa tải xong.');
    await keeps('Viết khi trang chưa tải xong.');
  });

  it('is saved on leaving, before any pause', async () => {
    const page = await writing();
    await page.goto('/viec-cua-toi');
    await keeps('Đang viết dở.');
  });

  it('that another window overtook is said so, and both texts are shown', async () => {
    const page = await writing();
    await saved(page);
    const other = await page.context().newPage();
    await other.goto(FORM);
    await results(other).fill('Từ cửa sổ khác.');
    await saved(other);
    await results(page).fill('Từ cửa sổ đầu.');
    await state(page).getByText(say.overtaken).waitFor();
    await save(page);
    await page.getByText(update.conflict.draft.title).waitFor();
    for (const text of ['Từ cửa sổ khác.', 'Từ cửa sổ đầu.']) await page.getByText(text).first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: update.conflict.draft.save }).click();
    await page.getByText('Đã mở bản nháp').waitFor();
    expect(await results(page).inputValue()).toBe('Từ cửa sổ đầu.');
  });

  it('waits for a connection that was lost, and is saved once it is back', async () => {
    const page = await writing();
    await saved(page);
    await page.context().setOffline(true);
    await results(page).fill('Viết khi mất mạng.');
    await state(page).getByText(say.unsaved).waitFor();
    // Sent now, it would be lost in the browser's own error page.
    await results(page).press('Control+Enter');
    await state(page).getByText(say.offline).waitFor();
    expect(await results(page).inputValue()).toBe('Viết khi mất mạng.');
    await page.context().setOffline(false);
    await keeps('Viết khi mất mạng.');
  });

  it.each(['Viết tiếp.', 'Đang viết dở.'])(
    'that was saved, and the answer to it lost, is gone on with: %s',
    async (next) => {
      const page = await writing();
      await saved(page);
      const puts = '**/api/v1/commitments/*/draft';
      await page.route(puts, async (route) => {
        await route.fetch();
        await route.abort();
      });
      await results(page).fill('Đã lưu mà không nghe trả lời.');
      await state(page).getByText(say.unsaved).waitFor();
      await keeps('Đã lưu mà không nghe trả lời.');
      await page.unroute(puts);
      await results(page).fill(next);
      await saved(page);
      await keeps(next);
    },
  );

  it('goes with the report, also one that is sent while it is being saved', async () => {
    const page = await writing();
    await saved(page);
    await page.locator('#percent').fill('64');
    await results(page).fill('Xong.');
    await results(page).press('Control+Enter');
    await page.getByText('Đã gửi báo cáo 3.06').waitFor();
    expect(await kept()).toBeUndefined();
  });

  it.each([
    ['with', true],
    ['without', false],
  ])('comes through a session that ended, %s a script', async (_how, scripts) => {
    const page = await writing(scripts);
    if (scripts) await saved(page);
    await client.query('delete from session');
    await results(page).fill('Viết khi phiên đã hết.');
    if (scripts) await state(page).getByText(say.signedOut).waitFor();
    await save(page);
    await page.getByText(words('vi').keptForm.title).waitFor();
    await signInHere(page);
    await page.getByText(words('vi').formWord.notSent.title).waitFor();
    expect(await results(page).inputValue()).toBe('Viết khi phiên đã hết.');
    await save(page);
    await page.getByText('Đã mở bản nháp').waitFor();
    expect(await kept()).toBe('Viết khi phiên đã hết.');
  });
});
