import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import type { Browser, Page, Route } from 'playwright-core';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { Gate } from './support/gate.js';
import { until } from './support/processes.js';
import { signedIn } from './support/visitor.js';

const LIST = '/2016-tb-tu/cam-ket';
const REPORT = `${LIST}/3.06/cap-nhat?day-du=1`;
const FAILED = 'Chưa tải được kết quả';

jest.setTimeout(90_000);

/** What goes wrong between a browser and the program, as a person at the browser meets it. */
describe('when an answer does not come', () => {
  const gate = new Gate();
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true, gate }), startBrowser()]);
  });
  afterEach(async () => {
    gate.open();
    const pages = browser.contexts().flatMap((context) => context.pages());
    await Promise.all(pages.map((page) => page.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const open = async (who: string, path: string) => {
    const page = await signedIn(browser, program.url, who);
    await page.goto(path);
    return page;
  };

  async function onDatabase(work: (client: Client) => Promise<unknown>): Promise<void> {
    const client = new Client({ connectionString: program.database.url });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  }

  describe('to a form', () => {
    /** By the browser's own protocol: a page that is about to be left answers nothing else. */
    async function hands(page: Page) {
      const button = page.getByRole('button', { name: 'Gửi báo cáo' });
      await button.scrollIntoViewIfNeeded();
      const { x, y } = (await button.boundingBox())!;
      const devtools = await page.context().newCDPSession(page);
      const mouse = { x: x + 8, y: y + 8, button: 'left', clickCount: 1 } as const;
      return {
        click: async () => {
          await devtools.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...mouse });
          await devtools.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...mouse });
        },
        stop: () => devtools.send('Page.stopLoading'),
        escape: () => devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'Escape' }),
        wait: () => Promise.resolve(),
      };
    }

    /** What the page says beside its form, as it says it. */
    async function listen(page: Page): Promise<string[]> {
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      await page.addInitScript(() => {
        // The one thing that still comes out of a page that is about to be left.
        // oxlint-disable-next-line no-console
        const report = (text: string) => console.log(text);
        new MutationObserver(() => {
          for (const { textContent } of document.querySelectorAll('.form-state')) report(textContent);
        }).observe(document, { childList: true, subtree: true });
      });
      return said;
    }

    it.each([
      ['Esc', 'escape', 'Đã dừng'],
      ['Stop', 'stop', 'Đã dừng'],
      ['five seconds of patience', 'wait', 'Đang gửi'],
    ] as const)(
      'it can be sent again after %s, and not by a second click before',
      async (_name, way, words) => {
        const page = await signedIn(browser, program.url, 'congthuong@hanoi');
        const said = await listen(page);
        const sent: string[] = [];
        page.on('request', (request) => request.method() === 'POST' && sent.push(request.postData() ?? ''));
        await page.goto(REPORT);
        await page.getByLabel('Kết quả').fill(`Đã dừng một lần: ${way}.`);
        const by = await hands(page);
        await whileNobodyAnswers(async () => {
          await by.click();
          await until(() => sent.length === 1);
          await by.click();
          await by[way]();
          await until(() => said.some((text) => text.includes(words)));
          expect(sent).toHaveLength(1);
          await by.click();
          await until(() => sent.length === 2);
        });
        await page.waitForURL((url) => url.pathname === `${LIST}/3.06`);
        expect(sent[1]).toBe(sent[0]);
        expect(await page.getByRole('article', { name: 'Hà Nội' }).innerText()).toContain(`một lần: ${way}.`);
      },
    );

    /** Whoever changes a commitment waits for its row. */
    const whileNobodyAnswers = (work: () => Promise<void>) =>
      onDatabase(async (client) => {
        await client.query('begin');
        await client.query('select 1 from commitment for update');
        await work();
        await client.query('rollback');
      });
  });

  describe('to a search of the list', () => {
    const search = (page: Page) => page.getByRole('searchbox');
    const rows = (page: Page) => page.locator('table.commitments tbody tr:visible');
    const alert = (page: Page) => page.getByRole('alert').filter({ hasText: FAILED });

    async function failing(page: Page, words: string): Promise<void> {
      await search(page).fill('nong san');
      await alert(page).getByText(words).waitFor();
      expect(await rows(page).count()).toBe(0);
      expect(await page.locator('#list-note').isVisible()).toBe(false);
      expect(await search(page).inputValue()).toBe('nong san');
    }

    async function tryAgain(page: Page): Promise<void> {
      await page.getByRole('button', { name: 'Thử lại' }).click();
      await page.waitForURL(/q=nong/);
      await alert(page).waitFor({ state: 'detached' });
      expect(await rows(page).count()).toBeGreaterThan(0);
      expect(await page.locator('#list-note').innerText()).toContain('phù hợp');
    }

    it('it is said without a network, no row of before stays, and it can be tried again', async () => {
      const page = await open('congthuong@hanoi', LIST);
      await page.context().setOffline(true);
      await failing(page, 'Hãy kiểm tra mạng');
      await page.context().setOffline(false);
      await tryAgain(page);
    });

    it('it is said while the database is away, and nothing of the old search stays', async () => {
      const page = await open('congthuong@hanoi', LIST);
      gate.shut();
      await failing(page, 'Hệ thống tạm thời chưa sẵn sàng');
      gate.open();
      await tryAgain(page);
    });

    it('the same where a tab is followed', async () => {
      const page = await open('congthuong@hanoi', LIST);
      gate.shut();
      await page.locator('#tab-over').click();
      await alert(page).waitFor();
      expect(await rows(page).count()).toBe(0);
      gate.open();
      await page.getByRole('button', { name: 'Thử lại' }).click();
      await page.waitForURL(/group=/);
      await alert(page).waitFor({ state: 'detached' });
      expect(await rows(page).count()).toBeGreaterThan(0);
    });

    it('an answer that was overtaken by a later one is not shown', async () => {
      const page = await open('congthuong@hanoi', LIST);
      let slow: Route | undefined;
      await page.route('**/cam-ket?*group=*', (route) => void (slow = route));
      await page.locator('#tab-over').click();
      await until(
        () => Promise.resolve(slow !== undefined),
        () => 'the tab asked',
      );
      await search(page).fill('nong san');
      await page.waitForURL(/q=nong/);
      const shown = await rows(page).allInnerTexts();
      await slow!.continue().catch(() => {});
      await page.waitForLoadState('networkidle');
      expect([page.url().includes('group='), await rows(page).allInnerTexts()]).toEqual([false, shown]);
    });
  });

  describe('the switch of language', () => {
    const english = (page: Page) => page.getByRole('link', { name: 'English' }).first();

    it('keeps the search and the filters as they are, not as the page was opened', async () => {
      const page = await open('congthuong@hanoi', LIST);
      await page.getByRole('searchbox').fill('nông sản');
      await page.waitForURL(/q=n%C3%B4ng/);
      const address = page.url();
      await english(page).click();
      await page.getByRole('heading', { level: 1, name: 'Commitments' }).waitFor();
      expect(page.url()).toBe(address);
      expect(await page.getByRole('searchbox').inputValue()).toBe('nông sản');
    });

    it('keeps what is being typed, once, and the version it was typed on', async () => {
      const page = await signedIn(browser, program.url, 'congthuong@hanoi');
      // A draft, which saves itself after a while and on leaving, is another matter.
      await page.addInitScript(() => (window.fetch = () => Promise.reject(new TypeError('Failed to fetch'))));
      await page.goto(REPORT);
      await page.getByRole('radio', { name: 'Đang thực hiện', exact: true }).check();
      await page.getByLabel('Tỷ lệ hoàn thành').fill('61');
      await page.getByLabel('Kết quả').fill('Đang gõ <b>dở</b> "câu"\ndòng hai');
      const version = await page.locator('form[action$="/cap-nhat"] [name=version]').inputValue();
      await english(page).click();
      await page.getByRole('button', { name: 'Send report' }).waitFor();
      expect(await page.locator('[name=results]').inputValue()).toBe('Đang gõ <b>dở</b> "câu"\ndòng hai');
      expect(await page.locator('[name=percent]').inputValue()).toBe('61');
      expect(await page.locator('[name=status][value=in_progress]').isChecked()).toBe(true);
      expect(await page.locator('form[action$="/cap-nhat"] [name=version]').inputValue()).toBe(version);
      await page.reload();
      expect(await page.locator('[name=results]').inputValue()).not.toContain('Đang gõ');
    });

    it('keeps a refused form as it was sent, and leads to the page on which it stands', async () => {
      const typed = 'Dòng một\u000BDòng hai';
      const page = await open('coordinator@hanoi', `${LIST}/3.06`);
      const note = page.locator('form[action$="/ghi-chu"]');
      if (!(await note.locator('[name=text]').isVisible()))
        await page.locator('summary', { hasText: 'Ghi chú' }).click();
      await note.locator('[name=text]').fill(typed);
      await note.getByRole('button').click();
      await page.waitForURL('**/ghi-chu');
      await english(page).click();
      await page.waitForURL(`**${LIST}/3.06`);
      expect(await note.locator('[name=text]').inputValue()).toBe(typed);
      expect(await note.locator('[name=text]').isVisible()).toBe(true);
    });

    it('gives what somebody else typed in this tab to nobody, and keeps it no longer', async () => {
      const page = await open('congthuong@hanoi', REPORT);
      await page.evaluate((back) => {
        const fields = [{ type: 'textarea', name: 'results', value: 'Của tài khoản khác' }];
        sessionStorage.setItem(
          'typed',
          JSON.stringify({ back, account: '0', forms: [{ address: back, fields }] }),
        );
      }, REPORT);
      await page.reload();
      await page.waitForFunction(() => sessionStorage.getItem('typed') === null);
      expect(await page.locator('[name=results]').inputValue()).not.toContain('khác');
    });

    it('never keeps a password', async () => {
      const page = await open('congthuong@hanoi', '/tai-khoan');
      await page.locator('[name=current]').fill('mot-mat-khau-cu');
      await page.getByRole('link', { name: 'English' }).first().click();
      await page.waitForURL('**/tai-khoan');
      expect(await page.locator('[name=current]').inputValue()).toBe('');
    });
  });

  it('an ended session leads to the sign-in page, and from there to what was searched for', async () => {
    const page = await open('congthuong@hanoi', LIST);
    await onDatabase((client) => client.query('delete from session'));
    await page.getByRole('searchbox').fill('nong san');
    await page.waitForURL(/dang-nhap/);
    await page.getByLabel('Thư điện tử').fill('congthuong@hanoi.example');
    await page.getByLabel('Mật khẩu').fill('hop-tac-2019');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.waitForURL(/cam-ket\?q=nong/);
    expect(await page.locator('table.commitments tbody tr:visible').count()).toBeGreaterThan(0);
  });
});
