import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { words } from '../src/web/i18n/words.js';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { pdf } from './support/multipart.js';
import { query } from './support/query.js';
import { uploads } from './support/tus.js';
import { closeTabs, peopleAt } from './support/visitor.js';

jest.setTimeout(120_000);

const WHO = 'nongnghiep@hanoi';
const FORM = '/2016-tb-tu/cam-ket/4.02/cap-nhat';
const {
  uploads: t,
  commitment: { draft, sitting, update },
} = words('vi');
const file = (name: string, content: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(content),
});

/** On 4.02 the department of agriculture of Hà Nội leads. */
describe('a report of which a file is still coming', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    // A month later every part under way owes its report.
    await program.ask('auditor@tracker', 'PUT', '/api/v1/demo/clock', { date: '2019-12-17' });
  });
  beforeEach(async () => {
    page = await as(WHO);
    await page.goto(FORM);
  });
  afterEach(async () => {
    await closeTabs(browser);
    await run('delete from report_draft');
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const as = peopleAt(() => ({ browser, url: program.url }));
  const run = (statement: string) => query(program.database.url, statement);
  const results = () => page.locator('#results');

  async function neverComes(): Promise<void> {
    await page.route('**/api/v1/uploads', (route) => route.abort());
    await page.locator('#uploadIds').setInputFiles(file('Chưa xong.pdf', pdf('never')));
    await page.locator('.upload[data-state]').waitFor();
  }
  /** Says so anew each time. */
  async function isHeldBack(send: () => Promise<unknown>): Promise<void> {
    const said = page.locator('.uploads-state');
    await said.evaluate((line) => (line.textContent = ''));
    await send();
    await said.getByText(t.script.stillSending).waitFor();
    expect(new URL(page.url()).pathname).toBe(FORM);
  }

  it('is held back by either button and by keys, and saved as a draft by its own', async () => {
    await neverComes();
    await results().fill('Viết trong khi gửi tệp.');
    for (const name of [sitting.sendNext, update.send])
      await isHeldBack(() => page.getByRole('button', { name, exact: true }).click());
    await isHeldBack(() => results().press('Control+Enter'));
    await page.getByRole('button', { name: draft.save, exact: true }).click();
    await page.getByText('Đã mở bản nháp').waitFor();
    expect(await results().inputValue()).toBe('Viết trong khi gửi tệp.');
  });

  it('is saved as a draft by itself when it was held back just after it was typed', async () => {
    await neverComes();
    await results().fill('Viết ngay trước khi gửi.');
    await isHeldBack(() => page.getByRole('button', { name: update.send, exact: true }).click());
    const kept = () => run(`select content ->> 'results' as results from report_draft`);
    for (let wait = 0; wait < 100 && (await kept()).length === 0; wait++) await sleep(100);
    expect(await kept()).toEqual([{ results: 'Viết ngay trước khi gửi.' }]);
  });

  it('takes it also where all of it had come, and the program was killed while it looked into it', async () => {
    const content = pdf('killed');
    let isKilled = false;
    await page.route('**/api/v1/uploads/*', async (route) => {
      if (isKilled || route.request().method() !== 'PATCH') return route.continue();
      isKilled = true;
      const id = Number(route.request().url().split('/').pop());
      await uploads(program.ask).send(WHO, id, 0, content);
      await run(`update upload set sha256 = null where id = ${id}`);
      await route.abort();
    });
    await page.locator('#uploadIds').setInputFiles(file('Đủ byte.pdf', content));
    await page.locator('.upload').getByText(t.whole, { exact: true }).waitFor();
    await results().fill('Có tệp kèm theo.');
    await page.getByRole('button', { name: update.send, exact: true }).click();
    await page.waitForURL('**/cam-ket/4.02');
    expect(await run(`select e.name from upload u join evidence e on e.id = u.evidence_id`)).toEqual([
      { name: 'Đủ byte.pdf' },
    ]);
  });
});
