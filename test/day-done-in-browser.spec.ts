import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { CommitmentDetail } from '../src/commitments/commitment.types.js';
import { words } from '../src/web/i18n/words.js';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { closeTabs, peopleAt } from './support/visitor.js';

jest.setTimeout(120_000);

const { done, commitment } = words('vi');
const LIST = '/2016-tb-tu/cam-ket';

/** 3.09 is due on 25/11/2019 and 2.08 on 30/11: what two offices and their leaders do about them, at their screens. */
describe('the day on which a part was done, as people at a browser state and confirm it', () => {
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
  const one = async (code: string): Promise<CommitmentDetail> => {
    const { items } = (
      await program.ask('auditor@tracker', 'GET', '/api/v1/agreements/2016-tb-tu/commitments?limit=100')
    ).json;
    return (items as CommitmentDetail[]).find((item) => item.code === code)!;
  };

  /** A document by its number; the form is on the commitment's page. */
  async function nameDocument(page: Page, code: string, number: string, day: string): Promise<void> {
    await page.goto(`${LIST}/${code}`);
    const form = page.locator('form.attach');
    await form.getByLabel('Số, ký hiệu văn bản').fill(number);
    await form.getByLabel('Ngày ban hành').fill(day);
    await form.getByLabel('Cơ quan ban hành').fill('Sở Công Thương thành phố Hà Nội');
    await form.getByLabel('Nơi nhận').fill('Văn phòng Thành ủy Hà Nội');
    await form.getByRole('button', { name: 'Thêm tài liệu' }).click();
    await page.getByText(`Số ${number} ngày ${day}`).first().waitFor();
  }

  /** The form of a report, with completion chosen and what was achieved filled in. */
  async function declaring(page: Page, code: string): Promise<void> {
    await page.goto(`${LIST}/${code}/cap-nhat?day-du=1`);
    await page.getByRole('radio', { name: 'Hoàn thành', exact: true }).check();
    await page.getByLabel('Kết quả').fill('Đã tổ chức đủ các hoạt động kết nối cung cầu.');
  }
  const send = (page: Page) => page.getByRole('button', { name: commitment.update.send }).click();
  const sent = (page: Page, code: string) => page.waitForURL(`**/cam-ket/${code}`);

  async function confirm(who: string, code: string): Promise<string> {
    const page = await as(who);
    await page.goto(`${LIST}/${code}`);
    const panel = page.locator('#xac-nhan-hoan-thanh');
    await page.locator('summary, button', { hasText: commitment.actions.sign }).first().click();
    const shown = await panel.innerText();
    await panel.getByRole('button', { name: commitment.actions.sign, exact: true }).click();
    await page.getByRole('status').first().waitFor();
    return shown;
  }

  it('asks for evidence or the reason for having none, proposes today, and takes a document by its number for proof', async () => {
    const page = await as('congthuong@hanoi');
    await declaring(page, '3.09');
    expect(await page.getByLabel(done.day).inputValue()).toBe('20/11/2019');
    await send(page);
    const reason = page.getByLabel(done.reason);
    await expect(reason.getAttribute('aria-invalid')).resolves.toBe('true');
    expect(await page.getByLabel('Kết quả').inputValue()).toContain('kết nối cung cầu');
    await nameDocument(page, '3.09', '215-BC/SCT', '20/11/2019');
    await declaring(page, '3.09');
    await send(page);
    await sent(page, '3.09');
    const office = await as('coordinator@nghean');
    await declaring(office, '3.09');
    await office.getByLabel(done.reason).fill('Biên bản đang chờ ký.');
    await send(office);
    await sent(office, '3.09');
    const { sides } = await one('3.09');
    expect(sides.map(({ doneOn, statedOn }) => [doneOn, statedOn])).toEqual([
      ['2019-11-20', '2019-11-20'],
      ['2019-11-20', '2019-11-20'],
    ]);
  });

  it('stays in time however late the leaders confirm it, who see the day and the evidence; nobody was chased meanwhile', async () => {
    expect(
      (await program.ask('auditor@tracker', 'PUT', '/api/v1/demo/clock', { date: '2019-12-03' })).status,
    ).toBe(200);
    const leader = await as('leader@hanoi');
    await leader.goto('/viec-cua-toi');
    const task = leader.getByRole('row').filter({ hasText: '3.09' }).first();
    expect(await task.innerText()).toContain('Xác nhận hoàn thành');
    const shown = await confirm('leader@hanoi', '3.09');
    expect(shown).toContain('20/11/2019');
    expect(shown).toContain('215-BC/SCT');
    expect(await confirm('leader@nghean', '3.09')).toContain('Biên bản đang chờ ký.');
    await leader.goto(`${LIST}/3.09`);
    const head = await leader.locator('main').innerText();
    expect(head).toContain('Hoàn thành đúng hạn');
    expect(head).toContain('Hoàn thành 20/11/2019, báo cáo 20/11/2019');
    const { completedOn, timeliness, reminders } = await one('3.09');
    expect([completedOn, timeliness, reminders]).toEqual(['2019-11-20', 'completed_on_time', 0]);
  });

  it('is late where the part was done late, however soon it is confirmed', async () => {
    for (const who of ['hanoi', 'nghean']) {
      const page = await as(`coordinator@${who}`);
      await declaring(page, '2.08');
      await page.getByLabel(done.day).fill('2/12/2019');
      await page.getByLabel(done.reason).fill('Kỷ yếu đang in.');
      await send(page);
      await sent(page, '2.08');
      await confirm(`leader@${who}`, '2.08');
    }
    const { completedOn, timeliness } = await one('2.08');
    expect([completedOn, timeliness]).toEqual(['2019-12-02', 'completed_late']);
    const page = await as('leader@nghean');
    await page.goto(`${LIST}?timeliness=completed_late`);
    expect(await page.getByRole('row').filter({ hasText: '2.08' }).innerText()).toContain(
      'Hoàn thành quá hạn',
    );
  });
});
