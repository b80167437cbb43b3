import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp } from './support/app.js';
import { faultsOf } from './support/axe.js';
import { browser as startBrowser } from './support/browser.js';
import { signedIn } from './support/visitor.js';

jest.setTimeout(180_000);

const path = '/2016-tb-tu/cam-ket/3.08';

/** Nghệ An has not confirmed the plan of 3.08; Hà Nội has. Today is 20/11/2019. */
describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('agreeing a plan, at a browser %s', (_name, javaScriptEnabled) => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let nghean: Page;
  let hanoi: Page;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    [nghean, hanoi] = await Promise.all([
      signedIn(browser, program.url, 'coordinator@nghean', { javaScriptEnabled }),
      signedIn(browser, program.url, 'coordinator@hanoi', { javaScriptEnabled }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  /** axe itself is a script. */
  const isSound = async (page: Page) => {
    if (javaScriptEnabled) expect(await faultsOf(page)).toEqual([]);
  };
  const send = (page: Page) => page.locator('.plan-form .btn-primary').click();
  const told = (page: Page) => page.locator('.notices [role="status"]').innerText();

  it('opens with the plan as it stands; what is wrong is said beside its field, and nothing typed is lost', async () => {
    await nghean.goto(path);
    await nghean.locator('#ke-hoach').getByRole('link', { name: 'Sửa kế hoạch' }).click();
    expect(await nghean.locator('h1').innerText()).toContain('Kế hoạch của phía Nghệ An');
    await isSound(nghean);
    await nghean.getByLabel('Đề xuất thời hạn khác').check();
    await nghean.getByLabel('Quý', { exact: true }).first().check();
    await nghean.fill('#textVi', 'Kết quả <b>');
    await nghean.getByLabel('Công an tỉnh Nghệ An').check();
    await send(nghean);
    expect(await nghean.locator('#due-error').innerText()).toContain('đề xuất thời hạn khác');
    expect(await nghean.inputValue('#textVi')).toBe('Kết quả <b>');
    expect(await nghean.getByLabel('Công an tỉnh Nghệ An').isChecked()).toBe(true);
    await isSound(nghean);
  });

  it('proposes another deadline, which counts once the other side has confirmed it', async () => {
    await nghean.getByLabel('Ngày', { exact: true }).check();
    await nghean.fill('#date', '14/02/2020');
    await send(nghean);
    expect(await told(nghean)).toContain('Đã đề xuất thời hạn 14/02/2020');
    const plan = await nghean.locator('#ke-hoach').innerText();
    expect(plan).toContain('14/02/2020');
    expect(plan).toContain('Chờ xác nhận lại thời hạn');
    expect(await nghean.locator('#dien-bien').innerText()).toContain(
      'Nghệ An đề xuất thời hạn 14/02/2020 trong kế hoạch',
    );
    await isSound(nghean);
  });

  it('is the other office’s to confirm, which reads of it in its work', async () => {
    await hanoi.goto('/viec-cua-toi');
    expect(await hanoi.locator('main').innerText()).toContain(
      'Nghệ An đề xuất thời hạn khác: Quý I/2020 → 14/02/2020',
    );
  });

  it('shows what was typed again where the other side was quicker', async () => {
    await hanoi.goto(`${path}/ke-hoach`);
    await hanoi.getByLabel('Đồng ý thời hạn Nghệ An đề xuất: 14/02/2020').check();
    await hanoi.fill('#recipient', 'Tỉnh ủy Nghệ An và các sở');
    await nghean.goto(`${path}/ke-hoach`);
    await nghean.fill('#textVi', 'Báo cáo chung');
    await send(nghean);
    expect(await told(nghean)).toContain('thời hạn 14/02/2020');
    await send(hanoi);
    expect(await hanoi.locator('.error-summary').innerText()).toContain('đã được người khác sửa');
    expect(await hanoi.inputValue('#recipient')).toBe('Tỉnh ủy Nghệ An và các sở');
    await isSound(hanoi);
  });

  it('stands when both have confirmed it, and can then be changed by an extension only', async () => {
    await send(hanoi);
    expect(await told(hanoi)).toContain('Hai bên đều đã xác nhận');
    expect(await hanoi.locator('#thoi-han').innerText()).toContain('14/02/2020');
    await hanoi.goto(`${path}/ke-hoach`);
    expect(await hanoi.locator('#due').innerText()).toContain('chỉ thay đổi khi gia hạn');
    expect(await hanoi.locator('input[name="due"]').count()).toBe(0);
    await isSound(hanoi);
  });
});
