import { sql, type QueryExecutorProvider, type RawBuilder } from 'kysely';
import type { ReportingPeriod } from '../../calendar/reporting-period.js';
import type { Day } from '../../platform/clock.js';
import { MOST_COUNTED, foundOf, type RawFound } from '../search/found.js';
import { whatWasFound } from '../search/found.sql.js';
import { allOf, conditionsOf, foundBefore } from './filter.sql.js';
import { itemColumns, itemOf, type ItemRow } from './item.sql.js';
import { keysetOf, makeCursor } from './keyset.js';
import type { CommitmentFilter, CommitmentPage, ListedCommitment, SortKey } from './list.types.js';
import { commitmentsAt, sidesAt, type ReadAt } from './read-source.js';

type ReadList = ReadAt & { period: ReportingPeriod };
export type ListRow = ItemRow & {
  position: number;
  sortValue: string;
  total: number;
  found: RawFound | null;
};

/** The order that holds: of a search, the best found first; else by code, unless another is asked for. */
export function sortOf({ sort, q }: Pick<CommitmentFilter, 'sort' | 'q'>): SortKey {
  if (q === undefined) return sort === undefined || sort === 'relevance' ? 'code' : sort;
  return sort ?? 'relevance';
}

/** What a list is read from: `c`, `sides`, and `matching`, those that pass, with what they are ordered by. To stand behind `with`. */
export function matchingIn(filter: CommitmentFilter, at: ReadList): RawBuilder<unknown> {
  const ranked = filter.q === undefined ? sql`` : sql`left join found on found.commitment_id = c.id`;
  const rank = filter.q === undefined ? sql`null::bigint` : sql`found.rank`;
  return sql`c as not materialized (${commitmentsAt(at)}), sides as not materialized (${sidesAt(at)})${foundBefore(filter, at)},
    matching as materialized (select c.id, c.position, c.due_on, c.percent, c.title, ${rank} as rank
      from c join sector se on se.id = c.sector_id ${ranked} where ${allOf(conditionsOf(filter, at))})`;
}

/** Rows of a list in its order, each with how many pass in all. */
export async function readListRows(
  db: QueryExecutorProvider,
  at: ReadList,
  filter: CommitmentFilter,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<ListRow[]> {
  const keyset = keysetOf(sortOf(filter), cursor);
  const { rows } = await sql<ListRow>`
    with ${matchingIn(filter, at)},
    page as materialized (
      select c.id, c.rank, ${keyset.value} as sort_value, row_number() over (order by ${keyset.orderBy}) as place
      from matching c where ${keyset.after} order by ${keyset.orderBy} limit ${limit})
    select ${itemColumns(at)}, ${whatWasFound(sql`page.rank`)} as found, c.position, page.sort_value as "sortValue", (select count(*)::integer from matching) as total
    from page join c on c.id = page.id join sector se on se.id = c.sector_id order by page.place`.execute(db);
  return rows;
}

export function listedOf(row: ListRow, { q }: CommitmentFilter, asOf: Day): ListedCommitment {
  const { position: _position, sortValue: _value, total: _total, found, ...columns } = row;
  const item = itemOf(columns, asOf);
  return q === undefined ? item : { ...item, found: foundOf(q, item.title, found) };
}

/** @param within of a list in groups, what else says where the row is */
export function cursorAt(row: ListRow, filter: CommitmentFilter, within?: readonly string[]): string {
  return makeCursor(sortOf(filter), row.sortValue, row.position, within);
}

export function totalOf(
  counted: number,
  { q }: CommitmentFilter,
): Pick<CommitmentPage, 'total' | 'totalIsAtLeast'> {
  if (q === undefined) return { total: counted };
  return { total: Math.min(counted, MOST_COUNTED), totalIsAtLeast: counted > MOST_COUNTED };
}
