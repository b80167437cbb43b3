import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { words } from '../src/web/i18n/words.js';
import { startApp } from './support/app.js';
import { faultsOf } from './support/axe.js';
import { browser as startBrowser } from './support/browser.js';
import { query } from './support/query.js';
import { closeTabs, signedIn } from './support/visitor.js';

jest.setTimeout(120_000);

const { commitment, work } = words('vi');
const t = commitment.review;
const PAGE = '/2016-tb-tu/cam-ket';

describe('a report that its own office looks at first, as people at a browser send, correct and accept it', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    await query(program.database.url, 'update agreement set report_review = true');
  });
  afterEach(() => closeTabs(browser));
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  it.each([
    ['with a script', '4.02', true],
    ['without one', '4.05', false],
  ])(
    'goes back with a comment beside its field, and is seen by the other side once accepted: %s',
    async (_, code, javaScriptEnabled) => {
      const visitor = (who: string) => signedIn(browser, program.url, who, { javaScriptEnabled });
      const officer = await visitor('nongnghiep@hanoi');
      await officer.goto(`${PAGE}/${code}/cap-nhat?day-du=1`);
      await officer.getByLabel(commitment.update.percent).fill('61');
      await officer.getByLabel(commitment.texts.results, { exact: true }).fill(`Đã ký kết ${code}.`);
      await officer.getByRole('button', { name: commitment.update.send, exact: true }).click();
      await officer.getByText(t.pendingOwnText).first().waitFor();

      const office = await visitor('coordinator@hanoi');
      await office.goto('/viec-cua-toi');
      await office.getByRole('link', { name: `${work.act.review_report} ${code}` }).click();
      if (javaScriptEnabled) expect(await faultsOf(office)).toEqual([]);
      await office.getByText(t.addComment(commitment.texts.results)).click();
      await office.getByLabel(t.commentOn(commitment.texts.results)).fill('Ghi rõ số doanh nghiệp.');
      await office.getByRole('button', { name: t.sendBack }).click();
      await office.getByRole('status').first().waitFor();

      const again = await visitor('nongnghiep@hanoi');
      await again.goto('/viec-cua-toi');
      await again.getByRole('link', { name: `${work.act.report_sent_back} ${code}` }).click();
      expect(await again.locator('.field-commented').innerText()).toContain('Ghi rõ số doanh nghiệp.');
      const results = again.getByLabel(commitment.texts.results, { exact: true });
      expect(await results.inputValue()).toBe(`Đã ký kết ${code}.`);
      if (javaScriptEnabled) expect(await faultsOf(again)).toEqual([]);
      await results.fill(`12 doanh nghiệp đã ký kết ${code}.`);
      await again.getByRole('button', { name: commitment.update.send, exact: true }).click();
      await again.getByRole('status').first().waitFor();
      expect(new URL(again.url()).pathname).toBe('/viec-cua-toi');
      await again.goto(`${PAGE}/${code}`);
      await again.getByText(t.pendingOwnText).first().waitFor();

      const theirs = await visitor('coordinator@nghean');
      await theirs.goto(`${PAGE}/${code}`);
      expect(await theirs.locator('main').innerText()).not.toContain('ký kết');

      const last = await visitor('coordinator@hanoi');
      await last.goto(`${PAGE}/${code}/bao-cao`);
      await last.getByRole('button', { name: t.accept }).click();
      await last.getByRole('status').first().waitFor();
      await theirs.goto(`${PAGE}/${code}`);
      expect(await theirs.locator('main').innerText()).toContain(`12 doanh nghiệp đã ký kết ${code}.`);
      expect(await theirs.locator('main').innerText()).not.toContain(`\nĐã ký kết ${code}.`);
    },
  );
});
