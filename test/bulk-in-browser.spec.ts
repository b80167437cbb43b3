import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { words } from '../src/web/i18n/words.js';
import { startApp } from './support/app.js';
import { faultsOf, overflowOf } from './support/axe.js';
import { browser as startBrowser } from './support/browser.js';
import { query } from './support/query.js';
import { closeTabs, peopleAt, signedIn } from './support/visitor.js';

jest.setTimeout(120_000);

const { bulk: t } = words('vi');
const LIST = '/2016-tb-tu/cam-ket';

/** Nghệ An has not confirmed the plans of 2.09, 3.08 and 9.01. */
describe('many commitments at once, at a browser', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
  });
  afterEach(() => closeTabs(browser));
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const as = peopleAt(() => ({ browser, url: program.url }));
  const box = (page: Page, code: string) => page.getByLabel(t.pick.one(code), { exact: true });
  const bar = (page: Page) => page.getByRole('group', { name: t.pick.bar });
  const change = (code: string, set: string) =>
    query(program.database.url, `update commitment set ${set} where code = $1`, [code]);

  it('are ticked one by one, with Shift, by keyboard and by page, and offer what can be done', async () => {
    const page = await as('coordinator@nghean');
    await page.goto(LIST);
    expect(await bar(page).isVisible()).toBe(false);
    await box(page, '1.01').click();
    await box(page, '1.04').click({ modifiers: ['Shift'] });
    await bar(page).getByText('Đã chọn 4 cam kết').waitFor();
    await box(page, '1.06').focus();
    await page.keyboard.press('Shift+Space');
    await bar(page).getByText('Đã chọn 6 cam kết').waitFor();
    await page.getByLabel(t.pick.page).click();
    await bar(page).getByText('Đã chọn 44 cam kết').waitFor();
    expect(page.url()).toMatch(/\/cam-ket$/);
    const offered = await bar(page).getByRole('button').allInnerTexts();
    expect(offered).toEqual([...Object.values(t.actions), t.pick.clear]);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: t.pick.clear }).click();
    expect(await bar(page).isVisible()).toBe(false);
  });

  it('are looked at, confirmed together, and told; a double click does it once', async () => {
    const page = await as('coordinator@nghean');
    await page.goto(`${LIST}?sector=3`);
    await box(page, '3.07').click();
    await box(page, '3.08').click();
    await bar(page).getByRole('button', { name: t.actions.confirm_plan }).click();
    await page.getByRole('heading', { name: t.will(1) }).waitFor();
    expect(await page.locator('#se-thuc-hien tbody').innerText()).toContain('chưa xác nhận → đã xác nhận');
    expect(await page.locator('#khong-thuc-hien tbody').innerText()).toContain(
      'đã được phía đồng chí xác nhận',
    );
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: t.submit.confirm_plan(1) }).dblclick();
    await page.getByText(t.done.confirm_plan(1)).waitFor();
    await page.getByText(t.doneText(1)).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: t.back }).click();
    await page.waitForURL(/cam-ket\?sector=3$/);
    const events = await query(
      program.database.url,
      `select 1 from commitment_event e join commitment c on c.id = e.commitment_id
       where c.code = '3.08' and e.kind = 'plan_confirmed' and e.party_id = (select id from party where code = 'nghean')`,
    );
    expect(events).toHaveLength(1);
  });

  it('are none of them done where one has changed: a new preview, with what was typed', async () => {
    const page = await as('coordinator@hanoi');
    await page.goto(`${LIST}?sector=4`);
    await box(page, '4.02').click();
    await box(page, '4.04').click();
    await bar(page).getByRole('button', { name: t.actions.propose_due }).click();
    await page.getByLabel('Ngày hết hạn').fill('30/06/2021');
    await page.getByLabel(t.form.reason).fill('Chờ <script>alert(1)</script> kinh phí.');
    await page.getByRole('button', { name: t.form.preview, exact: true }).click();
    const act = page.getByRole('button', { name: /^Gửi \d+ đề nghị$/ });
    await act.waitFor();
    await change('4.02', 'version = version + 1');
    await act.click();
    const alert = page.getByRole('alert');
    await alert.getByText(/4\.02/).waitFor();
    expect(await page.getByLabel(t.form.reason).inputValue()).toContain('<script>');
    const requests = () =>
      query(program.database.url, `select 1 from extension_request where reason like 'Chờ <script>%'`);
    expect(await requests()).toEqual([]);
    await act.click();
    await page.getByText(/^Đã gửi đề nghị thời hạn của \d+ cam kết\./).waitFor();
    expect((await requests()).length).toBeGreaterThan(0);
  });

  it('are previewed again where other terms are typed after the preview', async () => {
    const page = await as('coordinator@hanoi');
    await page.goto(LIST);
    await box(page, '3.06').click();
    await box(page, '3.07').click();
    await bar(page).getByRole('button', { name: t.actions.hand_over }).click();
    await page.getByLabel(t.form.body).selectOption({ label: 'Sở Du lịch thành phố Hà Nội' });
    await page.getByRole('button', { name: t.form.preview, exact: true }).click();
    const act = page.getByRole('button', { name: t.submit.hand_over(2) });
    await act.waitFor();
    await page.getByLabel(t.form.body).selectOption({ label: 'Sở Nội vụ thành phố Hà Nội' });
    await act.click();
    await page.locator('#se-thuc-hien').getByText('Sở Nội vụ thành phố Hà Nội').first().waitFor();
    await act.click();
    await page.getByText(t.done.hand_over(2)).waitFor();
  });

  it('are chosen whole as the list is filtered, also without JavaScript', async () => {
    const page = await signedIn(browser, program.url, 'congthuong@nghean', { javaScriptEnabled: false });
    await page.goto(`${LIST}?sector=3`);
    await box(page, '3.01').check();
    await page.getByLabel(t.pick.all('10')).check();
    await bar(page).getByRole('button', { name: t.actions.propose_due }).click();
    expect(await page.locator('main').innerText()).toContain(t.chosen(10));
    await page.getByLabel('Ngày hết hạn').fill('31/12/2020');
    await page.getByLabel(t.form.reason).fill('Chờ kinh phí.');
    await page.getByRole('button', { name: t.form.preview, exact: true }).click();
    await page.getByRole('button', { name: /^Gửi \d+ đề nghị$/ }).click();
    expect(await page.locator('.notice-bar').innerText()).toMatch(
      /Đã gửi đề nghị thời hạn của \d+ cam kết\./,
    );
  });

  it.each([390, 320])('are ticked on a phone %i px wide, a page of the list by one button', async (width) => {
    const page = await as('coordinator@hanoi');
    await page.setViewportSize({ width, height: 700 });
    await page.goto(`${LIST}?sector=4`);
    await box(page, '4.02').click();
    await bar(page).getByText('Đã chọn 1 cam kết').waitFor();
    await page.getByRole('button', { name: t.pick.every }).click();
    await bar(page).getByText('Đã chọn 8 cam kết').waitFor();
    // The bar lies over some rows: what axe says of their links depends on how far the list is scrolled.
    expect(await overflowOf(page)).toEqual([]);
    await page.getByRole('button', { name: t.pick.clear }).click();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('have no boxes for who can do nothing with them, on a past day, or on paper', async () => {
    const auditor = await as('auditor@tracker');
    await auditor.goto(LIST);
    expect(await auditor.locator('[data-pick]').count()).toBe(0);
    const page = await as('coordinator@hanoi');
    await page.goto(`${LIST}?asOf=2019-11-01`);
    expect(await page.locator('[data-pick]').count()).toBe(0);
    await page.goto(LIST);
    await box(page, '1.01').click();
    await page.emulateMedia({ media: 'print' });
    expect([await bar(page).isVisible(), await box(page, '1.01').isVisible()]).toEqual([false, false]);
  });
});
