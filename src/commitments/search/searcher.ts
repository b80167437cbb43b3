import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import { noteReaders } from '../permissions.js';
import { isReadBy, ownReader, type OwnReader } from '../submitted/readers.js';

/** Of what is kept to a side, what somebody who searches may read. */
export interface Searcher {
  /** Directives and their answers, and evidence of a report under review. */
  own: OwnReader;
  /** Internal notes. */
  notes: OwnReader;
}

/** Where nobody is named, nothing that is kept to a side is looked at. */
export const nobody: Searcher = { own: null, notes: null };

export function searcherOf(viewer: Pick<Viewer, 'party' | 'role'>): Searcher {
  const { party, role } = viewer;
  return { own: ownReader(viewer), notes: party && noteReaders.includes(role) ? party.id : null };
}

/** Whether the document `d` is the searcher's to know of. */
export function isFor({ own, notes }: Searcher): RawBuilder<boolean> {
  const party = sql`d.reader_id`;
  return sql<boolean>`(${party} is null
    or case d.kind when 'note' then ${isReadBy(notes, party)} else ${isReadBy(own, party)} end)`;
}
