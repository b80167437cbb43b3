import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, ConsoleMessage, Page, Request } from 'playwright-core';
import { ImportService } from '../src/exchange/import.service.js';
import type { Language } from '../src/platform/text.js';
import { startApp } from './support/app.js';
import { axeSource, overflowOf, violationsOf } from './support/axe.js';
import { browser as startBrowser } from './support/browser.js';
import { capitalRegion } from './support/capital-region.js';
import {
  pages as pagesAsTheyStand,
  pagesOfTenSides,
  pagesOnceIssued,
  sendFaulty,
  sendStale,
  somebodyIssued,
  somebodyReported,
  somebodySent,
  type PageToSee,
} from './support/pages-to-see.js';
import { textFaultsOf } from './support/text-in-sight.js';
import { signedIn, visitor } from './support/visitor.js';

const pages = [...pagesAsTheyStand, ...pagesOnceIssued];

const DESK = 1366;
const PHONE = 390;
/** A desk at 200%, and at 400%: nobody has to scroll sideways there either (WCAG 1.4.10). */
const ZOOMED = [683, 320];
const HEIGHT = 800;

describe('every page', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  const readers = new Map<string, Page>();

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    await somebodyReported(program);
    await somebodySent(program);
    await somebodyIssued(program);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  it.each(['leader@hanoi', 'coordinator@hanoi', 'congthuong@hanoi'])(
    'says on the English pages of %s in English what is not marked as Vietnamese',
    async (who) => {
      const page = await pageOf(who, 'en');
      const own = pages
        .filter((seen) => seen.who === who && !seen.act && seen.name !== 'glossary')
        .map(({ path }) => path);
      for (const path of [...own, ...WRITTEN]) {
        await page.goto(path);
        const foreign = (await unmarkedTexts(page)).filter((text) =>
          vietnamese.test(text.replace(names, '')),
        );
        expect([path, foreign]).toEqual([path, []]);
      }
    },
  );

  it.each(pages)('$name: in Vietnamese, of one agreement, is fit for everybody on a desk', async (seen) => {
    await lookAt(seen, 'vi', { all: DESK, ofSize: PHONE });
  });

  describe('to readers of two agreements', () => {
    beforeAll(async () => {
      const at = new Date('2019-11-18T08:00:00+07:00');
      await program.app.get(ImportService, { strict: false }).import(capitalRegion(), at);
    });

    it.each([...pages, ...pagesOfTenSides])(
      '$name: in English, is fit for everybody on a phone',
      async (seen) => {
        await lookAt(seen, 'en', { all: PHONE, ofSize: DESK });
      },
    );
  });

  it.each(['2019-08-20', '2019-10-20', '2019-11-20'])(
    'writes no label of the trend over another, as of %s',
    async (asOf) => {
      const page = await pageOf('leader@hanoi', 'vi');
      await page.goto(`/2016-tb-tu/tong-quan?asOf=${asOf}`);
      for (const width of [DESK, PHONE, 320]) {
        await page.setViewportSize({ width, height: HEIGHT });
        const { labels, over } = await page.evaluate(() => {
          for (const fold of document.querySelectorAll<HTMLDetailsElement>('details')) fold.open = true;
          const boxes = [...document.querySelectorAll('.trend-plot text')]
            .filter((text) => text.checkVisibility())
            .map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
          const pairs = boxes.flatMap(({ text, box }, at) =>
            boxes.slice(at + 1).flatMap((other) => {
              const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
              const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
              return wide > 0 && high > 1 ? [`${text} | ${other.text}`] : [];
            }),
          );
          return { labels: boxes.length, over: pairs };
        });
        expect(labels).toBeGreaterThan(5);
        expect([width, over]).toEqual([width, []]);
      }
    },
  );

  it('tells bars, sides, what is overdue and what is chosen apart in a reader’s own colours too', async () => {
    const page = await pageOf('leader@hanoi', 'vi');
    await page.emulateMedia({ forcedColors: 'active' });
    await page.goto('/2016-tb-tu/cam-ket');
    const styles = await page.evaluate(() => {
      const of = (selector: string, name: string) =>
        getComputedStyle(document.querySelector(selector)!).getPropertyValue(name);
      return {
        bars: ['.bar-track', '.bar-first', '.bar-second'].map((bar) => of(bar, 'fill')),
        sides: ['.side-first', '.side-second'].map((side) => of(side, 'background-color')),
        entries: ['.nav [aria-current]', '.nav a:not([aria-current])'].map((a) =>
          of(a, 'border-bottom-color'),
        ),
        tabs: ['.tabs [aria-current]', '.tabs a:not([aria-current])'].map((a) => of(a, 'background-color')),
        overdue: of('.g-over', 'outline-style'),
      };
    });
    await page.emulateMedia({ forcedColors: 'none' });
    for (const colours of [styles.bars, styles.sides, styles.entries, styles.tabs])
      expect([colours, new Set(colours).size]).toEqual([colours, colours.length]);
    expect(styles.overdue).toBe('solid');
  });

  /** All that axe knows is asked at one width, what depends on the width at the other too. */
  async function lookAt(seen: PageToSee, language: Language, asked: { all: number; ofSize: number }) {
    const page = await pageOf(seen.who, language);
    const complaints: string[] = [];
    const deaf = listen(page, complaints);
    const answer = await page.goto(seen.path);
    await seen.act?.(page);
    const outline = await outlineOf(page);
    const faults: Record<string, string[]> = {};
    for (const width of [asked.all, asked.ofSize, ...ZOOMED]) {
      await page.setViewportSize({ width, height: HEIGHT });
      const found = [...(await overflowOf(page)), ...(await textFaultsOf(page))];
      if (width === asked.all) found.push(...(await violationsOf(page)));
      if (width === asked.ofSize) found.push(...(await violationsOf(page, { onlySize: true })));
      if (found.length > 0) faults[`at ${width} px`] = found;
    }
    deaf();
    const status = seen.status ?? 200;
    expect({ status: answer?.status(), complaints, faults, ...outline }).toEqual({
      status,
      complaints: expectedOf(seen),
      faults: {},
      language,
      headings: 'in order',
    });
  }

  /** The tab of somebody who reads in a language; each keeps one. */
  async function pageOf(who: string | null, language: Language): Promise<Page> {
    const key = who ?? 'nobody';
    const page = readers.get(key) ?? (await newReader(who));
    readers.set(key, page);
    await page.setViewportSize({ width: DESK, height: HEIGHT });
    await page.context().addCookies([{ name: 'language', value: language, url: program.url }]);
    return page;
  }

  async function newReader(who: string | null): Promise<Page> {
    const page = who ? await signedIn(browser, program.url, who) : await visitor(browser, program.url);
    // Not as a script of the page, which its policy would refuse.
    await page.addInitScript({ content: axeSource });
    return page;
  }
});

