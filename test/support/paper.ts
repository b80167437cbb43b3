import type { Page } from 'playwright-core';

/** What is between the margins of A4, in CSS pixels; upright, and turned sideways. */
export const PORTRAIT = 688;
const LANDSCAPE = 1017;

/** Lays a page out as the printer does, and says so to its script. */
export async function turnToPaper(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.body.matches('.sheet-wide'));
  await page.setViewportSize({ width: wide ? LANDSCAPE : PORTRAIT, height: 980 });
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
}

export async function sheetsOf(page: Page): Promise<{ count: number; form: 'upright' | 'sideways' }> {
  await page.emulateMedia({ media: 'print' });
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!.map(Number);
  return {
    count: pdf.match(/\/Type \/Page\b/g)!.length,
    form: width! < height! ? 'upright' : 'sideways',
  };
}

/** Of a page laid out for paper: what is cut off, what lies over its neighbour, what runs over the edge, what nobody can press. */
export async function faultsOnPaper(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${element.textContent?.trim().slice(0, 40)}”`;
    const shown = (element: Element) => element.checkVisibility() && !element.closest('.sr, svg');
    const known = new Map<Element, DOMRect[]>();
    const inside = (element: Element) =>
      known.get(element) ?? known.set(element, boxesIn(element)).get(element)!;
    const boxesIn = (element: Element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      const boxes: DOMRect[] = [];
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        if (!shown(text.parentElement!)) continue;
        range.selectNodeContents(text);
        boxes.push(...range.getClientRects());
      }
      return boxes;
    };
    const main = document.querySelector('main')!;
    const all = [...main.querySelectorAll('*')].filter(shown);
    const cut = all.filter(
      (element) =>
        getComputedStyle(element).overflowX !== 'visible' &&
        (element.scrollWidth > element.clientWidth + 1 ||
          (element.matches('textarea') && element.scrollHeight > element.clientHeight + 1)),
    );
    const over = all.filter(
      (element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1,
    );
    const laidOver = [...main.querySelectorAll('tr')].filter(shown).flatMap((row) => {
      const cells = [...row.children].filter((cell) => shown(cell) && inside(cell).length > 0);
      return cells.filter((cell, at) => {
        const next = cells[at + 1];
        if (!next || next.getBoundingClientRect().top !== cell.getBoundingClientRect().top) return false;
        const right = Math.max(...inside(cell).map((box) => box.right));
        return right > Math.min(...inside(next).map((box) => box.left)) + 0.5;
      });
    });
    const spilled = [...main.querySelectorAll('td, th')].filter(
      (cell) =>
        shown(cell) &&
        Math.max(0, ...inside(cell).map((box) => box.right)) > cell.getBoundingClientRect().right + 1,
    );
    const pressed = all.filter((element) =>
      element.matches('button, .btn, [type=submit], details[data-menu]'),
    );
    return Object.entries({ cut, over, laidOver, spilled, pressed }).flatMap(([fault, elements]) =>
      elements.slice(0, 5).map((element) => `${fault}: ${name(element)}`),
    );
  });
}
