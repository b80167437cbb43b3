import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommitmentItem } from '../src/commitments/commitment.types.js';
import { groupings } from '../src/dashboard/timeline/timeline.dto.js';
import { RouteWorld } from './support/route-world.js';

const page = '/2016-tb-tu/dong-thoi-gian';
const agreement = '/api/v1/agreements/2016-tb-tu';

describe('the timeline', () => {
  let world: RouteWorld;
  let items: CommitmentItem[];
  beforeAll(async () => {
    world = await RouteWorld.start();
    items = (await world.ask('auditor@tracker', 'GET', `${agreement}/commitments?limit=100`)).json.items;
  });
  afterAll(() => world?.stop());

  const open = async (query = '', who = 'leader@nghean', status = 200) => {
    const answer = await world.ask(who, 'GET', `${page}${query}`);
    expect([query, answer.status]).toEqual([query, status]);
    return answer.text;
  };
  /** The rows of the table, by code; of some codes there are two where rows stand with each side's body. */
  const rowsOf = (text: string) => {
    const rows = text
      .split('<tr role="row">')
      .slice(2)
      .map((row) => row.split('</tr>')[0]!);
    return rows.map((row) => ({ code: /class="code n">([\d.]+)</.exec(row)![1]!, row }));
  };
  const lineOf = (row: string) =>
    /<svg class="tl-row".*?<\/svg><\/td>|<svg class="tl-row".*<\/svg>/s.exec(row)![0];

  it('has a row for each commitment with a last day, and draws none of those that have none', async () => {
    const dated = items.filter(({ due }) => due.date !== null);
    const text = await open();
    expect(rowsOf(text).map(({ code }) => code)).toEqual(dated.map(({ code }) => code));
    const apart = text.split('id="thuong-xuyen"')[1]!;
    for (const { code, due } of items) if (due.date === null) expect(apart).toContain(`>${code}</span>`);
    expect(items.length).toBeGreaterThan(dated.length);
  });

  it('draws a date as a point, and a month, quarter or year as a bar over all of it', async () => {
    const rows = new Map(rowsOf(await open()).map(({ code, row }) => [code, lineOf(row)]));
    const widths = new Map<string, number>();
    for (const { code, due, extensions } of items) {
      if (due.date === null || extensions > 0) continue;
      const line = rows.get(code)!;
      expect(line).toContain(due.label.vi);
      const bar = /<g class="tl-due[^"]*"><rect x="([\d.]+)%" y="8" width="([\d.]+)%"/.exec(line);
      expect([code, bar !== null]).toEqual([code, due.precision !== 'date']);
      if (bar) widths.set(due.precision, Number(bar[2]));
    }
    expect(widths.get('year')! / widths.get('quarter')!).toBeCloseTo(4, 0);
    expect(widths.get('quarter')! / widths.get('month')!).toBeCloseTo(3, 0);
  });

  it('says of an extension where the deadline was at first, and of a completion its day', async () => {
    const rows = new Map(rowsOf(await open()).map(({ code, row }) => [code, row]));
    const extended = items.filter(({ extensions, due }) => extensions > 0 && due.date !== null);
    expect(extended.length).toBeGreaterThan(0);
    for (const { code, id } of extended) {
      const { originalDue } = (await world.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`)).json;
      expect(rows.get(code)).toContain('class="tl-first"');
      expect(rows.get(code)).toContain(`từ ${originalDue.label.vi}`);
    }
    for (const { code, completedOn, due } of items) {
      if (due.date === null) continue;
      expect([code, rows.get(code)!.includes('class="tl-done"')]).toEqual([code, completedOn !== null]);
    }
    expect(
      [...rows.values()].filter((row) => row.includes('class="tl-done tl-part"')).length,
    ).toBeGreaterThan(0);
  });

  it('groups by sector, by the lead body of each side and by who holds a matter', async () => {
    const dated = items.filter(({ due }) => due.date !== null);
    for (const grouping of groupings) {
      const rows = rowsOf(await open(`?theo=${grouping}`));
      expect([grouping, rows.length]).toEqual([
        grouping,
        grouping === 'co-quan' ? dated.length * 2 : dated.length,
      ]);
      expect(new Set(rows.map(({ code }) => code)).size).toBe(dated.length);
    }
    expect(rowsOf(await open('?theo=co-quan&party=hanoi')).length).toBe(dated.length);
    const holders = await open('?theo=dang-cho');
    expect(holders).toContain('Không chờ ai');
    await open('?theo=khac', 'leader@nghean', 400);
  });

  it('is filtered as the list is, and its figures open exactly what they count', async () => {
    for (const query of [
      'sector=3',
      'status=in_progress',
      'party=nghean&status=completed',
      'sector=3&asOf=2019-10-20',
    ]) {
      const { json } = await world.ask(
        'auditor@tracker',
        'GET',
        `${agreement}/commitments?limit=100&${query}`,
      );
      const dated = (json.items as CommitmentItem[]).filter(({ due }) => due.date !== null);
      const text = await open(`?${query}`);
      expect([query, rowsOf(text).map(({ code }) => code)]).toEqual([query, dated.map(({ code }) => code)]);
      const links = [
        ...text.matchAll(/<a class="count n" href="\/2016-tb-tu\/cam-ket\?([^"]*)">(\d+)<\/a>/g),
      ];
      expect(links.length).toBeGreaterThan(0);
      for (const [, address, count] of links) {
        const list = `${agreement}/commitments?limit=1&${address!.replaceAll('&amp;', '&')}`;
        expect([list, (await world.ask('auditor@tracker', 'GET', list)).json.total]).toEqual([
          list,
          Number(count),
        ]);
      }
    }
  });

  it('stands as of a past day, and says so', async () => {
    const text = await open('?asOf=2019-10-20');
    expect(text).toContain('Tính đến 20/10');
    expect(text).toContain('/2016-tb-tu/so-sanh?from=2019-10-20&amp;to=2019-11-20');
    expect(text).not.toContain('xong 06/11/2019');
    expect(await open('?asOf=31/02/2019', 'leader@nghean', 400)).toContain('value="31/02/2019"');
    expect(await open('?asOf=2019-10-20&knownAt=2019-10-19', 'leader@nghean', 422)).toContain(
      'Ngày nhập số liệu',
    );
  });

  it('leaves deadlines far away at its edge, so that all others can still be read', async () => {
    const before = (await open()).match(/class="tl-quarter"/g)!.length;
    const id = await world.commitmentId('3.09');
    await world.run(`update commitment set due_value = '2099-12-31', due_on = '2099-12-31' where id = $1`, [
      id,
    ]);
    await world.run(
      `update commitment set title = jsonb_build_object('vi', $2::text, 'en', 'x') where id = $1`,
      [id, `<script>alert(1)</script> ${'dài '.repeat(60)}`],
    );
    await world.run('update agreement set revision = revision + 1');
    const text = await open();
    expect(text.match(/class="tl-quarter"/g)!.length).toBe(before);
    expect(rowsOf(text).find(({ code }) => code === '3.09')!.row).toContain('x="100%"');
    expect(text).toContain('&lt;script>');
    expect(text).not.toContain('<script>alert');
  });

  it('is not there for those of another agreement, nor for who is not signed in', async () => {
    expect((await world.ask('coordinator@danang', 'GET', page)).status).toBe(404);
    expect((await world.ask(null, 'GET', page)).status).toBe(303);
  });
});
