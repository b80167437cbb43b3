import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import type { Browser, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../src/demo/accounts.js';
import { words } from '../src/web/i18n/words.js';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';

jest.setTimeout(90_000);

const WHO = 'congthuong@hanoi';
const PART = '/2016-tb-tu/cam-ket/3.06';
const say = words('vi');
const TEXT = 'Đang gõ <b>dở</b> "câu"\ndòng hai';

/** What was typed, as a person at the browser sees it again. */
describe('what was typed when something went wrong', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let client: Client;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    client = new Client({ connectionString: program.database.url });
    await client.connect();
  });
  afterEach(async () => {
    const pages = browser.contexts().flatMap((context) => context.pages());
    await Promise.all(pages.map((page) => page.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await client?.end();
    await program?.stop();
  });

  const results = (page: Page) => page.locator('[name=results]');

  async function signIn(page: Page): Promise<void> {
    await page.locator('#email').fill(`${WHO}.example`);
    await page.locator('#password').fill(DEMO_PASSWORD);
    await page.locator('.sign-in-form button').first().click();
  }

  /** A browser that is signed in, with a report that is filled in. */
  async function reporting(javaScriptEnabled: boolean): Promise<Page> {
    const context = await browser.newContext({ baseURL: program.url, javaScriptEnabled });
    const page = await context.newPage();
    await page.goto('/dang-nhap');
    await signIn(page);
    await page.waitForURL((url) => url.pathname !== '/dang-nhap');
    await page.goto(`${PART}/cap-nhat?day-du=1`);
    await results(page).fill(TEXT);
    return page;
  }

  const send = (page: Page) => page.getByRole('button', { name: say.commitment.update.send }).click();

  it.each([
    ['with', true],
    ['without', false],
  ])(
    'comes through an ended session and a switch of language on the sign-in page %s a script',
    async (_how, hasScript) => {
      const page = await reporting(hasScript);
      await client.query('delete from session');
      await send(page);
      await page.getByText(say.keptForm.title).waitFor();
      await page.locator('#email').fill('go-do@hanoi.example');
      await page.getByRole('button', { name: say.otherLanguage }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
      expect([new URL(page.url()).search, await page.locator('html').getAttribute('lang')]).toEqual([
        '',
        'en',
      ]);
      if (hasScript) {
        await page.waitForFunction(() => sessionStorage.getItem('typed') === null);
        expect(await page.locator('#email').inputValue()).toBe('go-do@hanoi.example');
      }
      await signIn(page);
      await page.getByRole('button', { name: words('en').commitment.update.send }).waitFor();
      expect(await results(page).inputValue()).toBe(TEXT);
      const cookies = await page.context().cookies();
      expect(cookies.every(({ value }) => value.length < 300)).toBe(true);
    },
  );

  it('is with its form again after a problem whose page was read in the other language', async () => {
    const page = await reporting(true);
    await client.query(`alter table progress_update add constraint refuses check (percent <> 47) not valid`);
    await page.getByRole('radio', { name: 'Đang thực hiện', exact: true }).check();
    await page.getByLabel('Tỷ lệ hoàn thành').fill('47');
    await send(page);
    await page.locator('.typed-text').waitFor();
    await client.query('alter table progress_update drop constraint refuses');
    await page.getByRole('link', { name: say.otherLanguage }).first().click();
    await page.getByRole('button', { name: words('en').commitment.update.send }).waitFor();
    expect([await results(page).inputValue(), await page.locator('[name=percent]').inputValue()]).toEqual([
      TEXT,
      '47',
    ]);
  });

  it('is there again on going back from the page that says that it was too large', async () => {
    const page = await reporting(false);
    const large = `${'ệ'.repeat(79)}\n`.repeat(1_500);
    await results(page).fill(large);
    await send(page);
    await page.getByText(say.errors.next[413]!).waitFor();
    await page.goBack();
    expect(await results(page).inputValue()).toBe(large);
  });

  it('opens from one tab once its sender has signed in in another', async () => {
    const page = await reporting(true);
    await client.query('delete from session');
    await send(page);
    await page.getByText(say.keptForm.title).waitFor();
    const open = page.getByRole('button', { name: say.keptForm.open });
    await open.click();
    await page.getByText(say.keptForm.notYet).waitFor();
    const other = await page.context().newPage();
    await other.goto('/dang-nhap');
    await signIn(other);
    await other.waitForURL((url) => url.pathname !== '/dang-nhap');
    await open.click();
    await page.getByText(say.formWord.notSent.title).waitFor();
    expect(await results(page).inputValue()).toBe(TEXT);
  });
});
