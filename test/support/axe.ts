import type { AxeResults, RunOptions } from 'axe-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../src/platform/project-root.js';

/**
 * For a page. What axe says of an element is its source alone: else it looks for the shortest selector of each that it finds
 * well, rule by rule, which takes longer than all its rules.
 */
export const axeSource = `${readFileSync(join(projectRoot, 'node_modules/axe-core/axe.min.js'), 'utf8')}
axe.utils.nodeSerializer.update({ toSpec: ({ source, nodeIndexes }) => ({ source, nodeIndexes }) });`;

/** WCAG 2.2 AA, of which axe leaves the size of targets out by itself, and what it calls best practice. */
const all: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
/** What changes with the width of the window. */
const ofSize: RunOptions = {
  runOnly: { type: 'rule', values: ['target-size', 'scrollable-region-focusable'] },
};

/** What axe finds wrong with a page as it stands, and whether it scrolls sideways; nothing where all is well. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return [...(await violationsOf(page)), ...(await overflowOf(page))];
}

/** On a page that has axe already. */
export function violationsOf(page: Page, { onlySize = false } = {}): Promise<string[]> {
  return page.evaluate(
    async (options) => {
      const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
      const { violations } = await axe.run({ resultTypes: ['violations'], preload: false, ...options });
      return violations.map(({ id, nodes }) =>
        [id, ...nodes.map(({ html }) => html.slice(0, 160))].join('\n'),
      );
    },
    onlySize ? ofSize : all,
  );
}

export async function overflowOf(page: Page): Promise<string[]> {
  await layOutWhole(page);
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  return over > 0 ? [`scrolls sideways by ${over} px`] : [];
}

/** What is far from the screen is not laid out, and has no place that could be measured: here all of it has. */
export async function layOutWhole(page: Page): Promise<void> {
  await page.evaluate(() => {
    if (document.adoptedStyleSheets.length > 0) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { content-visibility: visible !important }');
    document.adoptedStyleSheets = [sheet];
  });
}
