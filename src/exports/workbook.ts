import { RuleBroken } from '../platform/errors.js';
import { formatNumber } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import type { CellKind, ExportTable } from './export.types.js';
import { aboutLines, asOfLine, madeLine, type FileReader } from './facts.js';
import { madeInThread } from './in-thread.js';
import type { ToThread, WorkbookHead } from './workbook.types.js';

/** More are for a program, which takes CSV. */
export const MOST_WORKBOOK_ROWS = 20_000;

/** In characters, by what stands in a column. */
const widths: Record<CellKind, number> = { text: 18, number: 10, percent: 10, day: 12, instant: 17 };

/**
 * A list as a workbook for Excel, whole. It is made in a thread, which takes the rows as they are read.
 * @throws RuleBroken where there are more rows than one holds; Busy where many files are being made
 */
export async function workbookOf(table: ExportTable, reader: FileReader): Promise<Buffer> {
  return madeInThread('workbook', headOf(table, reader), async (tell) => {
    let rows = 0;
    for await (const page of table.pages) {
      rows += page.rows.length;
      const total = Math.max(rows, page.total ?? 0);
      if (total > MOST_WORKBOOK_ROWS) throw new RuleBroken(tooMany(total));
      tell({ rows: page.rows } satisfies ToThread);
    }
    tell({ end: true } satisfies ToThread);
  });
}

function headOf({ facts, columns }: ExportTable, reader: FileReader): WorkbookHead {
  const t = words(reader.language).exports;
  return {
    sheet: facts.title,
    aboutSheet: t.about.sheet,
    columns: columns.map(({ head, kind, width = widths[kind] }) => ({ head, kind, width })),
    about: aboutLines(facts, reader),
    printed: {
      title: facts.title,
      asOf: asOfLine(facts, reader),
      foot: [facts.code && t.code(facts.code), madeLine(reader)].filter(Boolean).join(' · '),
    },
  };
}

const tooMany = (total: number) => ({
  vi: `Danh sách có từ ${formatNumber(total, 'vi')} dòng; một tệp Excel có tối đa ${formatNumber(MOST_WORKBOOK_ROWS, 'vi')} dòng. Hãy lọc bớt, hoặc tải dạng CSV.`,
  en: `The list has ${formatNumber(total, 'en')} rows or more; an Excel file holds at most ${formatNumber(MOST_WORKBOOK_ROWS, 'en')}. Narrow it, or download it as CSV.`,
});
