import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import type { ReceivedMail } from './support/smtp.js';
import { closeTabs, peopleAt, signedIn, visitor } from './support/visitor.js';

/** What the users do with it, in a real browser, one after the other on the same data. */
describe('the tracker as its users meet it', () => {
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

  it('takes a liaison officer from sign-in by the own work to an update that everybody sees', async () => {
    const leader = await as('leader@hanoi');
    const before = await figure(leader, 'Chưa thực hiện');

    const page = await visitor(browser, program.url);
    await page.goto('/');
    expect(new URL(page.url()).pathname).toBe('/dang-nhap');
    await page.getByLabel('Thư điện tử').fill('congthuong@hanoi.example');
    await page.getByLabel('Mật khẩu').fill('hop-tac-2019');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.waitForURL('**/viec-cua-toi');
    await heading(page, 'Việc của tôi');
    const own = page.getByRole('table', { name: 'Cam kết của cơ quan' });
    const row = own.getByRole('row').filter({ hasText: '3.05' });
    await row.getByRole('link').first().click();
    await page.waitForURL('**/cam-ket/3.05');

    await page.getByRole('link', { name: 'Cập nhật tiến độ' }).click();
    await page.waitForURL('**/cap-nhat');
    await report(page, {
      status: 'Đang thực hiện',
      percent: '20',
      results: 'Đã khảo sát 05 doanh nghiệp.',
      difficulties: 'Thiếu số liệu của kỳ trước.',
      proposals: 'Đề nghị Nghệ An gửi danh mục.',
      nextSteps: 'Họp hai sở trước ngày 10/12.',
    });
    await page.waitForURL('**/cam-ket/3.05');

    expect(await page.getByRole('status').innerText()).toContain('Đã gửi báo cáo');
    const side = page.getByRole('article', { name: 'Hà Nội' });
    for (const text of ['Đang thực hiện', '20%', 'Đã khảo sát 05', 'Thiếu số liệu', 'danh mục', 'Họp hai sở'])
      expect(await side.innerText()).toContain(text);
    const newest = moments(page).filter({ hasText: 'Hà Nội báo cáo 20%' });
    expect(await newest.innerText()).toMatch(/20\/11\/2019[\s\S]*Hà Nội báo cáo 20%.*đang thực hiện/);
    expect(await newest.innerText()).toContain('Sở Công Thương · Hà Nội');

    expect(await figure(leader, 'Chưa thực hiện')).toBe(before - 1);
    await tile(leader, 'Chưa thực hiện').getByRole('link').click();
    await heading(leader, 'Cam kết');
    expect(await rows(leader).count()).toBe(before - 1);
    expect(
      await rows(leader)
        .filter({ hasText: /^3\.05/ })
        .count(),
    ).toBe(0);
  });

  it('offers the update neither to the leader nor to an office whose commitment it is not', async () => {
    for (const who of ['leader@hanoi', 'nongnghiep@hanoi']) {
      const page = await as(who);
      await page.goto('/2016-tb-tu/cam-ket/3.05');
      await heading(page, /3\.05/);
      expect(await page.getByRole('link', { name: 'Cập nhật tiến độ' }).count()).toBe(0);
      const answer = await page.goto('/2016-tb-tu/cam-ket/3.05/cap-nhat');
      expect(answer?.status()).toBe(403);
    }
  });

  it('mails both coordinators what fell due when the clock passes its day, and once only', async () => {
    const leader = await as('leader@hanoi');
    await leader.goto('/2016-tb-tu/tong-quan');
    // It answers when the mails of five days are out.
    await leader.getByRole('button', { name: '+1 tuần' }).click({ timeout: 60_000 });
    await leader.getByText('27/11/2019').first().waitFor();
    expect(program.clock.today()).toBe('2019-11-27');

    const offices = ['coordinator@hanoi.example', 'coordinator@nghean.example'];
    for (const office of offices) {
      const mail = mailOf(office, '25/11/2019');
      const link = `${program.url}/2016-tb-tu/cam-ket/3.09`;
      expect(mail.text).toMatch(/ĐẾN HẠN HÔM NAY[\s\S]*3\.09 Thông tin thị trường/);
      expect(mail.text).toContain(link);
      expect(mail.html).toContain('3.09 Thông tin thị trường');
      expect(mail.html).toContain(`href="${link}"`);
      expect(mail.raw).toMatch(/content-type: multipart\/alternative/i);
      expect(mail.raw).toMatch(/content-type: text\/plain; charset=utf-8/i);
      expect(mail.raw).toMatch(/content-type: text\/html; charset=utf-8/i);
    }
    const reader = await as('coordinator@nghean');
    for (const link of linksOf(mailOf(offices[1]!, '25/11/2019'))) {
      const answer = await reader.request.get(link);
      // Later mails have come: with this one no report can be begun any more.
      const status = link.includes('/bao-cao-qua-thu/') ? 404 : 200;
      expect([link, answer.status()]).toEqual([link, status]);
    }
    expect(perPersonAndDay()).toEqual(new Set([1]));

    const sent = program.smtp.offered;
    const admin = await as('admin@tracker.example');
    await admin.goto('/don-doc/xem-truoc?day=2019-11-25');
    await admin.locator('summary', { hasText: 'Gửi thư ngày này' }).click();
    await admin.getByRole('button', { name: 'Gửi thư ngày này' }).click();
    await admin.getByText('Thư ngày 25/11/2019: 0 mục mới, 0 mục đã gửi').waitFor();
    expect(program.smtp.offered).toBe(sent);
  });

  it('shows the due commitment as overdue from the next day on', async () => {
    const page = await as('coordinator@hanoi');
    await page.goto('/2016-tb-tu/cam-ket/3.09');
    await page.getByText('Quá hạn 2 ngày').first().waitFor();
    expect(await moments(page).filter({ hasText: 'Chuyển sang quá hạn' }).innerText()).toContain(
      '26/11/2019',
    );
  });

  it('refuses to turn the clock back', async () => {
    const page = await as('leader@hanoi');
    await page.goto('/2016-tb-tu/tong-quan');
    await page.locator('summary', { hasText: 'Đặt ngày…' }).click();
    const field = page.getByLabel('Ngày mới');
    await field.fill('20/11/2019');
    await page.getByRole('button', { name: 'Đặt', exact: true }).click();
    await page.getByRole('main').getByText('Ngày hệ thống chỉ tiến, không lùi.').first().waitFor();
    expect(program.clock.today()).toBe('2019-11-27');
  });

  it('counts a commitment as completed only when both sides have declared it and both leaders confirmed', async () => {
    const completedBefore = await figure(await as('leader@nghean'), 'Hoàn thành');
    for (const side of ['hanoi', 'nghean']) {
      const liaison = await as(`congthuong@${side}`);
      await liaison.goto('/2016-tb-tu/cam-ket/3.04/cap-nhat');
      const day = liaison.getByLabel('Ngày hoàn thành thực tế');
      expect(await day.isVisible()).toBe(false);
      await fill(liaison, { status: 'Hoàn thành', percent: '100', results: `Đã làm xong (${side}).` });
      expect(await day.inputValue()).toBe('27/11/2019');
      await liaison.getByLabel('Lý do không có minh chứng').fill('Biên bản đang chờ ký.');
      await liaison.getByRole('button', { name: 'Gửi báo cáo' }).click();
      await liaison.waitForURL('**/cam-ket/3.04');
      await notCompletedYet();
    }
    const hanoi = await as('leader@hanoi');
    await confirmCompletion(hanoi);
    await notCompletedYet();
    expect(await figure(hanoi, 'Hoàn thành')).toBe(completedBefore);

    const nghean = await as('leader@nghean');
    await confirmCompletion(nghean);
    expect(await nghean.locator('.badge-row').innerText()).toContain('Hoàn thành đúng hạn');
    await moments(nghean).filter({ hasText: 'Cam kết hoàn thành: hai bên đã xác nhận' }).waitFor();

    expect(await figure(nghean, 'Hoàn thành')).toBe(completedBefore + 1);
    await tile(nghean, 'Hoàn thành').getByRole('link').first().click();
    await heading(nghean, 'Cam kết');
    expect(await rows(nghean).count()).toBe(completedBefore + 1);
    expect(await rows(nghean).filter({ hasText: '3.04' }).count()).toBe(1);

    async function notCompletedYet() {
      const auditor = await as('auditor@tracker.example');
      await auditor.goto('/2016-tb-tu/cam-ket/3.04');
      expect(await auditor.locator('.badge-row').innerText()).not.toContain('Hoàn thành');
    }
  });

  it('shows both texts when a colleague was faster, loses neither, and sends what is chosen', async () => {
    const [office, liaison] = [await as('coordinator@hanoi'), await as('congthuong@hanoi')];
    for (const page of [office, liaison]) await page.goto('/2016-tb-tu/cam-ket/3.07/cap-nhat');
    await report(office, {
      status: 'Đang thực hiện',
      percent: '30',
      results: 'Bản của văn phòng.',
      difficulties: 'Văn phòng: chưa có kinh phí.',
    });
    await office.waitForURL('**/cam-ket/3.07');
    await report(liaison, {
      status: 'Đang thực hiện',
      percent: '35',
      results: 'Bản của Sở.',
      difficulties: 'Sở: không.',
    });

    await liaison.getByRole('alert').getByText('Có báo cáo khác cùng bên vừa được gửi').waitFor();
    const conflict = liaison.locator('form', {
      has: liaison.getByRole('button', { name: 'Gửi bản đã chọn' }),
    });
    for (const text of ['Bản của văn phòng.', 'Bản của Sở.', 'Sở: không.', 'chưa có kinh phí', '30%', '35%'])
      expect(await conflict.innerText()).toContain(text);
    const theirs = conflict.getByRole('group', { name: 'Khó khăn, vướng mắc' });
    await theirs.getByLabel('Lấy bản đã lưu').check();
    await conflict.getByRole('button', { name: 'Gửi bản đã chọn' }).click();
    await liaison.waitForURL('**/cam-ket/3.07');

    const side = await liaison.getByRole('article', { name: 'Hà Nội' }).innerText();
    expect(side).toContain('35%');
    expect(side).toContain('Bản của Sở.');
    expect(side).toContain('Văn phòng: chưa có kinh phí.');
    const [office30, liaison35] = [/báo cáo 30%/, /báo cáo 35% \(trước đó 30%\)/];
    for (const said of [office30, liaison35])
      expect(await moments(liaison).filter({ hasText: said }).count()).toBe(1);
  });

  it('does not stop an update where only the other side reported meanwhile', async () => {
    const [hanoi, nghean] = [await as('congthuong@hanoi'), await as('congthuong@nghean')];
    for (const page of [hanoi, nghean]) await page.goto('/2016-tb-tu/cam-ket/3.03/cap-nhat');
    // Hà Nội has signed 3.03 off: its form is refused, as it should be.
    expect(await hanoi.getByRole('button', { name: 'Gửi báo cáo' }).count()).toBe(0);
    for (const page of [hanoi, nghean]) await page.goto('/2016-tb-tu/cam-ket/3.08/cap-nhat');
    for (const page of [hanoi, nghean]) {
      await report(page, { status: 'Đang thực hiện', percent: '10', results: 'Bắt đầu.' });
      await page.waitForURL('**/cam-ket/3.08');
    }
  });

  it('works without JavaScript: sign-in, update, conflict and filters', async () => {
    const plain = { javaScriptEnabled: false };
    const page = await signedIn(browser, program.url, 'nongnghiep@hanoi', plain);
    const office = await signedIn(browser, program.url, 'coordinator@hanoi', plain);
    for (const tab of [page, office]) await tab.goto('/2016-tb-tu/cam-ket/4.02/cap-nhat');
    await report(office, { status: 'Đang thực hiện', percent: '50', results: 'Văn phòng báo cáo.' });
    await office.waitForURL('**/cam-ket/4.02');
    await report(page, { status: 'Đang thực hiện', percent: '55', results: 'Sở báo cáo.' });
    await page.getByRole('button', { name: 'Gửi bản đã chọn' }).click();
    await page.waitForURL('**/cam-ket/4.02');
    expect(await page.getByRole('article', { name: 'Hà Nội' }).innerText()).toContain('Sở báo cáo.');

    await page.goto('/2016-tb-tu/cam-ket');
    const all = await rows(page).count();
    await page
      .getByRole('combobox', { name: 'Lĩnh vực' })
      .selectOption({ label: (await sectorChoice(page, 4))! });
    await page.getByRole('button', { name: 'Áp dụng' }).click();
    await page.waitForURL(/sector=4/);
    expect(all).toBe(44);
    expect(await rows(page).count()).toBe(8);
    await page.getByPlaceholder('Tìm theo mã, nội dung').fill('nông sản');
    await page.getByRole('button', { name: 'Tìm kiếm' }).click();
    await page.waitForURL(/q=/);
    const found = await rows(page).allInnerTexts();
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(8);
  });

  it('filters the list in place where scripts run, and the address can be shared', async () => {
    const page = await as('auditor@tracker.example');
    await page.goto('/2016-tb-tu/cam-ket');
    await page.getByPlaceholder('Tìm theo mã, nội dung').pressSequentially('nong san', { delay: 5 });
    await page.waitForURL(/q=nong\+san|q=nong%20san/);
    await page.getByRole('status').getByText('phù hợp').waitFor();
    const found = await rows(page).allInnerTexts();
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(44);
    await page.goto(page.url());
    expect(await rows(page).allInnerTexts()).toEqual(found);
  });

  it('speaks Vietnamese first, and English from the switch on, also after the next sign-in', async () => {
    const page = await visitor(browser, program.url, { locale: 'en-GB' });
    await page.goto('/dang-nhap');
    await heading(page, 'Đăng nhập');
    await page.getByRole('link', { name: 'English' }).click();
    await heading(page, 'Sign in');
    expect(new URL(page.url()).pathname).toBe('/dang-nhap');
    await page.getByLabel('Email').fill('leader@nghean.example');
    await page.getByLabel('Password').fill('hop-tac-2019');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/diem-nghen');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.locator('summary', { hasText: 'Leader' }).click();
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.waitForURL('**/dang-nhap');
    await heading(page, 'Sign in');
    await page.getByRole('link', { name: 'Tiếng Việt' }).click();
    await heading(page, 'Đăng nhập');
  });

  it('keeps decomposed Vietnamese as NFC, and shows a script as the text it is', async () => {
    const typed = 'Đã tổ chức hội nghị'.normalize('NFD');
    const script = '<script>document.title = "taken"</script><img src=x onerror="document.title=1">';
    const page = await as('nongnghiep@hanoi');
    await page.goto('/2016-tb-tu/cam-ket/4.07/cap-nhat');
    await report(page, { status: 'Đang thực hiện', percent: '60', results: `${typed} ${script}` });
    await page.waitForURL('**/cam-ket/4.07');
    expect(await page.getByRole('article', { name: 'Hà Nội' }).innerText()).toContain(
      `${typed.normalize('NFC')} ${script}`,
    );
    expect(await page.title()).toContain('4.07');
    const id = (await program.ask('auditor@tracker', 'GET', `${LIST}?q=4.07`)).json.items[0].id;
    const stored = await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`);
    expect(stored.json.statements.hanoi.results).toBe(`${typed.normalize('NFC')} ${script}`);
  });

  it.each([true, false])('makes one update of a double click (with scripts: %s)', async (scripts) => {
    const code = scripts ? '3.01' : '3.10';
    const page = await signedIn(browser, program.url, 'congthuong@hanoi', { javaScriptEnabled: scripts });
    await page.goto(`/2016-tb-tu/cam-ket/${code}/cap-nhat`);
    const before = await reports(code);
    await fill(page, { status: 'Đang thực hiện', percent: '66', results: 'Bấm hai lần.' });
    await page.getByRole('button', { name: 'Gửi báo cáo' }).dblclick();
    await page.getByText('Bấm hai lần.').first().waitFor();
    await page.goto(`/2016-tb-tu/cam-ket/${code}`);
    await moments(page).filter({ hasText: 'báo cáo 66%' }).first().waitFor();
    expect(await reports(code)).toBe(before + 1);
  });

  it('makes one update of the same form sent twice at once, and answers both as done', async () => {
    const page = await as('congthuong@hanoi');
    await page.goto('/2016-tb-tu/cam-ket/3.06/cap-nhat');
    await fill(page, { status: 'Đang thực hiện', percent: '45', results: 'Hai lần cùng lúc.' });
    const before = await reports('3.06');
    const { action, form } = await page
      .locator('form[action$="/cap-nhat"]')
      .evaluate((one: HTMLFormElement) => ({
        action: one.action,
        form: Object.fromEntries(new FormData(one)) as Record<string, string>,
      }));
    const send = async () => (await page.request.post(action, { form })).status();
    const statuses = await Promise.all([send(), send()]);
    expect(statuses).toEqual([200, 200]);
    expect(await reports('3.06')).toBe(before + 1);
  });

  const LIST = '/api/v1/agreements/2016-tb-tu/commitments';

  /** How many reports Hà Nội has given on a commitment. */
  async function reports(code: string): Promise<number> {
    const { json } = await program.ask('auditor@tracker', 'GET', `${LIST}?q=${code}`);
    const { id } = json.items.find((item: { code: string }) => item.code === code);
    const detail = await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`);
    return detail.json.reportCounts.hanoi;
  }

  /** The one mail that a person got on a day, by the date in its subject. */
  function mailOf(address: string, day: string): ReceivedMail {
    const mails = program.smtp.mails.filter(
      ({ envelope, subject }) => envelope.to.includes(address) && subject?.includes(day),
    );
    expect(mails).toHaveLength(1);
    return mails[0]!;
  }

  function perPersonAndDay(): Set<number> {
    const key = ({ envelope, subject }: ReceivedMail) =>
      `${envelope.to.join()} ${/\([\d/]+\)/.exec(subject!)}`;
    return new Set([...Map.groupBy(program.smtp.mails, key).values()].map((mails) => mails.length));
  }
});

