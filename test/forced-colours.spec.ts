import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { faintOn } from './support/contrast.js';
import { pages, type PageToSee } from './support/pages-to-see.js';
import { signedIn, visitor } from './support/visitor.js';

const looks = ['light', 'dark'] as const;
type Look = (typeof looks)[number];
/** What a page is before anything is done on it. */
const asTheyStand = pages.filter(({ act }) => !act);

describe('a reader’s own colours', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  const readers = new Map<string, Page>();

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  it.each(asTheyStand)(
    '$name: all words and drawings are plain to see, on light and on dark',
    async (seen) => {
      const page = await at(seen, 'light');
      for (const look of looks) {
        await putOn(page, look);
        expect([look, await faintOn(page)]).toEqual([look, []]);
      }
    },
  );

  it.each(looks)('tell the five parts of a sector’s bar apart by their drawing, on %s', async (look) => {
    const page = await at({ who: 'leader@hanoi', path: '/2016-tb-tu/tong-quan' }, look);
    const parts = await page.evaluate(() =>
      ['done', 'late', 'run', 'idle', 'over'].map((tone) => {
        const { fill, stroke, strokeDasharray, width, height } = getComputedStyle(
          document.querySelector(`.sector-table .p-${tone} rect`)!,
        );
        return { drawing: `${fill} ${strokeDasharray}`, stroke, width, height };
      }),
    );
    const text = look === 'light' ? 'rgb(0, 0, 0)' : 'rgb(255, 255, 255)';
    expect(parts.map(({ stroke }) => stroke)).toEqual(Array(5).fill(text));
    expect(new Set(parts.map(({ drawing }) => drawing)).size).toBe(5);
    const legend = await page.evaluate(() =>
      [...document.querySelectorAll('.sectors .legend .part rect')].map((rect) => {
        const { fill, strokeDasharray } = getComputedStyle(rect);
        return `${fill} ${strokeDasharray}`;
      }),
    );
    expect(legend).toEqual(parts.map(({ drawing }) => drawing));
  });

  it.each(looks)('let no line of the trend cross its words, on %s', async (look) => {
    const page = await at({ who: 'leader@hanoi', path: '/2016-tb-tu/tong-quan' }, look);
    const ground = look === 'light' ? 'rgb(255, 255, 255)' : 'rgb(0, 0, 0)';
    const { labels, lines } = await page.evaluate(() => ({
      labels: [...document.querySelectorAll('.trend a text')].map((label) => getComputedStyle(label).stroke),
      lines: [...document.querySelectorAll('.trend-lines path')].map((line) => getComputedStyle(line).stroke),
    }));
    expect(labels).toEqual([ground, ground, ground]);
    expect(lines).not.toContain(ground);
  });

  async function at({ who, path }: Pick<PageToSee, 'who' | 'path'>, look: Look): Promise<Page> {
    const page =
      readers.get(who ?? '') ??
      (await (who ? signedIn(browser, program.url, who) : visitor(browser, program.url)));
    readers.set(who ?? '', page);
    await putOn(page, look);
    await page.goto(path);
    return page;
  }

  const putOn = (page: Page, look: Look) => page.emulateMedia({ forcedColors: 'active', colorScheme: look });
});
