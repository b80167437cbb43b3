import type { CellValue, ExportColumn, ExportFacts, ExportTable, RowsRead } from './export.types.js';

/** How many rows of a list are read at once for a file. */
export const ROWS_AT_ONCE = 500;

interface KeysetPage<Row> {
  items: readonly Row[];
  nextCursor: string | null;
  total?: number;
}

/** A list that is paged by keyset, page after page: each is read while the one before it is being written. */
export async function* byPages<Row>(
  read: (cursor: string | undefined) => Promise<KeysetPage<Row>>,
): AsyncGenerator<RowsRead<Row>> {
  for (let next: Promise<KeysetPage<Row>> | null = read(undefined); next;) {
    const { items, nextCursor, total }: KeysetPage<Row> = await next;
    next = nextCursor === null ? null : read(nextCursor);
    // Of one that fails is told when it is asked for; nobody asks where writing has failed before.
    next?.catch(() => {});
    yield { rows: items, total };
  }
}

/** Few enough that what is read of them is gone from memory before the next come. */
const PIECE = 100;

/** A list of which it is found out once what is in it, and then read piece after piece: no piece goes through all of it again. */
export function byPieces<Key, Row>(
  find: () => Promise<readonly Key[]>,
  read: (keys: readonly Key[]) => Promise<readonly Row[]>,
): AsyncGenerator<RowsRead<Row>> {
  let keys: readonly Key[] | undefined;
  return byPages(async (cursor = '0') => {
    keys ??= await find();
    const [from, to] = [Number(cursor), Number(cursor) + PIECE];
    const items = from < keys.length ? await read(keys.slice(from, to)) : [];
    return { items, nextCursor: to < keys.length ? String(to) : null, total: keys.length };
  });
}

/** What is read in one go. */
export async function* inOne<Row>(rows: readonly Row[]): AsyncGenerator<RowsRead<Row>> {
  yield { rows, total: rows.length };
}

/** A list by its columns, said once, and its rows, by the query of its page. */
export function exportTable<Row>(
  facts: ExportFacts,
  columns: readonly ExportColumn<Row>[],
  pages: AsyncIterable<RowsRead<Row>>,
): ExportTable {
  return {
    facts,
    columns: columns.map(({ value: _value, ...column }) => column),
    pages: cellsOf(columns, pages),
  };
}

async function* cellsOf<Row>(
  columns: readonly ExportColumn<Row>[],
  pages: AsyncIterable<RowsRead<Row>>,
): AsyncGenerator<RowsRead<CellValue[]>> {
  for await (const { rows, total } of pages)
    yield { rows: rows.map((row) => columns.map(({ value }) => value(row))), total };
}
