import { sql, type RawBuilder } from 'kysely';
import { Malformed } from '../platform/errors.js';

/** Where a row stands, smallest first: own, days late and days waiting negated; then its place in the agreement. */
export type Place = [own: number, late: number, waiting: number, position: number];

export function cursorOf(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws Malformed on a cursor that we did not make */
export function afterCursor(cursor: string | undefined): RawBuilder<unknown> {
  if (cursor === undefined) return sql`true`;
  const [own, late, waiting, position] = readPlace(cursor);
  return sql`(-f.is_own::integer, -f.days_late, -f.days_waiting, f.position)
    > (${own}::integer, ${late}::integer, ${waiting}::integer, ${position}::integer)`;
}

function readPlace(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.length === 4 && place.every(isSmall)) return place as Place;
  } catch {
    // falls through: any unreadable cursor is answered alike
  }
  throw new Malformed([{ field: 'cursor', message: 'must be the nextCursor of the same list' }]);
}

const isSmall = (value: unknown) => Number.isInteger(value) && Math.abs(value as number) < 1_000_000_000;
