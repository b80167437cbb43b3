import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { words } from '../src/web/i18n/words.js';
import { startApp } from './support/app.js';
import { faultsOf } from './support/axe.js';
import { browser as startBrowser } from './support/browser.js';
import { query } from './support/query.js';
import { closeTabs, signedIn, visitor } from './support/visitor.js';

jest.setTimeout(180_000);

const vi = words('vi').mailDraft;
const en = words('en').mailDraft;
const RESULTS = 'Đã ký biên bản với ba siêu thị; còn chờ mặt bằng.';

/** From the mail on a phone between two meetings to the report at the desk. */
describe('a report begun from the mail, as its officer does it', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let link: string;
  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    const { status } = await program.ask('auditor@tracker', 'PUT', '/api/v1/demo/clock', {
      date: '2019-11-22',
    });
    expect(status).toBe(200);
    const mail = program.smtp.mails.find(
      ({ envelope, subject }) =>
        envelope.to.includes('congthuong@hanoi.example') && subject?.includes('22/11/2019'),
    )!;
    link = /\/bao-cao-qua-thu\/[\w-]{35}/.exec(String(mail.html))![0];
  });
  afterEach(() => closeTabs(browser));
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const phone = { viewport: { width: 390, height: 844 } };
  const write = async (page: Page, label: string, text: string, save: string) => {
    await page.getByLabel(label, { exact: true }).fill(text);
    await page.getByRole('button', { name: save }).click();
    await page.getByRole('status').waitFor();
  };
  const texts = async () =>
    (
      await query<{ text: string }>(
        program.database.url,
        `select content ->> 'results' as text from mail_draft where content is not null order by id`,
      )
    ).map(({ text }) => text);

  it('is written on a phone without signing in, and taken over and sent at the desk', async () => {
    const page = await visitor(browser, program.url, phone);
    await page.goto(link);
    expect(await faultsOf(page)).toEqual([]);
    await write(page, 'Kết quả', RESULTS, vi.link.save);
    expect(await page.getByRole('status').innerText()).toContain(vi.link.saved(1));
    expect(await page.getByLabel('Kết quả', { exact: true }).inputValue()).toBe('');
    expect(await faultsOf(page)).toEqual([]);
    const desk = await signedIn(browser, program.url, 'congthuong@hanoi');
    await desk.goto('/viec-cua-toi');
    await desk.locator('#ban-nhap a[href*="/thu/"]').click();
    expect(await desk.locator('main').innerText()).toContain(RESULTS);
    expect(await faultsOf(desk)).toEqual([]);
    await desk.getByRole('button', { name: vi.take }).click();
    await desk.waitForURL(/cap-nhat$/);
    expect(await desk.locator('#results').inputValue()).toBe(RESULTS);
    await desk.locator('#percent').fill('70');
    await desk.getByRole('button', { name: words('vi').commitment.update.send }).click();
    await desk.waitForURL((url) => !url.pathname.endsWith('/cap-nhat'));
    const gone = await visitor(browser, program.url, phone);
    await gone.goto(link);
    expect(await gone.locator('h1').innerText()).toBe(vi.link.goneTitle);
    expect(await faultsOf(gone)).toEqual([]);
  });

  it('is written without JavaScript and in English, of another item of the same mail', async () => {
    const mail = program.smtp.mails.find(
      ({ envelope, subject }) =>
        envelope.to.includes('nongnghiep@nghean.example') && subject?.includes('22/11/2019'),
    )!;
    const other = /\/bao-cao-qua-thu\/[\w-]{35}/.exec(String(mail.html))![0];
    const page = await visitor(browser, program.url, { ...phone, javaScriptEnabled: false });
    await page.goto(`/ngon-ngu/en?back=${encodeURIComponent(other)}`);
    expect(await page.locator('h1').innerText()).toBe(en.link.title);
    await page.getByRole('button', { name: en.link.save }).click();
    expect(await page.locator('main').innerText()).toContain(en.link.empty);
    await write(page, 'Results', 'Hai gian hàng đã đăng ký.', en.link.save);
    expect(await page.getByRole('status').innerText()).toContain(en.link.saved(1));
    expect(await texts()).toEqual(['Hai gian hàng đã đăng ký.']);
  });
});
