import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { connected } from './support/processes.js';
import { signedIn } from './support/visitor.js';

/** An address as people paste it: 114 characters without a place to break it. */
const LINK = `https://hop-tac.example/${'x'.repeat(90)}`;
const WIDTH = 390;

describe('a text with a very long word', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let chromium: Browser;
  let page: Page;

  beforeAll(async () => {
    program = await startApp({ works: true });
    await sayItEverywhere(program.database.url);
    chromium = await startBrowser();
    page = await signedIn(chromium, program.url, 'nongnghiep@hanoi', {
      viewport: { width: WIDTH, height: 844 },
    });
  });
  afterAll(async () => {
    await chromium?.close();
    await program?.stop();
  });

  it.each([
    ['my work', '/viec-cua-toi'],
    ['the overview', '/2016-tb-tu/tong-quan'],
    ['the list', '/2016-tb-tu/cam-ket'],
    ['a commitment', '/2016-tb-tu/cam-ket/4.02'],
    ['a form', '/2016-tb-tu/cam-ket/4.02/cap-nhat'],
    ['the reminders', '/don-doc'],
    ['one’s own account', '/tai-khoan'],
  ])('makes no page wider than a phone: %s', async (_, path) => {
    await page.goto(path);
    expect(new URL(page.url()).pathname).toBe(path);
    const widest = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(widest).toBeLessThanOrEqual(WIDTH);
  });

  it('is what these pages show', async () => {
    await page.goto('/2016-tb-tu/cam-ket/4.02');
    expect(await page.locator('main').innerText()).toContain(LINK);
    expect(await page.locator('h1').innerText()).toContain(LINK);
  });
});

/** Past the triggers that keep what was said as it was: only what the pages make of it counts here. */
async function sayItEverywhere(url: string): Promise<void> {
  const client = await connected(url);
  const named = JSON.stringify({ vi: LINK, en: LINK });
  try {
    for (const [table, columns] of [
      ['commitment', { title: named }],
      ['app_user', { name: named }],
      ['body', { name: named }],
      ['extension_request', { reason: LINK }],
      ['progress_update', { results: LINK, difficulties: LINK, proposals: LINK, next_steps: LINK }],
    ] as const) {
      await client.query(`alter table ${table} disable trigger user`);
      const set = Object.keys(columns).map((column, at) => `${column} = $${at + 1}`);
      await client.query(`update ${table} set ${set.join(', ')}`, Object.values(columns));
    }
    await client.query('update agreement set revision = revision + 1');
  } finally {
    await client.end();
  }
}
