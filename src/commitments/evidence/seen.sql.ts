import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../platform/clock.js';
import { byEndOf } from '../read/read-source.js';
import { isReadBy, type OwnReader } from '../submitted/readers.js';

/**
 * Whether the evidence `e` is a reader's to know of: what was attached for a report under review is its own side's and auditors' until a report
 * that names it stands.
 * @param partyId of its side @param day by the end of which that report stood; today, where none is named
 */
export function isSeen(
  e: string,
  partyId: RawBuilder<unknown>,
  reader: OwnReader,
  day?: Day,
): RawBuilder<boolean> {
  const of = (column: string) => sql.ref(`${e}.${column}`);
  return sql<boolean>`(not ${of('for_review')} or ${isReadBy(reader, partyId)} or ${isPublished(e, day)})`;
}

/** Whether a report that names it stands. */
export function isPublished(e: string, day?: Day): RawBuilder<boolean> {
  const of = (column: string) => sql.ref(`${e}.${column}`);
  return sql<boolean>`exists (select 1 from progress_update u where u.side_id = ${of('side_id')}
    and ${of('id')} = any(u.evidence_ids) and ${byEndOf(day)(sql`u.at`)})`;
}
