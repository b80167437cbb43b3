import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp } from './support/app.js';
import { faultsOf } from './support/axe.js';
import { browser } from './support/browser.js';
import { startedForm } from './support/started-form.js';
import { signedIn } from './support/visitor.js';

type Program = Awaited<ReturnType<typeof startApp>>;
const path = '/quan-tri/thoa-thuan/moi';

describe('a new agreement in the browser', () => {
  let program: Program;
  let chromium: Browser;

  beforeAll(async () => {
    [program, chromium] = await Promise.all([startApp({ works: true }), browser()]);
  });
  afterAll(async () => {
    await chromium?.close();
    await program.stop();
  });

  const asAdmin = (options = {}) => signedIn(chromium, program.url, 'admin@tracker', options);
  const slugs = async (): Promise<string[]> =>
    (await program.ask('auditor@tracker', 'GET', '/api/v1/agreements')).json.items.map(
      ({ slug }: { slug: string }) => slug,
    );
  const press = async (page: Page, name: string) => {
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()]);
  };
  async function fill(page: Page, form: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(form)) {
      const box = page.locator(`.start-form [name="${name}"]`);
      if (name === 'parties') continue;
      if (name === 'kind' || name.startsWith('known')) await box.selectOption(value);
      else await box.fill(value);
    }
  }
  const commitment = async (slug: string, code: string) =>
    (await program.ask('auditor@tracker', 'GET', `/api/v1/agreements/${slug}/commitments?q=${code}`)).json
      .items[0];

  it('is entered by hand, looked at, and made: without a script, and fit for everybody', async () => {
    const page = await asAdmin({ javaScriptEnabled: false });
    await page.goto('/quan-tri/thoa-thuan');
    await page.getByRole('link', { name: 'Lập thỏa thuận mới' }).click();
    await fill(page, startedForm());
    await press(page, 'Xem trước');
    const preview = page.locator('#xem-truoc');
    expect(await preview.innerText()).toMatch(/1\.01[\s\S]*Tổ chức hội chợ chung[\s\S]*Quý III\/2020/);
    expect(await preview.innerText()).toContain('hp-so-cong-thuong-hai-phong');
    expect(await slugs()).not.toContain('12-ctr-tu');
    await press(page, 'Xác nhận lập');
    expect(await page.locator('[role=status]').innerText()).toContain('Đã lập');
    expect(await slugs()).toContain('12-ctr-tu');
    expect(await commitment('12-ctr-tu', '1.01')).toMatchObject({
      title: { vi: 'Tổ chức hội chợ chung', en: 'Hold a joint trade fair' },
      due: { precision: 'quarter', date: '2020-09-30' },
      sides: [
        { party: 'hanoi', leadBody: { code: 'hn-so-cong-thuong' }, proposed: true },
        { party: 'haiphong', leadBody: { code: 'hp-so-cong-thuong-hai-phong' }, proposed: true },
      ],
    });
    // Left out, each side's office leads.
    expect(await commitment('12-ctr-tu', '2.01')).toMatchObject({
      due: { precision: 'ongoing' },
      sides: [
        { leadBody: { code: 'hn-van-phong-thanh-uy' } },
        { leadBody: { code: 'hp-van-phong-thanh-uy-hai-phong' } },
      ],
    });
    await page.close();
  });

  it('can be exported, and imported again without a change', async () => {
    await made({ number: '13-CTr/TU', nameVi1: 'Quảng Ninh', officeVi1: 'Văn phòng Tỉnh ủy Quảng Ninh' });
    const { text } = await program.ask('admin@tracker', 'GET', '/api/v1/agreements/13-ctr-tu/file');
    const again = await program.ask(
      'admin@tracker',
      'POST',
      '/api/v1/agreements/imports?dryRun=true',
      Buffer.from(text),
      { 'content-type': 'application/yaml' },
    );
    expect(again.json).toMatchObject({ created: 0, updated: 0, changes: [] });
  });

  it('begins from the structure of another one, whose deadlines are to be entered again', async () => {
    const page = await asAdmin();
    await page.goto(path);
    await page.locator('#tu').selectOption('2016-tb-tu');
    await page.getByLabel('Lấy cả các cam kết').check();
    await press(page, 'Điền sẵn');
    expect(await page.locator('#known1').inputValue()).toBe('nghean');
    expect((await page.locator('#sectors').inputValue()).split('\n')).toHaveLength(12);
    expect((await page.locator('#commitments').inputValue()).split('\n')).toHaveLength(44);
    await fill(page, { number: '14-CTr/TU', titleVi: 'Giai đoạn hai', from: '1/1/2021', to: '31/12/2022' });
    await press(page, 'Xem trước');
    expect(await page.locator('#commitments-error').innerText()).toMatch(/^Dòng 1–44: thiếu thời hạn/);
    expect(await faultsOf(page)).toEqual([]);
    const lines = (await page.locator('#commitments').inputValue()).replaceAll('|  |', '| 2022 |');
    await page.fill('#commitments', lines);
    await press(page, 'Xem trước');
    expect(await page.locator('#xem-truoc .section-note').innerText()).toContain('44 cam kết');
    expect(await faultsOf(page)).toEqual([]);
    await press(page, 'Xác nhận lập');
    expect(await slugs()).toContain('14-ctr-tu');
    await page.close();
  });

  it('names each fault at its box and line, and keeps what was typed', async () => {
    const page = await asAdmin({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    await page.goto(`/ngon-ngu/en?back=${path}`);
    await page.goto(path);
    const typed = startedForm({
      number: '',
      titleVi: '<script>alert(1)</script>',
      to: '31/02/2021',
      nameVi1: 'Nghệ An',
      commitments: [
        '7 | Không có lĩnh vực | 2020',
        '1 | Không có cơ quan | 2020 | Sở Viễn tưởng',
        '1 | Không có thời hạn',
        '1 | Cũng không có thời hạn',
      ].join('\n'),
    });
    await fill(page, typed);
    await press(page, 'Preview');
    const faults = await page.locator('.error-summary li').allInnerTexts();
    expect(faults).toEqual([
      'Document number: must not be empty.',
      expect.stringContaining('31/02/2021'),
      expect.stringMatching(
        /Line 1: there is no sector “7”.*Line 2: .*“Sở Viễn tưởng”.*Lines 3–4: the deadline/,
      ),
      'Nghệ An is in the tracker already. Choose it under “Party”.',
    ]);
    for (const name of ['titleVi', 'to', 'nameVi1', 'commitments'])
      expect(await page.locator(`[name="${name}"]`).inputValue()).toBe(typed[name]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.close();
  });

  it('finds bodies and sectors whatever their tone marks, and adds none twice', async () => {
    const commitments = [
      'DU LICH | Một | 2020 | so cong thuong | so cong thuong hai phong',
      `${'Du lịch'.normalize('NFD')} | Hai | 2020 | hn-so-du-lich`,
    ].join('\n');
    const page = await asAdmin();
    await page.goto(path);
    await fill(page, startedForm({ number: '15-CTr/TU', nameVi1: 'Thái Bình', commitments }));
    await page.fill('#bodies0', 'Sở Công Thương thành phố Hà Nội');
    await press(page, 'Xem trước');
    const said = await page.locator('#xem-truoc').innerText();
    expect(said).toMatch(/2\.01[\s\S]*2\.02/);
    expect(said).not.toContain('hn-so-cong-thuong-2');
    await page.close();
  });

  it('adds a party to the form, with all that was typed', async () => {
    const page = await asAdmin({ javaScriptEnabled: false });
    await page.goto(path);
    await fill(page, startedForm());
    await press(page, 'Thêm một bên');
    expect(await page.locator('#known2').count()).toBe(1);
    expect(await page.inputValue('#nameVi1')).toBe('Hải Phòng');
    expect(await page.locator('.error-summary').count()).toBe(0);
    await page.close();
  });

  it('is shown again, and not made, where it is not what was looked at', async () => {
    const page = await asAdmin();
    await page.goto(path);
    await fill(page, startedForm({ number: '16-CTr/TU', nameVi1: 'Bắc Ninh', officeVi1: 'VPTU Bắc Ninh' }));
    await press(page, 'Xem trước');
    await page.fill('#titleVi', 'Tên khác');
    await press(page, 'Xác nhận lập');
    expect(await page.locator('[role=alert]').innerText()).toContain('Chưa ghi thay đổi nào');
    expect(await slugs()).not.toContain('16-ctr-tu');
    await press(page, 'Xác nhận lập');
    expect(await slugs()).toContain('16-ctr-tu');
    await page.close();
  });

  it('of a number that is there is refused, also where two administrators confirm at once', async () => {
    const form = startedForm({ number: '17-CTr/TU', nameVi1: 'Lào Cai', officeVi1: 'VPTU Lào Cai' });
    const pages = await Promise.all([asAdmin(), asAdmin()]);
    for (const page of pages) {
      await page.goto(path);
      await fill(page, form);
      await press(page, 'Xem trước');
    }
    await Promise.all(pages.map((page) => press(page, 'Xác nhận lập')));
    const ends = pages.map((page) => new URL(page.url()).pathname);
    expect(ends.toSorted()).toEqual(['/quan-tri/thoa-thuan', path]);
    const refused = pages[ends.indexOf(path)]!;
    expect(await refused.locator('#number-error').innerText()).toContain('Đã có thỏa thuận 17-CTr/TU');
    expect((await slugs()).filter((slug) => slug === '17-ctr-tu')).toHaveLength(1);
    await Promise.all(pages.map((page) => page.close()));
  });

  it('is told in the audit log, by whom and how much', async () => {
    const { json } = await program.ask('auditor@tracker', 'GET', '/api/v1/audit?limit=100');
    expect(json.items).toContainEqual(
      expect.objectContaining({ kind: 'agreement.imported', subject: '17-CTr/TU' }),
    );
  });

  it('is closed to everybody but administrators', async () => {
    for (const who of ['coordinator@hanoi', 'leader@hanoi', 'congthuong@hanoi', 'auditor@tracker']) {
      const page = await signedIn(chromium, program.url, who);
      expect((await page.goto(path))!.status()).toBe(403);
      await page.close();
    }
  });

  async function made(more: Record<string, string>): Promise<void> {
    const page = await asAdmin();
    await page.goto(path);
    await fill(page, startedForm(more));
    await press(page, 'Xem trước');
    await press(page, 'Xác nhận lập');
    await page.close();
  }
});
