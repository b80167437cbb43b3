import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { CommitmentPage } from '../src/commitments/read/list.types.js';
import type { FrozenPeriod } from '../src/periods/periods.types.js';
import { headOf, type ColumnKey } from '../src/sheets/columns.js';
import { startApp } from './support/app.js';
import { describeWithProgram, libreOffice, pythonWithOpenpyxl } from './support/describe-with-program.js';
import {
  readByOpenpyxl,
  savedByLibreOffice,
  setByOpenpyxl,
  type ReadSheet,
} from './support/independent-readers.js';
import { until } from './support/processes.js';
import { preview } from './support/sheets.js';

jest.setTimeout(180_000);

const office = 'coordinator@hanoi';
const AGREEMENT = '/api/v1/agreements/2016-tb-tu';
const unchanged = { same: 44, change: 0, new: 0, stale: 0, refused: 0, faulty: 0 };

/** Our workbooks as programs read them that know nothing of ours. */
describeWithProgram('a workbook, read by openpyxl', pythonWithOpenpyxl, (python) => {
  let program: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    program = await startApp({ works: true });
  });
  afterAll(() => program?.stop());

  const file = async (url: string) => {
    const answer = await (await program.browser(office)).get(url);
    expect([url, answer.statusCode]).toEqual([url, 200]);
    return answer.rawPayload;
  };
  const commitments = async () =>
    ((await program.ask(office, 'GET', `${AGREEMENT}/commitments?limit=100`)).json as CommitmentPage).items;
  const at = (sheet: ReadSheet, key: ColumnKey) => sheet.rows[0]!.indexOf(headOf(key, 'vi'));
  const isShare = (format: string | undefined) => /^0(\.0+)?%$/.test(format ?? '');

  it('that can be edited has its head frozen, dates and shares that are such, a list of statuses, locks and widths', async () => {
    const [list, guide, choices, control] = await readByOpenpyxl(
      python,
      await file(`${AGREEMENT}/sheet.xlsx`),
    );
    expect([list!, guide!, choices!, control!].map(({ state }) => state)).toEqual([
      'visible',
      'visible',
      'hidden',
      'veryHidden',
    ]);
    expect(list).toMatchObject({ freeze: 'C2', protected: true });
    expect(list!.filter).toMatch(/^A1:[A-Z]+45$/);
    const status = String.fromCharCode(65 + at(list!, 'status'));
    expect(list!.lists).toContainEqual({ range: `${status}2:${status}45`, formula: `'Danh mục'!$A$1:$A$5` });
    expect(choices!.rows.map(([name]) => name)).toEqual(
      expect.arrayContaining(['Chưa thực hiện', 'Đang thực hiện', 'Hoàn thành']),
    );
    // As narrow as a code, as wide as a text that is written.
    expect(list!.widths.A).toBeLessThan(12);
    expect(list!.widths[String.fromCharCode(65 + at(list!, 'results'))]).toBeGreaterThan(30);

    const stated = new Map((await commitments()).map((item) => [item.code, item]));
    const rows = list!.rows.slice(1);
    expect(rows).toHaveLength(44);
    let dates = 0;
    for (const [index, row] of rows.entries()) {
      const item = stated.get(String(row[at(list!, 'code')]))!;
      const own = item.sides.find(({ party }) => party === 'hanoi')!;
      const cell = (key: ColumnKey) => row[at(list!, key)];
      expect([item.code, cell('title'), cell('id'), cell('version')]).toEqual([
        item.code,
        item.title.vi,
        item.id,
        item.version,
      ]);
      if (own.percent !== null) {
        expect([item.code, Math.round(Number(cell('percent')) * 100)]).toEqual([item.code, own.percent]);
        expect(isShare(list!.formats[index + 1]![at(list!, 'percent')])).toBe(true);
      }
      const doneOn = cell('doneOn');
      if (own.doneOn) {
        expect([item.code, doneOn]).toEqual([item.code, { date: own.doneOn }]);
        dates += 1;
      }
      const isOpen = !cell('remark');
      for (const key of ['status', 'percent', 'results'] as const)
        expect([item.code, key, list!.locked[index + 1]![at(list!, key)]]).toEqual([item.code, key, !isOpen]);
      for (const key of ['code', 'title', 'id', 'version', 'mark'] as const)
        expect([item.code, key, list!.locked[index + 1]![at(list!, key)]]).toEqual([item.code, key, true]);
    }
    expect(dates).toBeGreaterThan(3);
  });

  it('of the list has what the API says of each commitment, in its order, with dates and shares as such', async () => {
    const [list] = await readByOpenpyxl(python, await file(`${AGREEMENT}/commitments.xlsx`));
    expect(list).toMatchObject({ freeze: 'A2', state: 'visible' });
    const head = list!.rows[0]!.map(String);
    const items = await commitments();
    const rows = list!.rows.slice(1);
    expect(rows.map((row) => row[0])).toEqual(items.map(({ code }) => code));
    const shares = head.flatMap((_, column) => (isShare(list!.formats[1]![column]) ? [column] : []));
    expect(shares.length).toBeGreaterThan(0);
    // The first share is that of the whole; of what is not known the cell is empty.
    for (const [index, { percent }] of items.entries())
      expect([items[index]!.code, rows[index]![shares[0]!]]).toEqual([
        items[index]!.code,
        percent === null ? null : percent / 100,
      ]);
    const dated = rows.flatMap((row) => row.filter((value) => typeof value === 'object' && value !== null));
    expect(dated.length).toBeGreaterThan(items.length);
    const due = head.findIndex(
      (_, column) =>
        typeof rows[0]![column] === 'object' ||
        rows.some((row) => row[column] && typeof row[column] === 'object'),
    );
    for (const [index, item] of items.entries())
      expect([item.code, rows[index]![due]]).toEqual([
        item.code,
        item.due.date === null ? null : { date: item.due.date },
      ]);
    expect(Object.values(list!.widths).every((width) => width >= 6)).toBe(true);
  });

  it('of an annex has the frozen figures of the code at its foot', async () => {
    const asked = { kind: 'annex', party: 'hanoi', period: '2019-10', edition: 'committees', language: 'vi' };
    const { json } = await program.ask(office, 'POST', `${AGREEMENT}/documents`, asked);
    await until(
      async () => (await program.ask(office, 'GET', `/api/v1/documents/${json.id}`)).json.status === 'done',
    );
    const [annex, about] = await readByOpenpyxl(
      python,
      await file(`/api/v1/documents/${json.id}/files/xlsx`),
    );
    const frozen = (await program.ask(office, 'GET', '/api/v1/frozen/BC-2019-10-HN-01')).json as FrozenPeriod;
    expect(about!.rows.flat().join(' ')).toContain('BC-2019-10-HN-01');
    expect(annex).toMatchObject({ freeze: 'A2' });
    const percents = new Map(
      frozen.commitments.map(({ code, sides }) => [
        code,
        sides.find(({ party }) => party === 'hanoi')?.percent ?? null,
      ]),
    );
    const rows = annex!.rows.slice(1);
    expect(rows.length).toBeGreaterThan(30);
    for (const [index, row] of rows.entries()) {
      const percent = percents.get(String(row[0]));
      expect([row[0], row[5]]).toEqual([row[0], percent === null ? null : percent! / 100]);
      if (percent !== null) expect(isShare(annex!.formats[index + 1]![5])).toBe(true);
    }
  });

  it('with one cell changed and saved by openpyxl comes back as that change', async () => {
    const sheet = await file(`${AGREEMENT}/sheet.xlsx`);
    const [list] = await readByOpenpyxl(python, sheet);
    const row = list!.rows.findIndex((each) => each[at(list!, 'code')] === '3.01');
    const changed = await setByOpenpyxl(python, sheet, [row + 1, at(list!, 'percent') + 1], 0.85);
    const read = await preview(program, office, changed);
    expect([read.fault, read.counts]).toEqual([null, { ...unchanged, same: 43, change: 1 }]);
  });

  describeWithProgram('and saved again by LibreOffice', libreOffice, (soffice) => {
    it('comes back with every row as it was; with one cell changed after that, as one change', async () => {
      const saved = await savedByLibreOffice(soffice, await file(`${AGREEMENT}/sheet.xlsx`), 'xlsx');
      const read = await preview(program, office, saved);
      expect([read.fault, read.counts]).toEqual([null, unchanged]);
      const [list] = await readByOpenpyxl(python, saved);
      // Without a window it keeps no panes of any workbook; locks and choices it does.
      expect(list).toMatchObject({ protected: true, lists: [expect.objectContaining({ range: 'E2:E45' })] });
      const row = list!.rows.findIndex((each) => each[at(list!, 'code')] === '3.01');
      const changed = await setByOpenpyxl(
        python,
        saved,
        [row + 1, at(list!, 'results') + 1],
        'Đã ký kết 03 hợp đồng.',
      );
      const again = await preview(program, office, changed);
      expect(again.counts).toEqual({ ...unchanged, same: 43, change: 1 });
      expect(again.rows.find(({ code }) => code === '3.01')!.changes).toMatchObject([
        { field: 'results', to: 'Đã ký kết 03 hợp đồng.' },
      ]);
    });

    it('as CSV in UTF-8 comes back with every row as it was', async () => {
      const csv = await savedByLibreOffice(
        soffice,
        await file(`${AGREEMENT}/sheet.xlsx`),
        'csv:Text - txt - csv (StarCalc):44,34,76,1',
      );
      expect(csv.toString('utf8')).toContain('3.01');
      const read = await preview(program, office, csv, { name: 'Báo cáo.csv' });
      expect([read.fault, read.counts]).toEqual([null, unchanged]);
    });
  });
});
