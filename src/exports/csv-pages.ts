import { RuleBroken } from '../platform/errors.js';
import { formatNumber } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import { BYTE_ORDER_MARK, csvCell, csvHead, csvLine } from './csv.js';
import type { CellKind, CellValue, ExportTable } from './export.types.js';
import type { FileReader } from './facts.js';

/** So many rows take minutes to read: whoever needs more wants a copy of the database. */
const MOST_ROWS = 100_000;

/**
 * A list as CSV, piece by piece: the next rows are read when the ones before have been taken.
 * @throws RuleBroken, before the first piece, where there are too many rows
 */
export async function csvPages(
  { facts, columns, pages }: ExportTable,
  { language }: FileReader,
): Promise<AsyncGenerator<string>> {
  const t = words(language).exports;
  // Which day the figures are of stands in each row: rows are put under others, and a line above the head breaks programs.
  const own: [string, CellKind, CellValue][] = [
    [t.asOfColumn, 'day', facts.asOf],
    [t.knownAtColumn, 'day', facts.knownAt],
    ...(facts.code === undefined ? [] : [[t.codeColumn, 'text', facts.code] satisfies (typeof own)[number]]),
  ];
  const head = [...columns.map(csvHead), ...own.map(([label]) => label)];
  const tail = own.map(([, kind, value]) => csvCell(value, kind));
  const lineOf = (row: readonly CellValue[]) =>
    csvLine([...row.map((value, index) => csvCell(value, columns[index]!.kind)), ...tail]);
  const read = pages[Symbol.asyncIterator]();
  let page = await read.next();
  const { total = 0 } = page.value ?? {};
  if (total > MOST_ROWS) throw new RuleBroken(tooMany(total));
  return (async function* () {
    try {
      yield BYTE_ORDER_MARK + csvLine(head);
      for (; !page.done; page = await read.next()) yield page.value.rows.map(lineOf).join('');
    } finally {
      // Whoever goes away in the middle of it has nothing more read.
      await read.return?.();
    }
  })();
}

const tooMany = (total: number) => ({
  vi: `Danh sách có ${formatNumber(total, 'vi')} dòng; một tệp CSV có tối đa ${formatNumber(MOST_ROWS, 'vi')} dòng. Hãy lọc bớt rồi tải lại.`,
  en: `The list has ${formatNumber(total, 'en')} rows; a CSV file holds at most ${formatNumber(MOST_ROWS, 'en')}. Narrow it, then download again.`,
});
