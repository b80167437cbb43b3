import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp } from './support/app.js';
import { overflowOf } from './support/axe.js';
import { browser as startBrowser } from './support/browser.js';
import { pages } from './support/pages-to-see.js';
import { turnToPaper } from './support/paper.js';
import { signedIn } from './support/visitor.js';

const readers = [...new Set(pages.map(({ who }) => who))].filter((who) => who !== null);

describe('a reader who has set text twice as large', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [program, browser] = await Promise.all([
      startApp({ works: true }),
      startBrowser(['--blink-settings=defaultFontSize=32']),
    ]);
    page = await signedIn(browser, program.url, 'leader@hanoi');
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const sizeOf = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).fontSize);

  it('reads it twice as large, with icons to go with it, in the layout of a screen half as wide', async () => {
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.goto('/2016-tb-tu/cam-ket');
    expect([await sizeOf('main'), await sizeOf('h1')]).toEqual(['26px', '40px']);
    expect(
      await page
        .locator('main .icon[width="1rem"]')
        .first()
        .evaluate((icon) => getComputedStyle(icon).width),
    ).toBe('32px');
    const laidOut = () =>
      page
        .locator('.commitments tbody tr')
        .last()
        .evaluate((row) => getComputedStyle(row).display);
    expect(await laidOut()).toBe('grid');
    await page.setViewportSize({ width: 2732, height: 1536 });
    expect(await laidOut()).toBe('table-row');
  });

  it('prints as everybody does', async () => {
    await page.goto('/2016-tb-tu/cam-ket');
    await turnToPaper(page);
    expect(await sizeOf('main')).toBe('12px');
    expect(await sizeOf('html')).toBe('16px');
    await page.emulateMedia({ media: 'screen' });
  });

  it.each(readers)('has nothing run over the edge, as %s', async (who) => {
    const own = await signedIn(browser, program.url, who);
    await own.setViewportSize({ width: 1366, height: 768 });
    for (const { path } of pages.filter((seen) => seen.who === who && !seen.act)) {
      await own.goto(path);
      expect([path, await overflowOf(own)]).toEqual([path, []]);
    }
    await own.close();
  });
});