/** Names of places and of the other language, and numbers of papers. */
/** Where people have written much. */
const WRITTEN = ['3.06', '3.09', '1.07', '4.08', '2.01'].map((code) => `/2016-tb-tu/cam-ket/${code}`);
const names = /Tiếng Việt|Lê Hồng Phong|Việt Nam|Nghệ An|Hà Nội|\d+-[^\s/]+\/[^\s/]+/g;
const vietnamese = /[ăđĩũơư]|[\u1ea0-\u1ef9]/i;

/** What a reader aloud takes for the language of the page. */
function unmarkedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (walk.nextNode()) {
      const parent = walk.currentNode.parentElement!;
      if (parent.closest('[lang]')!.getAttribute('lang') === 'en') texts.push(walk.currentNode.textContent!);
    }
    return texts;
  });
}

function outlineOf(page: Page): Promise<{ language: string; headings: string }> {
  return page.evaluate(() => {
    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) =>
      Number(tagName[1]),
    );
    const jumps = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1);
    const inOrder =
      levels[0] === 1 && levels.filter((level) => level === 1).length === 1 && jumps.length === 0;
    return { language: document.documentElement.lang, headings: inOrder ? 'in order' : levels.join(' ') };
  });
}

/** Everything that the browser complains of: scripts, styles, policies, what could not be loaded. @returns stops it */
function listen(page: Page, complaints: string[]): () => void {
  const hear = (complaint: string) => void complaints.push(complaint);
  const console = (message: ConsoleMessage) =>
    ['error', 'warning'].includes(message.type()) && hear(message.text());
  const pageerror = (error: Error) => hear(String(error));
  // A page that hears of changes ends its stream as it is left.
  const requestfailed = (request: Request) =>
    void (request.url().endsWith('/live') || hear(`${request.url()} ${request.failure()?.errorText}`));
  page.on('console', console).on('pageerror', pageerror).on('requestfailed', requestfailed);
  return () => page.off('console', console).off('pageerror', pageerror).off('requestfailed', requestfailed);
}

/** The browser itself says that a page was answered with an error, and nothing else. */
function expectedOf({ status, act }: PageToSee): unknown {
  const failed = status ?? (act === sendFaulty ? 422 : act === sendStale ? 412 : 200);
  if (failed < 400) return [];
  return [expect.stringContaining(`the server responded with a status of ${failed}`)];
}
