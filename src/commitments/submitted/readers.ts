import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';

/**
 * Who reads what a side keeps to itself until its coordinator has accepted it: a side (its party's id; a column, where a statement reads for
 * several), every one's, or nobody's.
 */
export type OwnReader = number | RawBuilder<number> | 'every' | null;

/** People of a side read that side's, auditors every side's; administrators, who run the system, none. */
export function ownReader({ party, role }: Pick<Viewer, 'party' | 'role'>): OwnReader {
  if (party) return party.id;
  return role === 'auditor' ? 'every' : null;
}

/** Whether what belongs to a party is the reader's to know of. */
export function isReadBy(reader: OwnReader, partyId: RawBuilder<unknown>): RawBuilder<boolean> {
  if (reader === 'every') return sql<boolean>`true`;
  return reader === null ? sql<boolean>`false` : sql<boolean>`(${partyId} = ${reader}::integer)`;
}
