import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp } from './support/app.js';
import { faultsOf } from './support/axe.js';
import { browser as startBrowser } from './support/browser.js';
import { signedIn } from './support/visitor.js';

jest.setTimeout(180_000);

const start = '/2016-tb-tu/sua-doi';
const extra = ', có kết nối trực tuyến <b>';

/** Hà Nội's office proposes by minutes of both sides, Nghệ An's agrees. Today is 20/11/2019. */
describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('amending the agreement, at a browser %s', (_name, javaScriptEnabled) => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let hanoi: Page;
  let nghean: Page;
  let leader: Page;
  /** The address of the amendment, and 3.06 as it was worded. */
  let one: string;
  let before: string;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    [hanoi, nghean, leader] = (await Promise.all(
      ['coordinator@hanoi', 'coordinator@nghean', 'leader@nghean'].map((who) =>
        signedIn(browser, program.url, who, { javaScriptEnabled }),
      ),
    )) as [Page, Page, Page];
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  /** axe itself is a script. */
  const isSound = async (page: Page) => {
    if (javaScriptEnabled) expect(await faultsOf(page)).toEqual([]);
  };
  const main = (page: Page) => page.locator('main').innerText();
  const send = (page: Page) => page.locator('.amendment-form > .form-actions .btn-primary').click();

  it('is built up row by row from the notice’s page; what is wrong is said beside its box, and nothing typed is lost', async () => {
    await hanoi.goto('/2016-tb-tu/thong-bao');
    await hanoi.getByRole('link', { name: 'Sửa đổi, bổ sung', exact: true }).click();
    expect(await main(hanoi)).toContain('Chưa có sửa đổi, bổ sung nào.');
    await hanoi.getByRole('link', { name: 'Đề nghị sửa đổi, bổ sung' }).click();
    await isSound(hanoi);
    await hanoi.fill('#number', '12-BB/TU');
    await hanoi.fill('#issuedOn', '18/11/2019');
    await hanoi.getByRole('button', { name: '+ Sửa nội dung, thời hạn' }).click();
    await hanoi.fill('#commitment-0', '3.06');
    await hanoi.getByRole('button', { name: 'Lấy nội dung hiện hành' }).click();
    before = await hanoi.inputValue('#vi-0');
    await hanoi.fill('#vi-0', before + extra);
    await hanoi.getByRole('button', { name: '+ Bổ sung cam kết' }).click();
    await hanoi.getByRole('button', { name: '+ Nhập cam kết' }).click();
    await hanoi.getByRole('button', { name: '+ Thôi thực hiện' }).click();
    await hanoi.getByRole('button', { name: 'Bỏ thay đổi 4' }).click();
    await hanoi.selectOption('#sector-1', '3');
    await hanoi.fill('#due-1', 'sang năm');
    await send(hanoi);
    for (const [box, words] of [
      ['title', 'trích yếu'],
      ['due-1', 'chưa đọc được'],
    ] as const)
      expect([box, await hanoi.locator(`#${box}-error`).innerText()]).toEqual([
        box,
        expect.stringContaining(words),
      ]);
    expect(await hanoi.inputValue('#vi-0')).toBe(before + extra);
    expect(await hanoi.inputValue('#due-1')).toBe('sang năm');
    await isSound(hanoi);
  });

  it('goes to the other side’s office, which has it in its work', async () => {
    await hanoi.fill('#title', 'Biên bản làm việc');
    await hanoi.fill('#vi-1', 'Tổ chức hội chợ chung');
    await hanoi.fill('#due-1', 'quý IV/2020');
    await hanoi.fill('#commitment-2', '3.07');
    await hanoi.fill('#into-2', '3.06');
    await send(hanoi);
    one = new URL(hanoi.url()).pathname;
    expect(one).toMatch(/^\/2016-tb-tu\/sua-doi\/\d+$/);
    expect(await hanoi.locator('[role="status"]').first().innerText()).toContain('Đã gửi đề nghị');
    await isSound(hanoi);
    await nghean.goto('/viec-cua-toi');
    expect(await main(nghean)).toContain('1 đề nghị sửa đổi, bổ sung chờ ý kiến');
    await nghean.goto('/2016-tb-tu/cam-ket/3.06');
    await nghean.locator('#sua-doi').getByRole('link', { name: 'Xem đề nghị và cho ý kiến' }).click();
    expect(new URL(nghean.url()).pathname).toBe(one);
    await isSound(nghean);
  });

  it('is read by a leader, who has nothing to press', async () => {
    await leader.goto(one);
    expect(await leader.locator('main form').count()).toBe(0);
    await leader.goto(start);
    expect(await leader.getByRole('link', { name: 'Đề nghị sửa đổi, bổ sung' }).count()).toBe(0);
    await isSound(leader);
  });

  it('is not rejected without a reason, and is in force once it is agreed', async () => {
    await nghean.getByRole('button', { name: 'Không đồng ý' }).click();
    expect(await nghean.locator('#reason-error').innerText()).toContain('lý do');
    await nghean.fill('#number', '88-TB/TU');
    await nghean.getByRole('button', { name: 'Đồng ý', exact: true }).click();
    expect(await nghean.inputValue('#number')).toBe('88-TB/TU');
    await nghean.fill('#title', 'Kết luận của Ban Thường vụ');
    await nghean.fill('#issuedOn', '19/11/2019');
    await nghean.getByRole('button', { name: 'Đồng ý', exact: true }).click();
    expect(await nghean.locator('[role="status"]').first().innerText()).toContain('có hiệu lực từ hôm nay');
    expect(await nghean.locator('#y-kien-cac-ben').innerText()).toContain('88-TB/TU');
    await isSound(nghean);
  });

  it('shows on each commitment what came later, and the wording before', async () => {
    await leader.goto('/2016-tb-tu/cam-ket/3.06');
    expect(await leader.locator('h1').innerText()).toContain(extra);
    await leader.locator('#sua-doi-cam-ket summary').click();
    expect(await leader.locator('#sua-doi-cam-ket details').innerText()).toContain(before);
    await isSound(leader);
    await leader.goto('/2016-tb-tu/cam-ket/3.07');
    expect(await main(leader)).toContain('Nhập vào 3.06');
    expect(await leader.getByRole('link', { name: 'Cập nhật tiến độ' }).count()).toBe(0);
    await leader.goto('/2016-tb-tu/thong-bao');
    expect(await leader.locator('#sua-doi').innerText()).toContain('12-BB/TU');
    await isSound(leader);
  });
});
