import { describe, expect, it } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { readFileSync } from 'node:fs';
import { Busy, RuleBroken } from '../platform/errors.js';
import { Turns } from '../platform/turns.js';
import { csvPages } from './csv-pages.js';
import { csvCell, csvLine } from './csv.js';
import type { ExportColumn, ExportFacts, RowsRead } from './export.types.js';
import { fileName, type FileReader } from './facts.js';
import { madeInThread } from './in-thread.js';
import { exportTable } from './pages.js';
import { paint } from './paint.js';
import { pictureSvg } from './picture.js';
import { sheetName } from './sheet.js';
import { MOST_WORKBOOK_ROWS, workbookOf } from './workbook.js';

const reader: FileReader = {
  language: 'vi',
  by: 'Văn phòng Thành ủy · Hà Nội',
  at: '2019-11-20T02:15:00.000Z',
  today: '2019-11-20',
  demo: false,
};
const facts: ExportFacts = {
  title: 'Cam kết',
  asOf: '2019-10-20',
  knownAt: '2019-11-20',
  filters: ['Quá hạn'],
  agreement: { slug: '2016-tb-tu', number: '2016-TB/TU', kind: 'notice' },
};
const columns: ExportColumn<number>[] = [
  { head: 'Mã', kind: 'text', value: (n) => `${n}` },
  { head: 'Số', kind: 'number', value: (n) => n },
  { head: 'Tỷ lệ', kind: 'percent', value: () => 0.611 },
  { head: 'Ngày', kind: 'day', value: () => '2019-11-20' },
  { head: 'Lúc', kind: 'instant', value: () => '2019-11-20T02:15:00.000Z' },
  { head: 'Chưa biết', kind: 'number', value: () => null },
];

/** Rows by the hundred, with how many were read. */
function manyRows(count: number) {
  const state = { read: 0, closed: false };
  async function* pages(): AsyncGenerator<RowsRead<number>> {
    try {
      for (let from = 0; from < count; from += 100) {
        const rows = Array.from({ length: Math.min(100, count - from) }, (_, n) => from + n);
        state.read += rows.length;
        yield { rows };
      }
    } finally {
      state.closed = true;
    }
  }
  return { state, table: exportTable(facts, columns, pages()) };
}

describe('a cell of a CSV', () => {
  it('is one that no spreadsheet takes for a formula', () => {
    for (const text of ['=1+1', '+84', '-5 %', '@SUM(A1)', '\t=1', '＝1', '\n=1'])
      expect(csvCell(text, 'text')).toMatch(/^'/);
    expect(csvCell('2019-11-20', 'day')).toBe('2019-11-20');
    expect(csvCell(-5, 'number')).toBe('-5');
  });

  it('is quoted where it must be, and by RFC 4180', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', ''])).toBe('a,"b,c","d""e","f\ng",\r\n');
  });

  it('holds what programs read: percents, instants with their offset, nothing for the unknown', () => {
    expect(csvCell(0.611, 'percent')).toBe('61.1');
    expect(csvCell('2019-11-20T02:15:00.000Z', 'instant')).toBe('2019-11-20T09:15:00+07:00');
    expect(csvCell(null, 'number')).toBe('');
  });

  it('holds no letter that a file cannot carry, and composed ones', () => {
    expect(csvCell('Vie\u0323\u0302t\u0000\uFFFE\r\nNam \uD800', 'text')).toBe('Việt\nNam \uFFFD');
    expect(csvCell('x'.repeat(40_000), 'text')).toHaveLength(32_767);
  });
});

describe('a list as CSV', () => {
  it('is read as far as it is taken, and no further once its reader has gone', async () => {
    const { state, table } = manyRows(10_000);
    const pages = await csvPages(table, reader);
    await pages.next();
    await pages.next();
    expect(state.read).toBeLessThanOrEqual(200);
    await pages.return(undefined);
    expect(state).toEqual({ read: state.read, closed: true });
  });

  it('is refused before anything is sent where it has more rows than a file holds', async () => {
    async function* pages(): AsyncGenerator<RowsRead<number>> {
      yield { rows: [1], total: 100_001 };
    }
    await expect(csvPages(exportTable(facts, columns, pages()), reader)).rejects.toThrow(RuleBroken);
  });
});

