import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp } from './support/app.js';
import { faultsOf } from './support/axe.js';
import { browser as startBrowser } from './support/browser.js';
import { signedIn } from './support/visitor.js';

jest.setTimeout(180_000);

const path = '/2016-tb-tu/cam-ket/3.06';

/** 3.06 has no indicators of its own; today is 20/11/2019. */
describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('figures of a part, at a browser %s', (_name, javaScriptEnabled) => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let office: Page;
  let officer: Page;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    [office, officer] = await Promise.all([
      signedIn(browser, program.url, 'coordinator@hanoi', { javaScriptEnabled }),
      signedIn(browser, program.url, 'congthuong@hanoi', { javaScriptEnabled }),
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
  const send = (page: Page) => page.locator('main form .btn-primary').first().click();

  it('are asked for as the committee office sets them; what is wrong stays as it was typed', async () => {
    await office.goto(path);
    await office.getByRole('link', { name: 'Đặt chỉ tiêu' }).click();
    await office.fill('#nameVi0', 'Doanh nghiệp được kết nối');
    await office.fill('#unit0', 'doanh nghiệp');
    await office.fill('#target0', '0');
    await office.fill('#nameVi1', 'Hồ sơ trả lời đúng hạn <b>');
    await office.fill('#unit1', '%');
    await office.selectOption('#adds1', 'ratio');
    await send(office);
    expect(await office.locator('#target0-error').innerText()).toMatch(/Mục tiêu phải lớn hơn 0/);
    expect(await office.inputValue('#nameVi1')).toBe('Hồ sơ trả lời đúng hạn <b>');
    await isSound(office);
    await office.fill('#target0', '1.234,5');
    await send(office);
    expect(await office.locator('[role="status"]').innerText()).toContain('Đã lưu chỉ tiêu của phía Hà Nội.');
    const shown = await office.locator('#chi-tieu').innerText();
    expect(shown).toContain('1.234,5');
    expect(shown).toContain('Hồ sơ trả lời đúng hạn <b>');
    expect(shown).toContain('chưa thống nhất');
    expect(await office.locator('#dien-bien').innerText()).toContain(
      'Hà Nội nêu chỉ tiêu: Doanh nghiệp được kết nối (1.234,5 doanh nghiệp)',
    );
    await isSound(office);
  });

  it('are stated with a report; a figure that is none comes back beside its box, and nothing is lost', async () => {
    await officer.goto(`${path}/cap-nhat`);
    await officer.fill('#percent', '45');
    await officer.fill('#results', 'Đã kết nối thêm.');
    await officer.fill('#figure_doanh-nghiep-duoc-ket-noi', 'mười hai');
    await officer.fill('#figure_ho-so-tra-loi-dung-han-b', '9');
    await send(officer);
    expect(await officer.locator('#figure_doanh-nghiep-duoc-ket-noi-error').innerText()).toMatch(
      /Ghi một số/,
    );
    expect(await officer.inputValue('#figure_ho-so-tra-loi-dung-han-b')).toBe('9');
    await isSound(officer);
    await officer.fill('#figure_doanh-nghiep-duoc-ket-noi', '12,5');
    await send(officer);
    expect(await officer.locator('#figureOf_ho-so-tra-loi-dung-han-b-error').innerText()).toMatch(
      /cần cả hai số/,
    );
    expect(await officer.locator('.figure-warning').innerText()).toMatch(/còn thiếu 1\.222.*Vẫn gửi được/);
    await officer.fill('#figureOf_ho-so-tra-loi-dung-han-b', '10');
    await send(officer);
    expect(await officer.locator('.notice-bar[role="status"]').innerText()).toContain('Đã gửi báo cáo');
  });

  it('are read by both sides: what it comes to, the target, the plan so far and the line of the reports', async () => {
    const other = await signedIn(browser, program.url, 'coordinator@nghean', { javaScriptEnabled });
    await other.goto(path);
    const section = other.locator('#chi-tieu');
    expect(await section.innerText()).toMatch(/12,5\s+1\.234,5/);
    expect(await section.innerText()).toMatch(/90%/);
    expect(await section.innerText()).toContain('Chậm so với kế hoạch');
    expect(await section.locator('svg[role="img"]').first().getAttribute('aria-label')).toMatch(
      /^Doanh nghiệp được kết nối, lũy kế: T1[12]\/2019 12,5; mục tiêu 1\.234,5$/,
    );
    await isSound(other);
  });
});
