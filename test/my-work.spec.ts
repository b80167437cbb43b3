import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MyWorkQueries } from '../src/my-work/my-work.queries.js';
import { SessionsService } from '../src/accounts/sessions.service.js';
import { parseAgreement } from '../src/exchange/file/agreement-file.js';
import { writeAgreement } from '../src/exchange/file/agreement-yaml.js';
import { ImportService } from '../src/exchange/import.service.js';
import { Metrics } from '../src/platform/metrics.js';
import { RouteWorld } from './support/route-world.js';

const match = { 'if-match': '*' };

/** The page of what waits; which reasons there are is held against may.ts in may.spec.ts. */
describe('the page My work', () => {
  let world: RouteWorld;
  beforeAll(async () => {
    world = await RouteWorld.start();
  });
  afterAll(() => world?.stop());

  const page = async (who: string, query = '') => (await world.ask(who, 'GET', `/viec-cua-toi${query}`)).text;
  const url = async (code: string) => `/api/v1/commitments/${await world.commitmentId(code)}`;
  /** The rows of tasks, as they stand. */
  const rowsOf = (text: string) =>
    [...text.matchAll(/<table[^>]*class="[^"]*tasks[\s\S]*?<\/table>/g)].flatMap(([table]) =>
      table.split('<tr').slice(2),
    );
  const rowOf = async (who: string, code: string, word: string) =>
    rowsOf(await page(who)).find((row) => row.includes(`>${code}<`) && row.includes(word));
  const statement = (status: string, percent: number) => ({ status, percent, results: 'Kết quả.' });

  it('shows an extension that waits under an overdue commitment beside what is overdue', async () => {
    const [overdue] = await world.run<{ code: string }>(
      `select c.code from commitment c join commitment_side s on s.commitment_id = c.id join party p on p.id = s.party_id
        where p.code = 'hanoi' and s.lead_body_id <> p.office_id and c.due_on < '2019-11-20' and c.status = 'in_progress' and s.status = 'in_progress'
          and not exists (select 1 from extension_request x where x.commitment_id = c.id and x.status = 'open') limit 1`,
    );
    const { code } = overdue!;
    const asked = { due: { precision: 'date', date: '2020-06-30' }, reason: 'Chậm kinh phí.' };
    await world.ask('coordinator@nghean', 'POST', `${await url(code)}/extension-requests`, asked);
    expect(await rowOf('coordinator@hanoi', code, 'Chậm kinh phí.')).toContain('Cho ý kiến');
    expect(await rowOf('coordinator@hanoi', code, 'Đôn đốc')).toBeDefined();
  });

  it('names to an office the body to be chased, and leads to where that is done', async () => {
    const row = await rowOf('coordinator@hanoi', '3.06', 'Đôn đốc');
    expect(row).toContain('Đôn đốc Sở Công Thương thành phố Hà Nội báo cáo hoặc đề nghị gia hạn');
    expect(row).toContain('href="/2016-tb-tu/don-doc-truc-tiep?body=hn-so-cong-thuong&amp;commitments=3.06"');
    expect(row).toContain('Báo cáo thay');
  });

  it('offers an office to report itself where the body in charge has no account', async () => {
    const rows = rowsOf(await page('coordinator@hanoi')).filter((row) => row.includes('chưa có tài khoản'));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row).not.toContain('/don-doc-truc-tiep');
      expect(row).toContain('/cap-nhat"');
    }
  });

  it('asks the other side’s office to look at a declared completion, until it has signed its own part', async () => {
    const word = 'Xem xét báo cáo hoàn thành của bên kia';
    await world.ask(
      'coordinator@nghean',
      'POST',
      `${await url('4.05')}/updates`,
      statement('completed', 100),
      match,
    );
    expect(await rowOf('coordinator@hanoi', '4.05', word)).toContain('#tra-lai');
    await world.ask('coordinator@hanoi', 'POST', `${await url('4.05')}/return`, {
      reason: 'Thiếu biên bản.',
    });
    expect(await rowOf('coordinator@hanoi', '4.05', word)).toBeUndefined();
  });

  it('tells the leader whose signature fell, with the reason, until the side reports again', async () => {
    const word = 'xác nhận của lãnh đạo không còn hiệu lực';
    await world.ask(
      'coordinator@nghean',
      'POST',
      `${await url('4.08')}/updates`,
      statement('completed', 100),
      match,
    );
    await world.ask('leader@nghean', 'PUT', `${await url('4.08')}/completion-confirmation`);
    await world.ask('leader@hanoi', 'POST', `${await url('4.08')}/return`, { reason: 'Chưa nghiệm thu.' });
    expect(await rowOf('leader@nghean', '4.08', word)).toContain('Chưa nghiệm thu.');
    await world.ask(
      'coordinator@nghean',
      'POST',
      `${await url('4.08')}/updates`,
      statement('in_progress', 90),
      match,
    );
    expect(await rowOf('leader@nghean', '4.08', word)).toBeUndefined();
  });

  it('has a contribution wait for the lead body until it is dealt with, and opens the report from it', async () => {
    const word = 'Báo cáo phối hợp của';
    const before = await world.run<{ count: string }>('select count(*) from contribution');
    expect(before).toEqual([{ count: '0' }]);
    const id = await world.contribution();
    const row = await rowOf('nongnghiep@hanoi', '4.02', word);
    expect(row).toContain(`cap-nhat?tong-hop=${id}`);
    expect(row).toContain('#phoi-hop');
    for (const who of ['khoahoc@hanoi', 'nongnghiep@nghean', 'coordinator@nghean', 'leader@hanoi'])
      expect([who, await rowOf(who, '4.02', word)]).toEqual([who, undefined]);
    await world.ask('nongnghiep@hanoi', 'PUT', `/api/v1/contributions/${id}/refusal`, { reason: 'Trùng.' });
    expect(await rowOf('nongnghiep@hanoi', '4.02', word)).toBeUndefined();
  });

  it('says whether the own body leads or cooperates', async () => {
    expect(await page('nongnghiep@hanoi')).toContain('· chủ trì');
    const cooperating = await page('khoahoc@hanoi');
    expect(cooperating).toContain('· phối hợp');
    expect(cooperating).not.toContain('· chủ trì');
    expect(await page('coordinator@hanoi')).not.toContain('· chủ trì');
  });

  it('leads to the list of those whose report is missing, which has as many', async () => {
    const text = await page('coordinator@hanoi');
    const [, href, count] = /<a href="([^"]*update=missing[^"]*)">(\d+) cam kết<\/a>/.exec(text)!;
    expect(href).toContain('party=hanoi');
    const list = href!
      .replace('/2016-tb-tu/cam-ket', '/api/v1/agreements/2016-tb-tu/commitments')
      .replaceAll('&amp;', '&');
    expect((await world.ask('coordinator@hanoi', 'GET', list)).json.total).toBe(Number(count));
  });

  describe('with more reasons than a page has', () => {
    beforeAll(async () => {
      const { text } = await world.ask('coordinator@hanoi', 'GET', '/api/v1/agreements/2016-tb-tu/file');
      const file = parseAgreement(text, 'tb.yaml');
      const [like] = file.commitments;
      const more = Array.from({ length: 230 }, (_, n) => ({
        ...like!,
        code: `1.${n + 100}`,
      }));
      file.commitments.push(...more);
      const read = parseAgreement(writeAgreement(file), 'many.yaml');
      await world.program.app.get(ImportService, { strict: false }).import(read, world.program.clock.now());
    });

    const queries = () => world.program.app.get(MyWorkQueries, { strict: false });
    const viewer = async (who: string) =>
      world.program.app.get(SessionsService, { strict: false }).viewer(await world.userId(who));
    const statements = async () =>
      Number(
        /_count (\d+)/.exec(
          await world.program.app
            .get(Metrics)
            .registry.getSingleMetricAsString('tracker_database_query_duration_seconds'),
        )![1],
      );

    it('goes on page by page, leaves nothing out and shows nothing twice', async () => {
      const who = await viewer('coordinator@hanoi');
      const first = await queries().read(who);
      expect(first.total).toBeGreaterThan(200);
      const seen: string[] = [];
      for (let n = 1; n <= first.pages; n++) {
        const { tasks } = await queries().read(who, n);
        expect(tasks.length).toBeLessThanOrEqual(100);
        seen.push(
          ...tasks.map(({ agreement, commitment, kind }) => `${agreement.slug} ${commitment.id} ${kind}`),
        );
      }
      expect(seen).toHaveLength(first.total);
      expect(new Set(seen).size).toBe(first.total);
    });

    it('needs no statement for a row', async () => {
      const who = await viewer('coordinator@hanoi');
      await queries().read(who);
      const before = await statements();
      await queries().read(who);
      expect((await statements()) - before).toBeLessThanOrEqual(8);
    });

    it('links the pages, and shows the last for one that does not exist', async () => {
      expect(await page('coordinator@hanoi')).toContain('href="/viec-cua-toi?trang=2"');
      const last = await page('coordinator@hanoi', '?trang=999');
      expect(last).toContain('rel="prev"');
      expect(last).not.toContain('rel="next"');
      expect((await world.ask('coordinator@hanoi', 'GET', '/viec-cua-toi?trang=0')).status).toBe(400);
    });
  });
});