describe('a list as a workbook', () => {
  it('has dates, numbers and shares as such, and says what it is', async () => {
    const { table } = manyRows(120);
    const book = await readXlsx(await workbookOf(table, reader));
    const [list, about] = book.sheets;
    expect([list!.name, about!.name]).toEqual(['Cam kết', 'Về bảng này']);
    expect(list!.rows).toHaveLength(121);
    expect(list!.rows[0]).toEqual(columns.map(({ head }) => head));
    expect(list!.rows[120]).toEqual([
      '119',
      119,
      0.611,
      new Date('2019-11-20T00:00:00Z'),
      // As a clock in Việt Nam shows it.
      new Date('2019-11-20T09:15:00Z'),
      null,
    ]);
    expect(list!.freezePane).toMatchObject({ rows: 1 });
    expect(list!.autoFilter).toMatchObject({ range: 'A1:F121' });
    expect(list!.pageSetup).toMatchObject({ orientation: 'landscape', paperSize: 'a4' });
    expect(list!.headerFooter?.oddHeader).toContain('Số liệu tính đến 20/10/2019');
    expect(about!.rows).toEqual([
      ['Nội dung', 'Cam kết'],
      ['Thỏa thuận', 'Thông báo 2016-TB/TU'],
      ['Số liệu', 'Số liệu tính đến 20/10/2019, theo số liệu đã nhập đến hết ngày 20/11/2019'],
      ['Điều kiện lọc', 'Quá hạn'],
      ['Người lập', 'Văn phòng Thành ủy · Hà Nội'],
      ['Thời điểm lập', '20/11/2019 09:15'],
    ]);
  });

  it('keeps text as it was typed, whatever it looks like', async () => {
    const texts = ['=1+1', '_x000D_', '<script>alert(1)</script> & "x"', 'Vie\u0323\u0302t\uFFFE \uD800'];
    async function* pages(): AsyncGenerator<RowsRead<string>> {
      yield { rows: texts };
    }
    const table = exportTable<string>(
      { ...facts, title: 'A/B & [C]*?' },
      [{ head: 'Nội dung', kind: 'text', value: (text) => text }],
      pages(),
    );
    const [sheet] = (await readXlsx(await workbookOf(table, reader))).sheets;
    expect(sheet!.name).toBe('A B & C');
    expect(sheet!.rows.slice(1).flat()).toEqual([...texts.slice(0, 3), 'Việt \uFFFD']);
    expect([...(sheet!.cells?.values() ?? [])].map(({ type }) => type)).not.toContain('formula');
  });

  it('is made beside the loop that answers everybody else', async () => {
    let turns = 0;
    const others = setInterval(() => (turns += 1), 5);
    const made = await workbookOf(manyRows(10_000).table, reader);
    clearInterval(others);
    expect((await readXlsx(made)).sheets[0]!.rows).toHaveLength(10_001);
    expect(turns).toBeGreaterThan(20);
  });

  it('is refused where it has too many rows, and the next one is made', async () => {
    const { state, table } = manyRows(MOST_WORKBOOK_ROWS + 1000);
    await expect(workbookOf(table, reader)).rejects.toThrow(RuleBroken);
    expect(state).toEqual({ read: MOST_WORKBOOK_ROWS + 100, closed: true });
    expect((await workbookOf(manyRows(1).table, reader)).length).toBeGreaterThan(1000);
  });

  it('waits in a short queue, which is soon full', async () => {
    const turns = new Turns({ atOnce: 1, waiting: 1 }, () => new Busy({ vi: 'bận', en: 'busy' }));
    const begun: number[] = [];
    const work = (n: number) => turns.take(async () => void begun.push(n));
    const [first, second] = [work(1), work(2)];
    await expect(work(3)).rejects.toThrow(Busy);
    await Promise.all([first, second]);
    await work(4);
    expect(begun).toEqual([1, 2, 4]);
  });
});

describe('a chart as a picture', () => {
  const svg = pictureSvg({ facts, width: 200, height: 40, body: <text y="20">Nguyễn Thị Ổ</text> }, reader);

  it('says what it is, of which day and by whom it was made, in letters and a font that it names', () => {
    for (const said of [
      '>Cam kết<',
      '20/10/2019',
      'Thông báo 2016-TB/TU',
      'Văn phòng Thành ủy',
      "'Be Vietnam Pro'",
    ])
      expect(svg.replaceAll('&#39;', "'")).toContain(said);
    expect(svg).not.toMatch(/var\(|class=|currentColor|oklch/);
  });

  it('is drawn twice as fine, with its letters', async () => {
    const [png, mute] = [
      await madeInThread('picture', { svg, withLetters: true }),
      await madeInThread('picture', { svg, withLetters: false }),
    ];
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * width!, 2 * height!]);
    expect(png.length).toBeGreaterThan(2 * mute.length);
  });

  it('has the colours of the pages', () => {
    const tokens = readFileSync(new URL('../web/assets/css/00-tokens.css', import.meta.url), 'utf8');
    for (const [name, colour] of Object.entries(paint)) expect(tokens).toContain(`--${name}: ${colour};`);
  });
});

describe('the name of a file', () => {
  it('has agreement, list and day, or the code of frozen figures', () => {
    expect(fileName(facts, 'xlsx')).toBe('2016-tb-tu Cam kết 2019-10-20.xlsx');
    expect(fileName({ ...facts, code: 'BC-2019-10-CHUNG-01', title: 'a/b:c' }, 'csv')).toBe(
      'BC-2019-10-CHUNG-01 a-b-c 2019-10-20.csv',
    );
  });

  it('of a sheet keeps to the rules of spreadsheets', () => {
    expect(sheetName(`'Kế hoạch: [2019/2020]?'`)).toBe('Kế hoạch 2019 2020');
    expect(sheetName('x'.repeat(40))).toHaveLength(31);
    expect(sheetName('[]')).toBe('–');
  });
});
