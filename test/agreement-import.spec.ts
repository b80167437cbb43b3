import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Browser, Page } from 'playwright-core';
import { writeAgreement } from '../src/exchange/file/agreement-yaml.js';
import { startApp } from './support/app.js';
import { faultsOf } from './support/axe.js';
import { browser } from './support/browser.js';
import { capitalRegion } from './support/capital-region.js';
import { tenParties } from './support/ten-parties.js';
import { signedIn } from './support/visitor.js';

type Program = Awaited<ReturnType<typeof startApp>>;
const importUrl = '/api/v1/agreements/imports';
const fileUrl = '/api/v1/agreements/2016-tb-tu/file';
const yaml = { 'content-type': 'application/yaml' };

describe('importing an agreement', () => {
  let program: Program;
  let chromium: Browser;
  let admin: Page;

  beforeAll(async () => {
    [program, chromium] = await Promise.all([startApp({ works: true }), browser()]);
    admin = await signedIn(chromium, program.url, 'admin@tracker');
  });
  afterAll(async () => {
    await chromium?.close();
    await program.stop();
  });

  const send = (text: string, query = '', who = 'admin@tracker', headers = yaml) =>
    program.ask(who, 'POST', `${importUrl}${query}`, Buffer.from(text), headers);
  const revision = async () =>
    (await program.ask('auditor@tracker', 'GET', '/api/v1/agreements/2016-tb-tu')).json.revision as number;
  const asked = async (query: string) => {
    const client = new Client({ connectionString: program.database.url });
    await client.connect();
    try {
      return await client.query(query);
    } finally {
      await client.end();
    }
  };
  const imports = async () =>
    (await program.ask('auditor@tracker', 'GET', '/api/v1/agreements')).json.items.map(
      ({ slug }: { slug: string }) => slug,
    );

  describe('by JSON', () => {
    it('says what it would do, does exactly that, and is done once', async () => {
      const text = writeAgreement(tenParties());
      const foretold = await send(text, '?dryRun=true');
      expect(foretold).toMatchObject({
        status: 200,
        json: { dryRun: true, created: 2, slug: 'duyen-hai-2019' },
      });
      expect(await imports()).not.toContain('duyen-hai-2019');
      const done = await send(text, `?difference=${foretold.json.difference}`);
      expect(done).toMatchObject({ status: 200, json: { dryRun: false, created: 2 } });
      expect(done.json.changes).toEqual(foretold.json.changes);
      expect(await imports()).toContain('duyen-hai-2019');
      const again = await send(text);
      expect(again.json).toMatchObject({ created: 0, updated: 0, changes: [], kept: [] });
    });

    it('takes JSON as it takes YAML, and gives back a file that changes nothing', async () => {
      const { text, headers } = await program.ask('admin@tracker', 'GET', fileUrl);
      expect(headers).toMatchObject({
        'content-type': 'application/yaml; charset=utf-8',
        'content-disposition': 'attachment; filename="2016-tb-tu.yaml"',
      });
      expect((await send(text, '?dryRun=true')).json).toMatchObject({ changes: [], kept: [] });
      const json = JSON.stringify(tenParties());
      const answer = await send(json, '?dryRun=true', 'admin@tracker', {
        'content-type': 'application/json',
      });
      expect(answer).toMatchObject({ status: 200, json: { changes: [] } });
    });

    it('refuses a difference that is no longer the one that was looked at, and changes nothing', async () => {
      const file = tenParties();
      file.title.en = 'Another title';
      const before = await imports();
      const answer = await send(writeAgreement(file), '?difference=seen-before');
      expect(answer).toMatchObject({ status: 409, json: { errors: [{ field: 'difference' }] } });
      expect(await imports()).toEqual(before);
      expect((await send(writeAgreement(file), '?dryRun=true')).json.changes).toHaveLength(1);
    });

    it('is answered with line, column and path for what cannot be read, and with 422 for what cannot be', async () => {
      const wrong = await send(writeAgreement(tenParties()).replace("marker: 'DN'", 'marker: dn'));
      expect(wrong).toMatchObject({
        status: 400,
        json: {
          errors: [
            {
              field: 'parties.0.marker',
              message: expect.stringMatching(/^dòng \d+, cột 13: gồm hai hoặc ba chữ/),
            },
          ],
        },
      });
      const taken = await send(writeAgreement({ ...tenParties(), slug: 'khac', number: '2016-TB/TU' }));
      expect(taken).toMatchObject({ status: 422, json: { errors: [{ field: 'number' }] } });
    });

    it.each([
      ['an empty body', ''],
      ['no agreement', 'xin chào'],
      ['a bomb of aliases', 'a: &a [x]\nb: [*a, *a]'],
      ['NUL', 'slug: "a\\0"'],
      ['towers of brackets', '['.repeat(100_000)],
    ])('answers %s with 400', async (_, text) => {
      expect((await send(text)).status).toBe(400);
    });

    it('answers more than a mebibyte with 413, a form with 415, and a wrong question with 400', async () => {
      expect((await send(`# ${'x'.repeat(1_048_576)}`)).status).toBe(413);
      const form = { 'content-type': 'application/x-www-form-urlencoded' };
      expect((await program.ask('admin@tracker', 'POST', importUrl, Buffer.from('a=b'), form)).status).toBe(
        415,
      );
      expect((await send('a: 1', '?dryRun=perhaps')).status).toBe(400);
    });

    it('is for administrators only, and not with YAML anywhere else', async () => {
      for (const who of ['coordinator@hanoi', 'leader@nghean', 'congthuong@hanoi', 'auditor@tracker'])
        expect((await send('a: 1', '?dryRun=true', who)).status).toBe(403);
      expect(
        (await program.ask('admin@tracker', 'POST', '/api/v1/reminder-runs', Buffer.from('date: x'), yaml))
          .status,
      ).toBe(415);
    });

    it('never overwrites what a side confirmed, and says so', async () => {
      const { text } = await program.ask('admin@tracker', 'GET', fileUrl);
      const changed = text.replace(/(code: '1\.01'\n(?:.*\n)*? {6}vi: ')/, '$1Đổi tên: ');
      const { json } = await send(changed);
      expect(json).toMatchObject({
        updated: 0,
        changes: [],
        kept: [{ code: '1.01', what: 'title', why: 'settled' }],
      });
    });
  });

  describe('on the pages of the administrator', () => {
    it('lists every agreement with parties, commitments and last change, and gives each as a file', async () => {
      await admin.goto('/quan-tri/thoa-thuan');
      const rows = admin.locator('table.agreements tbody tr');
      expect(await rows.count()).toBe(2);
      expect(await rows.nth(0).innerText()).toMatch(
        /Thông báo 2016-TB\/TU[\s\S]*Hà Nội[\s\S]*Nghệ An[\s\S]*2019–2020[\s\S]*44/,
      );
      expect(await rows.nth(1).innerText()).toMatch(/Chương trình 2020[\s\S]*Thừa Thiên Huế/);
      const [download] = await Promise.all([
        admin.waitForEvent('download'),
        rows.nth(0).getByText('Tải YAML').click(),
      ]);
      expect(download.suggestedFilename()).toBe('2016-tb-tu.yaml');
      expect(await faultsOf(admin)).toEqual([]);
    });

    it('shows what a file would change, in words, before anything is written', async () => {
      const file = capitalRegion();
      await choose(admin, writeAgreement(file));
      expect(await admin.locator('h1').innerText()).toBe('Xem trước khi nhập: Chương trình 08-CTr/VTĐ');
      expect(await admin.locator('#them').innerText()).toContain('10 bên');
      expect(await admin.locator('#them').innerText()).toContain('Cam kết 1.01');
      expect(await faultsOf(admin)).toEqual([]);
      expect(await imports()).not.toContain('vung-thu-do');
    });

    it('imports exactly that once it is confirmed, under the name of the account', async () => {
      await admin.getByRole('button', { name: 'Xác nhận nhập' }).click();
      await admin.waitForURL('**/quan-tri/thoa-thuan');
      expect(await admin.locator('[role=status]').innerText()).toContain('Đã nhập 08-CTr/VTĐ.');
      expect(await imports()).toContain('vung-thu-do');
      const { rows } = await asked(
        `select e.actor -> 'name' ->> 'vi' as who, e.subject, e.data from audit_entry e where e.kind = 'agreement.imported' order by e.id desc limit 1`,
      );
      expect(rows).toMatchObject([{ who: 'Quản trị viên', subject: '08-CTr/VTĐ', data: { created: 3 } }]);
    });

    it('says so where the data changed after the look, shows it again, and then imports it', async () => {
      const file = capitalRegion();
      file.commitments[1]!.title = { vi: 'Vé xe buýt chung', en: 'A common bus ticket' };
      file.sectors[2]!.name.vi = 'Môi trường';
      await choose(admin, writeAgreement(file));
      expect(await admin.locator('#doi tbody tr').count()).toBe(3);
      // Meanwhile a side confirms what the file would change.
      const { json } = await program.ask(
        'coordinator@hanoi',
        'GET',
        '/api/v1/agreements/vung-thu-do/commitments?q=2.01',
      );
      const url = `/api/v1/commitments/${json.items[0].id}/plan-confirmation`;
      expect((await program.ask('coordinator@hanoi', 'PUT', url)).status).toBeLessThan(300);
      await admin.getByRole('button', { name: 'Xác nhận nhập' }).click();
      expect(await admin.locator('[role=alert]').innerText()).toContain(
        'Dữ liệu đã thay đổi sau khi đồng chí xem.',
      );
      expect(await admin.locator('#doi tbody tr').count()).toBe(1);
      expect(await admin.locator('#da-xac-nhan').innerText()).toContain('Cam kết 2.01');
      await admin.getByRole('button', { name: 'Xác nhận nhập' }).click();
      await admin.waitForURL('**/quan-tri/thoa-thuan');
      const { text } = await program.ask('admin@tracker', 'GET', '/api/v1/agreements/vung-thu-do/file');
      expect(text).toContain('Liên thông vé xe buýt liên tỉnh');
      expect(text).toContain("vi: 'Môi trường'");
    });

    it('names every fault with line and column, loses nothing of the text, and takes the corrected text', async () => {
      const text = `${writeAgreement(tenParties())}# <ghi chú> & "dấu"\n`;
      await choose(
        admin,
        text.replace("marker: 'DN'", 'marker: dn').replace("issuedOn: '2019-01-05'", 'issuedOn: 5/1/2019'),
      );
      expect(await admin.locator('[role=alert]').innerText()).toContain('Tệp có 2 lỗi.');
      const faults = await admin.locator('.import-faults li').allInnerTexts();
      expect(faults[0]).toMatch(/Dòng \d+, cột 11\s+ngày ban hành\s+phải là một ngày như '2019-06-21'/);
      expect(faults[1]).toMatch(/Dòng \d+, cột 13\s+bên thứ 1 › ký hiệu\s+gồm hai hoặc ba chữ cái hoa/);
      expect(await faultsOf(admin)).toEqual([]);
      const kept = await admin.inputValue('#text');
      expect(kept).toContain('# <ghi chú> & "dấu"');
      await admin.fill(
        '#text',
        kept.replace('marker: dn', "marker: 'DN'").replace('5/1/2019', "'2019-01-05'"),
      );
      await admin.getByRole('button', { name: 'Xem trước thay đổi' }).click();
      expect(await admin.locator('main').innerText()).toContain('việc nhập không làm thay đổi nội dung nào');
      expect(await admin.getByRole('button', { name: 'Xác nhận nhập' }).count()).toBe(0);
      await admin.getByRole('button', { name: 'Sửa nội dung' }).click();
      expect(await admin.inputValue('#text')).toContain('# <ghi chú> & "dấu"');
    });

    it('asks for a file where there is none, and for a smaller or another one where it cannot be read', async () => {
      await admin.goto('/quan-tri/thoa-thuan/nhap');
      await admin.getByRole('button', { name: 'Xem trước thay đổi' }).click();
      expect(await admin.locator('#file-error').innerText()).toBe('Hãy dán nội dung hoặc chọn tệp.');
      await choose(admin, `# ${'x'.repeat(1_100_000)}`);
      expect(await admin.locator('#file-error').innerText()).toContain('lớn hơn 1 MiB');
      await choose(admin, Buffer.from([0xff, 0xfe, 0x00, 0x61]));
      expect(await admin.locator('#file-error').innerText()).toContain('không phải là văn bản UTF-8');
    });

    it('works without a script, by pasting, in English, and fits a phone', async () => {
      const context = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } };
      const page = await signedIn(chromium, program.url, 'admin@tracker', context);
      await page.goto('/ngon-ngu/en?back=/quan-tri/thoa-thuan/nhap');
      await page.fill('#text', writeAgreement(tenParties()).replace('Seaside tourism', 'Tourism by the sea'));
      await page.getByRole('button', { name: 'Preview changes' }).click();
      expect(await page.locator('#doi').innerText()).toMatch(
        /Sector 7[\s\S]*name \(English\)[\s\S]*Seaside tourism[\s\S]*Tourism by the sea/,
      );
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      await page.getByRole('button', { name: 'Confirm import' }).click();
      expect(await page.locator('[role=status]').innerText()).toContain('2020 has been imported.');
      await page.close();
    });

    it('is closed to everybody else', async () => {
      const page = await signedIn(chromium, program.url, 'coordinator@hanoi');
      for (const path of ['/quan-tri/thoa-thuan', '/quan-tri/thoa-thuan/nhap'])
        expect((await page.goto(path))!.status()).toBe(403);
      expect(await revision()).toBeGreaterThan(0);
      await page.close();
    });
  });
});

async function choose(page: Page, content: string | Buffer): Promise<void> {
  await page.goto('/quan-tri/thoa-thuan/nhap');
  const file = { name: 'agreement.yaml', mimeType: 'application/yaml', buffer: Buffer.from(content) };
  await page.setInputFiles('#file', file);
  await page.getByRole('button', { name: 'Xem trước thay đổi' }).click();
  await page.waitForLoadState();
}
