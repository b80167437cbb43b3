import { sql, type RawBuilder } from 'kysely';
import { isDay } from '../../platform/clock.js';
import { Malformed } from '../../platform/errors.js';
import type { SortKey } from './list.types.js';

/** What has no end is ordered as if it were due after every deadline. */
const NEVER = '9999-12-31';

/** Orders, each ending in the position so that it is total; a cursor holds the last row's values in that order. */
const columns: Record<string, { value: RawBuilder<unknown>; type: RawBuilder<unknown> }> = {
  relevance: { value: sql`coalesce(c.rank, 0)`, type: sql`bigint` },
  code: { value: sql`c.position`, type: sql`integer` },
  due: { value: sql`coalesce(c.due_on, ${sql.lit(NEVER)}::date)`, type: sql`date` },
  percent: { value: sql`c.percent`, type: sql`integer` },
  title: { value: sql`(c.title ->> 'vi') collate "vi-x-icu"`, type: sql`text` },
};

export interface Keyset {
  orderBy: RawBuilder<unknown>;
  /** The sort value of a row as text, from which its cursor is made. */
  value: RawBuilder<unknown>;
  after: RawBuilder<boolean>;
}

/** @throws Malformed on a cursor that we did not make, or of another order */
export function keysetOf(sort: SortKey, cursor: string | undefined): Keyset {
  const descending = sort.startsWith('-');
  const { value, type } = columns[sort.replace('-', '')]!;
  const direction = descending ? sql`desc` : sql`asc`;
  const from = cursor === undefined ? undefined : readCursor(sort, cursor);
  const compare = descending ? sql`<` : sql`>`;
  return {
    orderBy: sql`${value} ${direction}, c.position ${direction}`,
    value: sql`(${value})::text`,
    after: from
      ? sql`(${value}, c.position) ${compare} (${from.value}::${type}, ${from.position}::integer)`
      : sql`true`,
  };
}

/** @param within of a list in groups, how it is grouped and the row's group */
export function makeCursor(
  sort: SortKey,
  value: string,
  position: number,
  within: readonly string[] = [],
): string {
  return Buffer.from(JSON.stringify([sort, value, position, ...within])).toString('base64url');
}

/** The group in which the last row of a page stood. @throws Malformed on a cursor of a list that is grouped otherwise */
export function groupIn(cursor: string, by: string): string {
  const [, , , of, key] = partsOf(cursor);
  if (of === by && typeof key === 'string' && /^[\w.-]{1,200}$/.test(key)) return key;
  throw notOfThisList();
}

function readCursor(sort: SortKey, cursor: string): { value: string; position: number } {
  const [of, value, position] = partsOf(cursor);
  if (of === sort && typeof value === 'string' && isReadable(sort, value) && Number.isInteger(position))
    return { value, position: position as number };
  throw notOfThisList();
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(parts)) return parts;
  } catch {
    // falls through: any unreadable cursor is answered alike
  }
  throw notOfThisList();
}

const notOfThisList = () =>
  new Malformed([{ field: 'cursor', message: 'must be the nextCursor of the same list and sort order' }]);

function isReadable(sort: SortKey, value: string): boolean {
  if (sort.endsWith('due')) return isDay(value) || value === NEVER;
  if (sort.endsWith('title')) return value.length <= 1000 && !value.includes('\0');
  return /^\d{1,19}$/.test(value);
}
