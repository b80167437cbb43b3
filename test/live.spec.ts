import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { RevisionFeed } from '../src/dashboard/live/revision-feed.js';
import { words } from '../src/web/i18n/words.js';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { importOtherAgreement } from './support/other-agreement.js';
import { closeTabs, signedIn } from './support/visitor.js';

jest.setTimeout(120_000);

const { screen } = words('vi');
const path = '/api/v1/agreements/2016-tb-tu/live';
const PATIENCE_MS = 20_000;

/** Events as they come in, each once. */
class Ear {
  readonly heard: { revision: number; day: string }[] = [];
  readonly ended: Promise<void>;
  private readonly stop = new AbortController();

  private constructor(answer: Response) {
    this.ended = this.listen(answer).catch(() => {});
  }

  static async open(url: string, cookie: string): Promise<Ear> {
    const stop = new AbortController();
    const headers = { accept: 'text/event-stream', cookie };
    const answer = await fetch(url + path, { headers, signal: stop.signal });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    const ear = new Ear(answer);
    ear.stop.signal.addEventListener('abort', () => stop.abort());
    return ear;
  }

  close(): void {
    this.stop.abort();
  }

  private async listen(answer: Response): Promise<void> {
    let text = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop()!;
      for (const event of events) {
        const data = /^event: revision\ndata: (.+)$/.exec(event)?.[1];
        if (data) this.heard.push(JSON.parse(data));
      }
    }
  }
}

describe('what an open page hears of', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    await importOtherAgreement(program.app, program.database.url);
  });
  afterEach(() => closeTabs(browser));
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const feed = () => program.app.get(RevisionFeed, { strict: false });
  const until = async (isSo: () => boolean | Promise<boolean>) => {
    const end = Date.now() + PATIENCE_MS;
    while (!(await isSo()) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await isSo()).toBe(true);
  };
  const cookieOf = async (who: string) => {
    const page = await signedIn(browser, program.url, who);
    const cookies = await page.context().cookies();
    return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  };
  let percent = 40;
  /** 4.02 is on its way; its department of Hà Nội reports a little more. */
  const report = async () => {
    const { json } = await program.ask(
      'congthuong@hanoi',
      'GET',
      '/api/v1/agreements/2016-tb-tu/commitments?limit=100&status=in_progress&body=hn-so-cong-thuong',
    );
    percent += 1;
    const { status, text } = await program.ask(
      'congthuong@hanoi',
      'POST',
      `/api/v1/commitments/${json.items[0].id}/updates`,
      { status: 'in_progress', percent, results: 'Thêm một bước.' },
      { 'if-match': '*' },
    );
    expect([status, text]).toEqual([201, expect.anything()]);
  };

  it('is the revision, at once and at each change, of its own agreement', async () => {
    const ear = await Ear.open(program.url, await cookieOf('leader@hanoi'));
    await until(() => ear.heard.length === 1);
    const [first] = ear.heard;
    expect(first!.day).toBe('2019-11-20');
    await report();
    await until(() => ear.heard.length === 2);
    expect(ear.heard[1]!.revision).toBeGreaterThan(first!.revision);
    ear.close();
    await until(() => feed().count === 0);
  });

  it('is told once to a program that does not listen', async () => {
    const answer = await program.ask('auditor@tracker', 'GET', path);
    expect(answer.text.match(/event: revision/g)).toHaveLength(1);
    expect(feed().count).toBe(0);
  });

  it('is for readers of the agreement alone', async () => {
    expect((await program.ask(null, 'GET', path)).status).toBe(401);
    expect((await program.ask('leader@danang', 'GET', path)).status).toBe(404);
  });

  it('is refused to more than can be served, with a word', async () => {
    const cookie = await cookieOf('leader@hanoi');
    const ears = await Promise.all(Array.from({ length: 200 }, () => Ear.open(program.url, cookie)));
    const answer = await fetch(program.url + path, { headers: { accept: 'text/event-stream', cookie } });
    expect([answer.status, await answer.text()]).toEqual([
      503,
      expect.stringContaining('quá nhiều màn hình tự cập nhật'),
    ]);
    // All of them cost one look a second.
    for (const ear of ears) ear.close();
    await until(() => feed().count === 0);
  });

  it('brings new figures to the screen of a meeting room, which says when it is out of date', async () => {
    const page = await signedIn(browser, program.url, 'leader@hanoi', {
      viewport: { width: 1366, height: 768 },
    });
    await page.clock.install();
    await page.goto('/2016-tb-tu/trinh-chieu');
    // As it is told with the script: no page carries code for it, nor asks elsewhere.
    expect(await page.evaluate('[htmx.config.allowEval, htmx.config.selfRequestsOnly]')).toEqual([
      false,
      true,
    ]);
    const sign = page.locator('[data-live-sign]');
    await page.getByText(screen.live).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
    const shown = () => page.locator('[data-live]').getAttribute('data-revision');
    const before = Number(await shown());
    await report();
    await until(async () => Number(await shown()) > before);

    await page.context().setOffline(true);
    await page.clock.fastForward(41_000);
    await until(async () => (await sign.innerText()).startsWith('Mất kết nối từ'));
    await page.context().setOffline(false);
    await report();
    await page.getByText(screen.live).waitFor({ timeout: PATIENCE_MS });
  });

  it('says so when the session has ended, and keeps what it shows', async () => {
    const page = await signedIn(browser, program.url, 'leader@nghean');
    await page.goto('/2016-tb-tu/trinh-chieu');
    await page.getByText(screen.live).waitFor();
    const other = await page.context().newPage();
    await other.goto('/2016-tb-tu/tong-quan');
    await other
      .locator('form[action="/dang-xuat"] button')
      .first()
      .evaluate((button: HTMLElement) => button.click());
    await other.waitForURL('**/dang-nhap*');
    await report();
    await until(async () =>
      (await page.locator('[data-live-sign]').innerText()).startsWith('Phiên đăng nhập đã'),
    );
    expect(await page.locator('.screen .tile').count()).toBeGreaterThan(5);
  });

  it('ends with the program, which does not wait for it', async () => {
    const ear = await Ear.open(program.url, await cookieOf('coordinator@hanoi'));
    await until(() => ear.heard.length === 1);
    feed().beforeApplicationShutdown();
    await ear.ended;
    expect(feed().count).toBe(0);
  });
});
