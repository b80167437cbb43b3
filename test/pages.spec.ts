import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxeResults, RunOptions } from 'axe-core';
import { join } from 'node:path';
import type { Browser, ConsoleMessage, Page, Request } from 'playwright-core';
import { projectRoot } from '../src/platform/project-root.js';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { signedIn, visitor } from './support/visitor.js';

const DESK = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };

interface PageToSee {
  name: string;
  /** Null for somebody who is not signed in. */
  who: string | null;
  path: string;
  status?: number;
  /** What is done on the page before it is looked at. */
  act?: (page: Page) => Promise<void>;
}

const commitment = '/2016-tb-tu/cam-ket';
const pages: PageToSee[] = [
  { name: 'sign-in', who: null, path: '/dang-nhap' },
  { name: 'overview', who: 'leader@hanoi', path: '/2016-tb-tu/tong-quan' },
  { name: 'overview of a past day', who: 'leader@hanoi', path: '/2016-tb-tu/tong-quan?asOf=2019-10-20' },
  { name: 'list', who: 'leader@hanoi', path: commitment },
  { name: 'list without a match', who: 'leader@hanoi', path: `${commitment}?q=khongcogi&sector=1` },
  { name: 'commitment', who: 'coordinator@hanoi', path: `${commitment}/1.07` },
  { name: 'commitment to sign', who: 'leader@hanoi', path: `${commitment}/4.08`, act: openActions },
  { name: 'update', who: 'congthuong@hanoi', path: `${commitment}/3.06/cap-nhat` },
  {
    name: 'update with faults',
    who: 'congthuong@hanoi',
    path: `${commitment}/3.06/cap-nhat`,
    act: sendFaulty,
  },
  { name: 'conflict', who: 'congthuong@hanoi', path: `${commitment}/3.07/cap-nhat`, act: sendStale },
  { name: 'extension request', who: 'congthuong@hanoi', path: `${commitment}/3.06/gia-han` },
  { name: 'my work of a liaison officer', who: 'congthuong@hanoi', path: '/viec-cua-toi' },
  { name: 'my work of a coordinator', who: 'coordinator@hanoi', path: '/viec-cua-toi' },
  { name: 'my work of a leader', who: 'leader@hanoi', path: '/viec-cua-toi' },
  { name: 'notice', who: 'leader@hanoi', path: '/2016-tb-tu/thong-bao' },
  { name: 'ledger', who: 'coordinator@hanoi', path: '/don-doc' },
  { name: 'preview', who: 'admin@tracker', path: '/don-doc/xem-truoc?day=2019-11-25' },
  { name: 'page that does not exist', who: 'leader@hanoi', path: `${commitment}/9.99`, status: 404 },
  { name: 'page that is not allowed', who: 'leader@hanoi', path: `${commitment}/3.06/cap-nhat`, status: 403 },
];

