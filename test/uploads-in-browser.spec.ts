import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { words } from '../src/web/i18n/words.js';
import { startApp } from './support/app.js';
import { faultsOf } from './support/axe.js';
import { browser as startBrowser } from './support/browser.js';
import { pdf } from './support/multipart.js';
import { closeTabs, peopleAt, signedIn } from './support/visitor.js';

jest.setTimeout(120_000);

const { uploads: t, commitment } = words('vi');
const FORM = '/2016-tb-tu/cam-ket/4.02/cap-nhat';
const MIB = 1_048_576;

/** On 4.02 the department of agriculture of Hà Nội leads. */
describe('files of a report, as an officer at a browser sends them', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    [program, browser, folder] = await Promise.all([
      startApp({ works: true }),
      startBrowser(),
      mkdtemp(join(tmpdir(), 'tracker-files-')),
    ]);
  });
  afterEach(() => closeTabs(browser));
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const as = peopleAt(() => ({ browser, url: program.url }));
  /** @returns where it lies, and its hash */
  async function onDisk(name: string, size: number): Promise<{ path: string; sha256: string }> {
    const content = Buffer.from(pdf(`${name} ${'x'.repeat(size)}`));
    await writeFile(join(folder, name), content);
    return { path: join(folder, name), sha256: createHash('sha256').update(content).digest('hex') };
  }
  const row = (page: Page, name: string) => page.locator('.upload', { hasText: name });
  const isWhole = (page: Page, name: string) => row(page, name).getByText(t.whole, { exact: true }).waitFor();
  const evidence = async () => {
    const { json } = await program.ask(
      'auditor@tracker',
      'GET',
      '/api/v1/agreements/2016-tb-tu/commitments?q=4.02',
    );
    const listed = await program.ask(
      'auditor@tracker',
      'GET',
      `/api/v1/commitments/${json.items[0].id}/evidence`,
    );
    return listed.json.items as { name: string; sha256: string }[];
  };
  async function report(page: Page): Promise<void> {
    await page.getByLabel('Kết quả').fill('Đã kiểm tra các vùng trồng.');
    await page.getByRole('button', { name: commitment.update.send }).click();
    await page.waitForURL('**/cam-ket/4.02');
  }

  it('come while it is written, several at once with a bar each, and go on by themselves after a lost connection', async () => {
    const page = await as('nongnghiep@hanoi');
    await page.goto(FORM);
    const [large, small] = [await onDisk('Hồ sơ.pdf', 20 * MIB), await onDisk('Biên bản.pdf', 20)];
    let pieces = 0;
    page.on('request', (request) => {
      if (request.method() === 'PATCH' && (pieces += 1) === 3) void page.context().setOffline(true);
    });
    await page.locator('#uploadIds').setInputFiles([large.path, small.path]);
    await page.getByText(/^Mất kết nối ở/).waitFor();
    // Sent now, the report would leave out what is still coming: without a connection, that is what is said.
    await page.getByRole('button', { name: commitment.update.send }).click();
    await page.getByText(commitment.draft.offline).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.context().setOffline(false);
    await isWhole(page, 'Hồ sơ.pdf');
    await isWhole(page, 'Biên bản.pdf');
    expect(
      await row(page, 'Hồ sơ.pdf')
        .locator('progress')
        .evaluate((bar: HTMLProgressElement) => bar.value),
    ).toBe(100);
    await page.getByText('Đã gửi xong 2/2 tệp.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await report(page);
    const added = (await evidence()).slice(0, 2);
    expect(Object.fromEntries(added.map(({ name, sha256 }) => [name, sha256]))).toEqual({
      'Hồ sơ.pdf': large.sha256,
      'Biên bản.pdf': small.sha256,
    });
  });

  it('are still there after the page was left, and one that had not come whole goes on where it was', async () => {
    const page = await as('nongnghiep@hanoi');
    await page.goto(FORM);
    const [half, whole] = [await onDisk('Nửa chừng.pdf', 12 * MIB), await onDisk('Trọn vẹn.pdf', 20)];
    await page.locator('#uploadIds').setInputFiles([whole.path]);
    await isWhole(page, 'Trọn vẹn.pdf');
    let pieces = 0;
    page.on('request', (request) => {
      if (request.method() === 'PATCH' && (pieces += 1) === 2) void page.context().setOffline(true);
    });
    await page.locator('#uploadIds').setInputFiles([half.path]);
    await page.getByText(/^Mất kết nối ở/).waitFor();
    await page.context().setOffline(false);
    page.removeAllListeners('request');
    const begun = Number(await row(page, 'Nửa chừng.pdf').getAttribute('data-upload'));
    await page.route('**/api/v1/uploads/*', (route) => route.abort());
    await page.reload();
    await page.unroute('**/api/v1/uploads/*');
    await isWhole(page, 'Trọn vẹn.pdf');
    // Sent now, the report would go without it.
    await page.locator('#results').press('Control+Enter');
    await page.getByText('Còn tệp chưa gửi xong.').waitFor();
    await page.locator('#uploadIds').setInputFiles([half.path]);
    await isWhole(page, 'Nửa chừng.pdf');
    expect(Number(await row(page, 'Nửa chừng.pdf').getAttribute('data-upload'))).toBe(begun);
    await row(page, 'Trọn vẹn.pdf').getByRole('button', { name: t.remove }).click();
    await page.getByText('Đã gửi xong 1/1 tệp.').waitFor();
    await report(page);
    const [last] = await evidence();
    expect(last).toMatchObject({ name: 'Nửa chừng.pdf', sha256: half.sha256 });
  });

  it('that are refused say why, in words, and the report keeps its text', async () => {
    const page = await as('nongnghiep@hanoi');
    await page.goto(FORM);
    await page.getByLabel('Kết quả').fill('Chưa gửi.');
    await writeFile(
      join(folder, 'Ảnh.png'),
      '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    );
    await writeFile(join(folder, 'Bảng.exe'), 'MZ');
    await page.locator('#uploadIds').setInputFiles([join(folder, 'Ảnh.png'), join(folder, 'Bảng.exe')]);
    await row(page, 'Ảnh.png').getByText('không phải là tệp png đọc được').waitFor();
    await row(page, 'Bảng.exe').getByText('Không nhận loại tệp').waitFor();
    expect(await page.locator('input[name=uploadIds]').inputValue()).toBe('');
    expect(await page.getByLabel('Kết quả').inputValue()).toBe('Chưa gửi.');
    expect(await faultsOf(page)).toEqual([]);
  });

  it('are chosen, tried and removed by keyboard alone', async () => {
    const page = await as('nongnghiep@hanoi');
    await page.goto(FORM);
    const { path } = await onDisk('Bàn phím.pdf', 20);
    await page.locator('#uploadIds').setInputFiles([path]);
    await isWhole(page, 'Bàn phím.pdf');
    await page.getByRole('button', { name: `${t.remove} Bàn phím.pdf` }).focus();
    await page.keyboard.press('Enter');
    await row(page, 'Bàn phím.pdf').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('uploadIds');
  });

  it('without a script are attached on the commitment’s page, in a tab of its own', async () => {
    const page = await signedIn(browser, program.url, 'nongnghiep@hanoi', { javaScriptEnabled: false });
    await page.goto(FORM);
    expect(await page.locator('#uploadIds').isVisible()).toBe(false);
    await page.getByLabel('Kết quả').fill('Đang viết.');
    const link = page.getByRole('link', { name: t.withoutScript });
    expect(await link.getAttribute('target')).toBe('_blank');
    const opened = await page.context().newPage();
    await opened.goto((await link.getAttribute('href'))!);
    expect(new URL(opened.url()).hash).toBe('#minh-chung');
    const { path } = await onDisk('Không kịch bản.pdf', 20);
    await opened.locator('form.attach input[type=file]').setInputFiles(path);
    await opened.getByRole('button', { name: commitment.evidence.attach }).click();
    await opened.getByText('Không kịch bản.pdf').first().waitFor();
    expect(await page.getByLabel('Kết quả').inputValue()).toBe('Đang viết.');
    await report(page);
    expect((await evidence())[0]!.name).toBe('Không kịch bản.pdf');
  });

  it('become evidence that is seen at once: a picture drawn in the list, a PDF in a new tab, by Chromium’s viewer where it has one, saved whole where it has none', async () => {
    const page = await as('nongnghiep@hanoi');
    const context = page.context();
    const blocked: string[] = [];
    context.on('console', (line) => {
      if (line.type() === 'error') blocked.push(line.text());
    });
    await page.goto(FORM);
    const { path, sha256 } = await onDisk('Xem ngay.pdf', 2_000);
    const drawn = join(folder, 'Chụp.png');
    await page.screenshot({ path: drawn, clip: { x: 0, y: 0, width: 60, height: 40 } });
    await page.locator('#uploadIds').setInputFiles([path, drawn]);
    await isWhole(page, 'Xem ngay.pdf');
    await isWhole(page, 'Chụp.png');
    await report(page);

    const look = (name: string) => page.locator(`a.file-look-at[aria-label$="${name}"]`);
    const picture = look('Chụp.png').locator('img');
    await picture.scrollIntoViewIfNeeded();
    await picture.evaluate((image: HTMLImageElement) => image.decode());
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(60);

    const hasViewer = await page.evaluate(() => navigator.pdfViewerEnabled);
    const answered = context.waitForEvent('response', (answer) => answer.url().endsWith('/xem'));
    const saved = hasViewer ? null : page.waitForEvent('download');
    const opened = context.waitForEvent('page');
    await look('Xem ngay.pdf').click();
    const answer = await answered;
    expect([answer.status(), await answer.allHeaders()]).toEqual([
      200,
      expect.objectContaining({
        'content-type': 'application/pdf',
        'content-disposition': expect.stringMatching(/^inline; /),
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      }),
    ]);
    const tab = await opened;
    if (saved) {
      const content = await readFile(await (await saved).path());
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    } else {
      await tab.waitForURL('**/xem');
      await tab.waitForLoadState();
    }
    expect(blocked).toEqual([]);
  });
});
