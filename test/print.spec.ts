import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { pages, type PageToSee } from './support/pages-to-see.js';
import { faultsOnPaper, PORTRAIT, sheetsOf, turnToPaper } from './support/paper.js';
import { signedIn } from './support/visitor.js';

const asItStands = pages.filter(({ who, status, act }) => who && !status && !act);
const withBadges = /^(list|commitment|my work|notice)/;
const commitment = '/2016-tb-tu/cam-ket/1.07';

describe('a printed page', () => {
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

  it.each(asItStands)(
    '$name: is whole, dated, and without what one can only do on a screen',
    async (seen) => {
      const page = await at(seen);
      await turnToPaper(page);
      expect(await faultsOnPaper(page)).toEqual([]);
      const head = await page.locator('.print-head').innerText();
      expect(head).toContain(
        `Số liệu tính đến ${seen.name.includes('past day') ? '20/10/2019' : '20/11/2019'}`,
      );
      expect(head).toMatch(/in lúc \d\d\/\d\d?\/\d{4} \d\d:\d\d/);
      expect(await page.locator('.print-legend').isVisible()).toBe(withBadges.test(seen.name));
    },
  );

  it('takes one sheet for the overview, and few for a commitment, upright', async () => {
    const sheets = async (path: string) => sheetsOf(await at({ who: 'leader@hanoi', path }));
    expect(await sheets('/2016-tb-tu/tong-quan')).toEqual({ count: 1, form: 'upright' });
    expect(await sheets(commitment)).toEqual({ count: 2, form: 'upright' });
    expect(await sheets('/2016-tb-tu/cam-ket')).toEqual({ count: 3, form: 'sideways' });
  });

  it('says all that is folded on the screen, where it is folded again afterwards', async () => {
    const page = await at({ who: 'coordinator@hanoi', path: '/2016-tb-tu/cam-ket' });
    const folded = async () => page.locator('#filters').evaluate((box: HTMLDetailsElement) => !box.open);
    await turnToPaper(page);
    expect(await folded()).toBe(false);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    expect(await folded()).toBe(true);
  });

  it('says when it was made where the browser runs no script', async () => {
    const { text } = await program.ask('leader@hanoi', 'GET', commitment);
    expect(text).toMatch(/lập lúc 20\/11\/2019 09:\d\d</);
  });

  async function at({ who, path }: Pick<PageToSee, 'who' | 'path'>): Promise<Page> {
    const page = readers.get(who!) ?? (await signedIn(browser, program.url, who!));
    readers.set(who!, page);
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: PORTRAIT, height: 980 });
    await page.goto(path);
    return page;
  }
});
