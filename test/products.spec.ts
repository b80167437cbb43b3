import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { CommitmentDetail, EventItem, SideItem } from '../src/commitments/commitment.types.js';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { query } from './support/query.js';
import { signedIn } from './support/visitor.js';

jest.setTimeout(120_000);

const list = '/api/v1/agreements/2016-tb-tu/commitments';
const plan = {
  kind: 'plan',
  text: { vi: 'đưa hàng Việt lên sàn thương mại điện tử', en: 'bringing goods onto the e-commerce market' },
  recipient: 'Tỉnh ủy Nghệ An',
};

/** Nghệ An has not confirmed the plans of 2.09, 3.08 and 9.01 by then. */
describe('the product of a part', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const items = async (filter = '') =>
    (await program.ask('auditor@tracker', 'GET', `${list}?limit=100${filter}`)).json
      .items as CommitmentDetail[];
  const one = async (code: string): Promise<CommitmentDetail> => {
    const { id } = (await items()).find((item) => item.code === code)!;
    return (await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`)).json;
  };
  const sideOf = ({ sides }: Pick<CommitmentDetail, 'sides'>, party = 'nghean') =>
    sides.find((side) => side.party === party) as SideItem;
  const confirm = async (who: string, code: string, product?: unknown, ifMatch?: string | null) => {
    const { id, version } = await one(code);
    const headers: Record<string, string> = ifMatch === null ? {} : { 'if-match': ifMatch ?? `"${version}"` };
    return program.ask(who, 'PUT', `/api/v1/commitments/${id}/plan-confirmation`, { product }, headers);
  };
  const withdraw = async (who: string, code: string) => {
    const { id } = await one(code);
    await program.ask(who, 'DELETE', `/api/v1/commitments/${id}/plan-confirmation`);
  };
  const events = async (code: string): Promise<EventItem[]> => {
    const { id } = await one(code);
    return (await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}/events`)).json.items;
  };

  it('is named for all 88 parts of the notice, and proposed where the plan is not confirmed', async () => {
    const sides = (await items()).flatMap((item) => item.sides);
    expect(sides).toHaveLength(88);
    expect(sides.filter(({ product }) => product === null)).toEqual([]);
    for (const { product, proposed } of sides) expect(product!.proposed).toBe(proposed);
    expect(sides.filter(({ proposed }) => proposed)).toHaveLength(3);
  });

  it('goes to whom the detail tells in both languages, where that is known', async () => {
    const { recipients } = await one('3.02');
    expect(recipients.hanoi).toEqual({
      vi: 'Sở Công Thương tỉnh Nghệ An',
      en: 'Nghệ An Department of Industry and Trade',
    });
  });

  it('is confirmed with the plan, and proposed again with it', async () => {
    expect((await confirm('coordinator@nghean', '9.01', undefined, null)).status).toBe(200);
    expect(sideOf(await one('9.01')).product).toMatchObject({ kind: 'event', proposed: false });
    await withdraw('coordinator@nghean', '9.01');
    expect(sideOf(await one('9.01')).product).toMatchObject({ kind: 'event', proposed: true });
  });

  it('is stated by the own coordinator with the plan, in one change, and told of in the timeline', async () => {
    const before = await one('2.09');
    const answer = await confirm('coordinator@nghean', '2.09', plan);
    expect(answer.status).toBe(200);
    expect(answer.json.version).toBe(before.version + 1);
    expect(sideOf(answer.json).product).toEqual({ ...plan, proposed: false });
    expect(sideOf(answer.json, 'hanoi').product).toEqual(sideOf(before, 'hanoi').product);
    const { proposed: _proposed, ...was } = sideOf(before).product!;
    expect((await events('2.09')).slice(0, 2)).toMatchObject([
      { kind: 'plan_confirmed', party: 'nghean' },
      { kind: 'product_named', party: 'nghean', data: { from: was, to: plan } },
    ]);
    const { json } = await program.ask('auditor@tracker', 'GET', '/api/v1/audit?limit=5');
    const kinds = (json.items as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['commitment.product_named', 'commitment.plan_confirmed']));
  });

  it('changes after the confirmation likewise; the same again changes nothing', async () => {
    const other = { ...plan, kind: 'submission', text: { vi: 'chợ thương mại điện tử' } };
    const changed = await confirm('coordinator@nghean', '2.09', other);
    const said = { vi: 'chợ thương mại điện tử', en: 'chợ thương mại điện tử' };
    expect(sideOf(changed.json).product).toEqual({ ...other, text: said, proposed: false });
    const again = await confirm('coordinator@nghean', '2.09', other);
    expect(again.json.version).toBe(changed.json.version);
  });

  it('is on an earlier day what was named then', async () => {
    program.clock.moveTo(new Date('2019-11-21T02:00:00Z'));
    await confirm('coordinator@nghean', '2.09', { ...plan, recipient: 'UBND tỉnh Nghệ An' });
    const of = (found: CommitmentDetail[]) => sideOf(found.find(({ code }) => code === '2.09')!);
    expect(of(await items('&asOf=2019-11-20')).product).toMatchObject({
      kind: 'submission',
      proposed: false,
    });
    expect(of(await items('&asOf=2019-11-19')).product).toMatchObject({ kind: 'report', proposed: true });
    expect(of(await items()).product).toMatchObject({ recipient: 'UBND tỉnh Nghệ An' });
    expect((await one('2.09')).recipients.nghean).toEqual({
      vi: 'UBND tỉnh Nghệ An',
      en: 'UBND tỉnh Nghệ An',
    });
  });

  it.each(['leader@nghean', 'congthuong@nghean', 'auditor@tracker', 'admin@tracker'])(
    'is not named by %s',
    async (who) => {
      const before = await one('3.08');
      expect((await confirm(who, '3.08', plan)).status).toBe(403);
      expect(await one('3.08')).toEqual(before);
    },
  );

  it('is not that of the other side to name', async () => {
    const before = sideOf(await one('3.08'));
    await confirm('coordinator@hanoi', '3.08', { ...plan, recipient: 'Thành ủy Hà Nội' });
    const after = await one('3.08');
    expect(sideOf(after)).toEqual(before);
    expect(sideOf(after, 'hanoi').product).toMatchObject({ recipient: 'Thành ủy Hà Nội' });
  });

  it.each([
    ['without the version it was read in', plan, null, 428, []],
    ['on a stale version', plan, '"1"', 412, []],
    ['of a kind that does not exist', { ...plan, kind: 'poem' }, undefined, 400, ['product.kind']],
    ['without a kind', { ...plan, kind: undefined }, undefined, 400, ['product.kind']],
    [
      'of 300 characters',
      { ...plan, text: { vi: 'ạ'.repeat(300) }, recipient: 'ạ'.repeat(300) },
      undefined,
      400,
      ['product.text.vi', 'product.recipient'],
    ],
    ['of nothing that shows', { ...plan, text: { vi: '\u200b ' } }, undefined, 400, ['product.text.vi']],
    ['without a text', { ...plan, text: undefined }, undefined, 400, ['product.text']],
    ['that is a list', [plan], undefined, 400, ['product']],
    ['with a mark of its own', { ...plan, proposed: false }, undefined, 400, ['product.proposed']],
  ])(
    'is refused %s, and then the plan is not confirmed either',
    async (_name, product, ifMatch, status, fields) => {
      const before = await one('3.08');
      const answer = await confirm('coordinator@nghean', '3.08', product, ifMatch);
      expect(answer.status).toBe(status);
      expect((answer.json.errors ?? []).map(({ field }: { field: string }) => field).toSorted()).toEqual(
        fields.toSorted(),
      );
      expect(await one('3.08')).toEqual(before);
    },
  );

  it('is kept in NFC, and tags in it are shown as they were typed', async () => {
    const text = { vi: '<b>kế hoạch</b> & “hội chợ”', en: '<script>alert(1)</script>' };
    const said = { ...plan, text: { vi: text.vi.normalize('NFD'), en: text.en } };
    const answer = await confirm('coordinator@nghean', '9.01', said);
    expect(sideOf(answer.json).product!.text).toEqual(text);
    const page = await signedIn(browser, program.url, 'leader@nghean');
    await page.goto('/2016-tb-tu/cam-ket/9.01');
    const block = page.getByRole('article', { name: 'Nghệ An' });
    expect(await block.innerText()).toContain('Sản phẩm: Kế hoạch: <b>kế hoạch</b> & “hội chợ”');
  });

  it('that was proposed after a plan was confirmed stays marked until the coordinator has stated it', async () => {
    await query(
      program.database.url,
      `update commitment_side s set product = product || '{"proposed": true}' from commitment c, party p
       where c.id = s.commitment_id and p.id = s.party_id and c.code = '4.03' and p.code = 'hanoi'`,
    );
    await confirm('coordinator@nghean', '4.03', plan);
    const before = sideOf(await one('4.03'), 'hanoi');
    expect(before).toMatchObject({ proposed: false, product: { proposed: true } });
    const { proposed: _proposed, ...same } = before.product!;
    const answer = await confirm('coordinator@hanoi', '4.03', same);
    expect(sideOf(answer.json, 'hanoi').product).toEqual({ ...same, proposed: false });
  });

  describe('on pages', () => {
    it('is what the coordinator sees and signs; what is wrong comes back beside what was typed, and nothing is done', async () => {
      const page = await signedIn(browser, program.url, 'coordinator@nghean', { javaScriptEnabled: false });
      await page.goto('/2016-tb-tu/cam-ket/3.08');
      const block = page.getByRole('article', { name: 'Nghệ An' });
      expect(await block.innerText()).toMatch(
        /Sản phẩm: Kế hoạch: phát triển [^\n]+dự kiến\s+Nơi nhận: Tỉnh ủy Nghệ An/,
      );
      const panel = page.locator('#xac-nhan-ke-hoach');
      await page.locator('summary', { hasText: 'Xác nhận chủ trì, thời hạn' }).click();
      expect(await panel.getByLabel('Loại sản phẩm').inputValue()).toBe('plan');
      await panel.getByLabel('Loại sản phẩm').selectOption('report');
      await panel.getByLabel('Nội dung (tiếng Việt)').fill('ạ'.repeat(300));
      await panel.getByRole('button', { name: 'Xác nhận' }).click();
      expect(await panel.getByLabel('Loại sản phẩm').inputValue()).toBe('report');
      expect(await panel.getByLabel('Nội dung (tiếng Việt)').inputValue()).toBe('ạ'.repeat(300));
      expect(await panel.locator('.error').innerText()).toContain('100');
      expect(sideOf(await one('3.08'))).toMatchObject({ proposed: true, product: { kind: 'plan' } });
      await panel.getByLabel('Nội dung (tiếng Việt)').fill('kết quả phát triển chợ điện tử');
      await panel.getByLabel('Nội dung (tiếng Anh)').fill('');
      await panel.getByLabel('Nơi nhận').fill('Văn phòng Tỉnh ủy Nghệ An');
      await panel.getByRole('button', { name: 'Xác nhận' }).click();
      expect(await block.innerText()).toMatch(
        /Sản phẩm: Báo cáo: kết quả phát triển chợ điện tử\s+Nơi nhận: Văn phòng Tỉnh ủy Nghệ An/,
      );
      expect(await page.locator('#dien-bien').innerText()).toContain(
        'Nghệ An đổi sản phẩm: Báo cáo: kết quả phát triển chợ điện tử; nơi nhận: Văn phòng Tỉnh ủy Nghệ An (trước đó Kế hoạch:',
      );
      await page.context().addCookies([{ name: 'language', value: 'en', url: program.url }]);
      await page.goto('/2016-tb-tu/cam-ket/3.08');
      expect(await page.getByRole('article', { name: 'Nghệ An' }).innerText()).toContain(
        'Recipient: Office of the Nghệ An Provincial Party Committee',
      );
    });

    it('is asked for where a form leaves it empty', async () => {
      await withdraw('coordinator@nghean', '3.08');
      const { version } = await one('3.08');
      const { post } = await program.browser('coordinator@nghean');
      const form = {
        version: String(version),
        action: 'confirm',
        kind: '',
        textVi: ' ',
        textEn: '',
        recipient: '',
      };
      const answer = await post('/2016-tb-tu/cam-ket/3.08/xac-nhan-ke-hoach', form);
      expect(answer.statusCode).toBe(400);
      expect(answer.body).toContain('Hãy chọn một loại sản phẩm trong danh sách.');
      expect(answer.body).toContain('Hãy nêu nơi nhận sản phẩm');
      expect(
        (await post('/2016-tb-tu/cam-ket/3.08/xac-nhan-ke-hoach', { ...form, kind: 'poem' })).statusCode,
      ).toBe(400);
      expect(await one('3.08')).toMatchObject({ version });
    });

    it('is told to the body that leads in its work that is due, by its kind', async () => {
      const page = await signedIn(browser, program.url, 'congthuong@hanoi');
      await page.goto('/viec-cua-toi');
      const row = page.getByRole('row', { name: 'Sắp đến hạn' }).filter({ hasText: '3.09' });
      expect(await row.innerText()).toContain('Sản phẩm: hội nghị, sự kiện.');
    });

    it('reminds who reports of what is owed', async () => {
      const page = await signedIn(browser, program.url, 'congthuong@hanoi');
      await page.goto('/2016-tb-tu/cam-ket/3.09/cap-nhat');
      expect(await page.locator('#san-pham').innerText()).toMatch(
        /Sản phẩm\s+Hội nghị, sự kiện: hội nghị kết nối cung cầu, hội chợ tại Vinh và Hà Nội\s+Nơi nhận: Văn phòng Thành ủy Hà Nội/,
      );
    });
  });
});