interface Report {
  status: string;
  percent: string;
  results: string;
  difficulties?: string;
  proposals?: string;
  nextSteps?: string;
}

async function fill(page: Page, { status, percent, results, ...texts }: Report): Promise<void> {
  const all = page.locator('.report-fold:not([open]) > summary');
  if (await all.isVisible()) await all.click();
  await page.getByRole('radio', { name: status, exact: true }).check();
  await page.getByLabel('Tỷ lệ hoàn thành').fill(percent);
  await page.getByLabel('Kết quả').fill(results);
  await page.getByLabel('Khó khăn, vướng mắc').fill(texts.difficulties ?? 'Không.');
  await page.getByLabel('Kiến nghị, đề xuất').fill(texts.proposals ?? 'Không.');
  await page.getByLabel('Nhiệm vụ trọng tâm kỳ tới').fill(texts.nextSteps ?? 'Như kế hoạch.');
}

async function report(page: Page, given: Report): Promise<void> {
  await fill(page, given);
  await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
}

async function confirmCompletion(page: Page): Promise<void> {
  await page.goto('/viec-cua-toi');
  await page.getByRole('link', { name: 'Xác nhận 3.04' }).click();
  const panel = page.locator('#xac-nhan-hoan-thanh');
  if (!(await panel.isVisible())) await page.locator('summary', { hasText: 'Xác nhận hoàn thành' }).click();
  await panel.getByRole('button', { name: 'Xác nhận hoàn thành' }).click();
  await page.getByRole('status').getByText('Đã xác nhận hoàn thành phần việc của phía').waitFor();
}

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();

