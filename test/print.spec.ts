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
      expect(head).toContain(`Số liệu tính đến ${seen.asOf ?? '20/11/2019'}`);
      expect(head).toMatch(/in lúc \d\d\/\d\d?\/\d{4} \d\d:\d\d/);
      expect(await page.locator('.print-legend').isVisible()).toBe(withBadges.test(seen.name));
    },
  );

  it.each([...new Set(asItStands.map(({ who }) => who!))])('is whole in English too, as %s', async (who) => {
    const page = await signedIn(browser, program.url, who);
    await page.context().addCookies([{ name: 'language', value: 'en', url: program.url }]);
    for (const { path } of asItStands.filter((seen) => seen.who === who)) {
      await page.emulateMedia({ media: 'screen' });
      await page.goto(path);
      await turnToPaper(page);
      expect([path, await faultsOnPaper(page)]).toEqual([path, []]);
    }
    await page.close();
  });

  it('takes one sheet for the overview, and few for a commitment, upright', async () => {
    const sheets = async (path: string) => sheetsOf(await at({ who: 'leader@hanoi', path }));
    expect(await sheets('/2016-tb-tu/tong-quan')).toEqual({ count: 1, form: 'upright' });
    expect(await sheets(commitment)).toEqual({ count: 2, form: 'upright' });
    expect(await sheets('/2016-tb-tu/cam-ket')).toEqual({ count: 4, form: 'sideways' });
  });

  it('takes one sheet for the overview in English too', async () => {
    const page = await signedIn(browser, program.url, 'leader@hanoi');
    await page.context().addCookies([{ name: 'language', value: 'en', url: program.url }]);
    await page.goto('/2016-tb-tu/tong-quan');
    expect(await sheetsOf(page)).toEqual({ count: 1, form: 'upright' });
    await page.close();
  });

  it('says all that is folded on the screen, where it is folded again afterwards', async () => {
    const page = await at({ who: 'coordinator@hanoi', path: '/2016-tb-tu/cam-ket' });
    const folded = async () => page.locator('#filters').evaluate((box: HTMLDetailsElement) => !box.open);
    await turnToPaper(page);
    expect(await folded()).toBe(false);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    expect(await folded()).toBe(true);
  });

  it('holds all of what stands in the boxes of a form', async () => {
    const page = await at({ who: 'congthuong@hanoi', path: '/2016-tb-tu/cam-ket/3.06/cap-nhat' });
    await page.locator('#results').fill('Đã đưa 02 nhà đầu tư đi khảo sát địa điểm.\n'.repeat(40));
    await turnToPaper(page);
    expect(await faultsOnPaper(page)).toEqual([]);
    const body = await at({ who: 'admin@tracker', path: '/quan-tri/co-quan/3' });
    await turnToPaper(body);
    expect(await faultsOnPaper(body)).toEqual([]);
  });

  it('says on each sheet after the first what it is of, which day and which sheet', async () => {
    const page = await at({ who: 'leader@hanoi', path: commitment });
    await turnToPaper(page);
    const foot = await page.evaluate(() => ({
      said: JSON.parse(getComputedStyle(document.documentElement).getPropertyValue('--sheet')),
      boxes: [...document.styleSheets].flatMap((sheet) =>
        (function pageRules(rules: CSSRuleList): string[] {
          return [...rules].flatMap((rule) =>
            'cssRules' in rule && !(rule instanceof CSSPageRule)
              ? pageRules(rule.cssRules as CSSRuleList)
              : rule instanceof CSSPageRule
                ? [rule.cssText]
                : [],
          );
        })(sheet.cssRules),
      ),
    }));
    expect(foot.said).toMatch(
      /^1\.07 .+ · Theo dõi hợp tác Hà Nội – Nghệ An · Số liệu tính đến 20\/11\/2019 in lúc \S+ \d\d:\d\d, phiên bản [\d.]+ ?$/,
    );
    expect(foot.boxes.join(' ')).toMatch(/var\(--sheet.*counter\(page\).*counter\(pages\)/);
  });

  it('says of a list of several pages which of its rows a sheet holds', async () => {
    const part = async (who: string, path: string) => {
      const page = await at({ who, path });
      expect(await page.locator('.part-on-paper').isVisible()).toBe(false);
      await turnToPaper(page);
      const next = await page.locator('[rel=next]').getAttribute('href');
      return { said: await page.locator('.part-on-paper').innerText(), next: next! };
    };
    const first = await part('coordinator@hanoi', '/don-doc');
    expect(first.said).toMatch(/chỉ có dòng 1–25 trong \d+ dòng/);
    expect((await part('coordinator@hanoi', first.next)).said).toMatch(/chỉ có dòng 26–50 trong \d+ dòng/);
    const log = await part('auditor@tracker', '/nhat-ky');
    const rows = /từ số (\d+) đến số (\d+)/.exec(log.said)!;
    expect(Number(rows[2]) - Number(rows[1])).toBe(49);
  });

  it('says nothing of the kind of a list that a sheet holds whole', async () => {
    for (const path of ['/quan-tri/tai-khoan', '/nhat-ky?kind=calendar', '/don-doc?status=failed']) {
      const page = await at({ who: 'admin@tracker', path });
      expect(await page.locator('.part-on-paper').count()).toBe(0);
    }
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
