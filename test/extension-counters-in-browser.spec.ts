import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp } from './support/app.js';
import { faultsOf } from './support/axe.js';
import { browser as startBrowser } from './support/browser.js';
import { signedIn } from './support/visitor.js';

jest.setTimeout(180_000);

const path = '/2016-tb-tu/cam-ket/2.04';

/** Hà Nội asks for 30/11/2020 instead of 15/12/2019, and its leader approves. */
describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('an earlier deadline than the one asked for, at a browser %s', (_name, javaScriptEnabled) => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let office: Page;
  let leader: Page;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    [office, leader] = await Promise.all([
      signedIn(browser, program.url, 'coordinator@nghean', { javaScriptEnabled }),
      signedIn(browser, program.url, 'leader@hanoi', { javaScriptEnabled }),
    ]);
    const { items } = (
      await program.ask('auditor@tracker', 'GET', '/api/v1/agreements/2016-tb-tu/commitments?q=2.04')
    ).json;
    const { id } = items.find(({ code }: { code: string }) => code === '2.04');
    const due = { precision: 'date', value: '2020-11-30' };
    const asked = { due, reason: 'Chờ vốn.' };
    const url = `/api/v1/commitments/${id}/extension-requests`;
    const { json } = await program.ask('coordinator@hanoi', 'POST', url, asked);
    const yes = { decision: 'approved', reason: '' };
    await program.ask('leader@hanoi', 'PUT', `/api/v1/extension-requests/${json.id}/decision`, yes);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  /** axe itself is a script. */
  const isSound = async (page: Page) => {
    if (javaScriptEnabled) expect(await faultsOf(page)).toEqual([]);
  };
  const send = (panel: string, page: Page) => page.locator(`${panel} .btn-primary`).click();

  it('is asked for only where the office chooses to name one; what is wrong stays as it was typed', async () => {
    await office.goto(path);
    await office.getByText('Cho ý kiến về gia hạn').click();
    const panel = office.locator('#y-kien-gia-han');
    expect(await panel.locator('.counter-due').isVisible()).toBe(false);
    await panel.getByText('Thời hạn sớm hơn', { exact: true }).click();
    expect(await panel.locator('.counter-due').isVisible()).toBe(true);
    await panel.getByText('Quý', { exact: true }).first().click();
    await panel.locator('#quarter').selectOption('4');
    await panel.locator('#year').fill('2020');
    await panel.locator('textarea').fill('Chờ quá lâu <b>');
    await isSound(office);
    await send('#y-kien-gia-han', office);
    expect(await office.locator('#gia-han-khac-error').innerText()).toContain(
      'phải trước thời hạn được đề nghị',
    );
    expect(await office.locator('#y-kien-gia-han textarea').inputValue()).toBe('Chờ quá lâu <b>');
    expect(await office.locator('#quarter').inputValue()).toBe('4');
    await isSound(office);
  });

  it('keeps the request open at that day; the page says that the approval fell', async () => {
    await office.locator('#quarter').selectOption('2');
    await send('#y-kien-gia-han', office);
    expect(await office.locator('.notices [role="status"]').innerText()).toContain(
      'Đã đề nghị thời hạn sớm hơn: Quý II/2020',
    );
    const deadline = await office.locator('#thoi-han').innerText();
    expect(deadline).toContain('văn phòng cấp ủy Nghệ An đề nghị Quý II/2020 thay cho 30/11/2020');
    expect(deadline).toContain('Quyết định đồng ý trước đó của lãnh đạo không còn hiệu lực');
    expect(await office.locator('#dien-bien').innerText()).toContain(
      'đề nghị gia hạn đến Quý II/2020 thay cho 30/11/2020',
    );
    await isSound(office);
  });

  it('is the leader’s to decide, who reads why, and then holds', async () => {
    await leader.goto('/viec-cua-toi');
    expect(await leader.locator('main').innerText()).toContain('Chờ quá lâu <b>');
    await leader.goto(path);
    await leader.getByText('Quyết định gia hạn').first().click();
    const panel = leader.locator('#quyet-dinh-gia-han');
    expect(await panel.innerText()).toContain('Chờ quá lâu <b>');
    expect(await panel.getByText('Thời hạn sớm hơn', { exact: true }).count()).toBe(0);
    await panel.getByText('Đồng ý', { exact: true }).click();
    await isSound(leader);
    await send('#quyet-dinh-gia-han', leader);
    expect(await leader.locator('.notices [role="status"]').innerText()).toContain(
      'Thời hạn mới: Quý II/2020',
    );
  });
});