/** The rows of the list of commitments, without those that name a sector. */
const rows = (page: Page) => page.locator('table.commitments tbody tr', { has: page.locator('.c-code') });

const moments = (page: Page) => page.locator('#dien-bien').locator('..').getByRole('listitem');

const tile = (page: Page, label: string) =>
  page
    .getByRole('list', { name: 'Số liệu chính' })
    .getByRole('listitem')
    .filter({ has: page.getByText(label, { exact: true }) });

/** The number that the overview shows under a label. */
async function figure(page: Page, label: string): Promise<number> {
  await page.goto('/2016-tb-tu/tong-quan');
  return Number(await tile(page, label).locator('.tile-figure').innerText());
}

/** The choice of a sector as the filter shows it, with its count. */
async function sectorChoice(page: Page, code: number): Promise<string | undefined> {
  const choices = await page.getByRole('combobox', { name: 'Lĩnh vực' }).locator('option').allTextContents();
  return choices.find((choice) => choice.startsWith(`${code}. `));
}

function linksOf({ text, html }: ReceivedMail): string[] {
  const inText = text!.match(/https?:\/\/\S+/g) ?? [];
  const inHtml = [...String(html).matchAll(/href="([^"]+)"/g)].map(([, href]) => href!);
  return [...new Set([...inText, ...inHtml])];
}