/** Each page in both languages, on a desk and on a phone. */
describe('every page', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  const readers = new Map<string, Page>();

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    await somebodyReported();
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  describe.each(['vi', 'en'] as const)('in %s', (language) => {
    it.each(pages)(
      '$name: fits, is accessible and runs nothing foreign',
      async ({ who, path, status, act }) => {
        const page = await pageOf(who, language);
        const complaints: string[] = [];
        const deaf = listen(page, complaints);
        const answer = await page.goto(path);
        await act?.(page);
        const desk = await lookAt(page, DESK);
        const phone = await lookAt(page, PHONE);
        deaf();
        const fine = { language, overflow: 0, violations: [], headings: 'in order' };
        expect({ status: answer?.status(), complaints, desk, phone }).toEqual({
          status: status ?? 200,
          complaints: expectedOf(status, act),
          desk: fine,
          phone: fine,
        });
      },
    );
  });

  it('leaves no Vietnamese on English pages but names, titles and what people wrote', async () => {
    const page = await pageOf('leader@hanoi', 'en');
    for (const { path } of pages.filter(({ who }) => who === 'leader@hanoi')) {
      await page.goto(path);
      const chrome = await page.locator('nav, th[role=columnheader], h1, h2, button, label').allInnerTexts();
      const foreign = chrome.filter((text) => /[ăđơư]|[\u1ea0-\u1ef9]/i.test(text) && !named.test(text));
      expect([path, foreign]).toEqual([path, []]);
    }
  });

  /** The tab of somebody who reads in a language; each keeps one. */
  async function pageOf(who: string | null, language: 'vi' | 'en'): Promise<Page> {
    const key = who ?? 'nobody';
    const page = readers.get(key) ?? (await newReader(who));
    readers.set(key, page);
    await page.setViewportSize(DESK);
    await page.context().addCookies([{ name: 'language', value: language, url: program.url }]);
    return page;
  }

  async function newReader(who: string | null): Promise<Page> {
    const page = who ? await signedIn(browser, program.url, who) : await visitor(browser, program.url);
    // Not as a script of the page, which its policy would refuse.
    await page.addInitScript({ path: join(projectRoot, 'node_modules/axe-core/axe.min.js') });
    return page;
  }

  /** What the form of `sendStale` does not know of. */
  async function somebodyReported(): Promise<void> {
    const list = '/api/v1/agreements/2016-tb-tu/commitments?q=3.07';
    const { id, version } = (await program.ask('coordinator@hanoi', 'GET', list)).json.items[0];
    const statement = { status: 'in_progress', percent: 30, results: 'Văn phòng đã báo cáo.' };
    const answer = await program.ask(
      'coordinator@hanoi',
      'POST',
      `/api/v1/commitments/${id}/updates`,
      statement,
      {
        'if-match': `"${version}"`,
      },
    );
    expect(answer.status).toBe(201);
  }
});

/** Names of places and of the other language, and numbers of papers. */
const named = /Tiếng Việt|Nghệ An|Hà Nội/;

/** Everything that the browser complains of: scripts, styles, policies, what could not be loaded. @returns stops it */
function listen(page: Page, complaints: string[]): () => void {
  const hear = (complaint: string) => void complaints.push(complaint);
  const console = (message: ConsoleMessage) =>
    ['error', 'warning'].includes(message.type()) && hear(message.text());
  const pageerror = (error: Error) => hear(String(error));
  const requestfailed = (request: Request) => hear(`${request.url()} ${request.failure()?.errorText}`);
  page.on('console', console).on('pageerror', pageerror).on('requestfailed', requestfailed);
  return () => page.off('console', console).off('pageerror', pageerror).off('requestfailed', requestfailed);
}

/** The browser itself says that a page was answered with an error, and nothing else. */
function expectedOf(status: number | undefined, act: PageToSee['act']): unknown {
  const failed = status ?? (act === sendFaulty ? 422 : act === sendStale ? 412 : 200);
  if (failed < 400) return [];
  return [expect.stringContaining(`the server responded with a status of ${failed}`)];
}

async function lookAt(page: Page, viewport: typeof DESK) {
  await page.setViewportSize(viewport);
  return page.evaluate(async () => {
    const { axe: tool } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    const { violations } = await tool.run({ resultTypes: ['violations'] });
    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) =>
      Number(tagName[1]),
    );
    const jumps = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1);
    const inOrder =
      levels[0] === 1 && levels.filter((level) => level === 1).length === 1 && jumps.length === 0;
    return {
      language: document.documentElement.lang,
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      violations: violations.map(({ id, nodes }) =>
        [id, ...nodes.map(({ html }) => html.slice(0, 160))].join('\n'),
      ),
      headings: inOrder ? 'in order' : levels.join(' '),
    };
  });
}

async function openActions(page: Page): Promise<void> {
  await page.locator('details.act summary').first().click();
}

async function sendFaulty(page: Page): Promise<void> {
  await page.locator('#results').fill('');
  await page.locator('form[action$="/cap-nhat"] .btn-primary').click();
  await page.getByRole('alert').waitFor();
}

/** Sends the form as somebody would who opened it before a colleague reported. */
async function sendStale(page: Page): Promise<void> {
  await page.locator('#percent').fill('35');
  await page.locator('#results').fill('Bản của Sở, chưa gửi được.');
  await page.locator('input[name=basedOn]').evaluate((input: HTMLInputElement) => (input.value = ''));
  await page.locator('input[name=version]').evaluate((input: HTMLInputElement) => (input.value = '1'));
  await page.locator('form[action$="/cap-nhat"] .btn-primary').click();
  await page.locator('.conflict').waitFor();
}
