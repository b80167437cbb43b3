import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../src/platform/project-root.js';
import { formatNumber } from '../src/web/format.js';
import { words } from '../src/web/i18n/words.js';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { openSession } from './support/form.js';
import { signedIn } from './support/visitor.js';

const part = '/2016-tb-tu/cam-ket/3.06';
const report = `${part}/cap-nhat`;

/** What a browser would say and do by itself, in its own language, the page says and does. */
describe('controls of forms', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let officer: Page;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    officer = await signedIn(browser, program.url, 'congthuong@hanoi');
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const inLanguage = (language: 'vi' | 'en', path: string) =>
    officer.goto(`/ngon-ngu/${language}?back=${path}`);

  it('leave no fault to the browser’s own words, whoever’s form it is', async () => {
    const { get } = await openSession(program.app, 'admin@tracker');
    for (const url of [
      '/dang-nhap',
      '/quan-mat-khau',
      '/quan-tri/tai-khoan',
      '/quan-tri/lich-lam-viec',
      '/don-doc',
    ]) {
      const { body } = await get(url);
      for (const [form] of body.matchAll(/<form[^>]*>/g))
        expect([url, form]).toEqual([url, expect.stringContaining('novalidate')]);
    }
  });

  it.each(['vi', 'en'] as const)(
    'say in %s what is missing, beside the field, before anything is sent',
    async (language) => {
      await inLanguage(language, part);
      const sent: string[] = [];
      officer.on('request', (request) => sent.push(request.method()));
      await officer.locator('.note-new > summary').click();
      await officer.locator('.note-new button').click();
      const fault = officer.locator('#ghi-chu-moi-error');
      expect(await fault.innerText()).toBe(words(language).form.missing.fill);
      const box = officer.locator('#ghi-chu-moi');
      expect(await box.evaluate((area) => area === document.activeElement)).toBe(true);
      expect(await box.getAttribute('aria-describedby')).toContain('ghi-chu-moi-error');
      expect(sent).not.toContain('POST');
      await box.fill('Đã gọi.');
      expect(await fault.count()).toBe(0);
      expect(await box.getAttribute('aria-invalid')).toBeNull();
    },
  );

  it.each(['vi', 'en'] as const)(
    'count a long text in %s as the program does, and cut nothing off',
    async (language) => {
      const { left, long } = words(language).form;
      await inLanguage(language, report);
      const [box, told] = [officer.locator('#results'), officer.locator('#results-count')];
      await box.fill('a'.repeat(7_999));
      expect(await told.count()).toBe(0);
      await box.fill('a'.repeat(8_000));
      expect(await told.innerText()).toBe(left.replace('{left}', formatNumber(2_000, language)));

      // Letters with their marks apart are one when composed; blanks around the text are left out.
      await box.fill(`  ${'e\u0302\u0301'.repeat(9_990)}\r\n`);
      expect(await told.innerText()).toBe(left.replace('{left}', '10'));

      await box.evaluate((area: HTMLTextAreaElement) => {
        area.focus();
        area.select();
        document.execCommand('insertText', false, 'b'.repeat(10_034));
      });
      expect(await box.inputValue()).toHaveLength(10_034);
      const over = long.replace('{over}', '34').replace('{most}', formatNumber(10_000, language));
      expect(await told.innerText()).toBe(over);
      await officer.getByRole('button', { name: words(language).commitment.update.send }).click();
      expect(await officer.locator('#results-error').innerText()).toBe(over);
      expect(await box.inputValue()).toHaveLength(10_034);
    },
  );

  it('have the program count the same, and say the same', async () => {
    const { post } = await openSession(program.app, 'congthuong@hanoi');
    const answer = await post(report, {
      version: '1',
      status: 'in_progress',
      percent: '45',
      results: 'b'.repeat(10_034),
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('Quá dài: hãy bớt 34 ký tự (tối đa 10.000 ký tự).');
  });

  it.each(['vi', 'en'] as const)('choose a file by a button of their own, in %s', async (language) => {
    const { files } = words(language).form;
    await inLanguage(language, part);
    const [input, line] = [officer.locator('#tep'), officer.locator('.file-chosen')];
    expect(await line.innerText()).toBe(files.none);
    expect(await officer.locator('.file-look .btn').innerText()).toBe(files.choose);
    expect(await input.evaluate((box) => getComputedStyle(box).opacity)).toBe('0');
    const asked = officer.waitForEvent('filechooser');
    await officer.locator('.file-look .btn').click({ force: true });
    await (
      await asked
    ).setFiles({ name: 'Biên bản.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
    expect(await line.innerText()).toBe('Biên bản.pdf');
  });

  it('put the percent that a status means into its box, and what was typed back', async () => {
    await inLanguage('vi', report);
    const percent = officer.locator('#percent');
    await percent.fill('45');
    await officer.locator('.report-fold > summary').click();
    await officer.locator('[value="completed"]').check();
    expect(await percent.inputValue()).toBe('100');
    await officer.locator('[name="status"][value="in_progress"]').check();
    expect(await percent.inputValue()).toBe('45');
  });

  it('cut off nothing in any page', () => {
    const views = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' });
    const cutting = views
      .filter((file) => file.endsWith('.tsx'))
      .filter((file) => /maxlength/i.test(readFileSync(join(projectRoot, 'src', file), 'utf8')));
    expect(cutting).toEqual([]);
  });
});
