import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import { visibleTo } from '../../agreements/visible.js';
import { NotFound } from '../../platform/errors.js';
import type { Reading } from '../read/days.js';
import { byEndOf } from '../read/read-source.js';
import type { NoteItem } from './note.types.js';
import { speakerOf } from '../commitment-state.js';
import { noteReaders, withdrawersOfNote } from '../permissions.js';

/** Internal notes as the viewer may read them: those of the own side. */
@Injectable()
export class NotesQueries {
  constructor(private readonly em: EntityManager) {}

  /**
   * Newest first; of those written by the end of a day, where one is named, what has not been withdrawn after it.
   * @param before a note's number, to page on
   * @throws NotFound where the commitment does not exist, or the viewer may not know of it
   */
  async of(
    viewer: Viewer,
    commitmentId: number,
    { limit = 200, before, day }: Reading = {},
  ): Promise<NoteItem[]> {
    const had = byEndOf(day);
    const older = before === undefined ? sql`true` : sql`n.number < ${before}`;
    const { rows } = await sql<{ notes: NoteRow[] }>`
      select coalesce(jsonb_agg(${noteJson} order by n.number desc) filter (where n.number is not null), '[]') as notes
      from commitment c left join lateral (
        select * from (
          select n.*, row_number() over (order by n.id) as number from side_note n join commitment_side s on s.id = n.side_id
          where n.commitment_id = c.id and ${ownSideOf(viewer, sql`s.party_id`)}
        ) n where ${older} and ${had(sql`n.at`)} and ${had(sql`coalesce(n.withdrawn_at, n.at)`)} order by n.number desc limit ${limit}
      ) n on true
      where c.id = ${commitmentId} and ${visibleTo(viewer, sql`c.agreement_id`)}
      group by c.id`.execute(this.em.getKysely());
    if (!rows[0]) throw new NotFound();
    return rows[0].notes.map((row) => noteOf(row, viewer));
  }
}

/** Nobody reads another side's notes; who speaks for no side reads none. */
function ownSideOf({ role, party }: Viewer, partyId: RawBuilder<unknown>): RawBuilder<boolean> {
  if (!party || !noteReaders.includes(role)) return sql<boolean>`false`;
  return sql<boolean>`${partyId} = ${party.id}`;
}

type NoteRow = Omit<NoteItem, 'mayWithdraw'> & { author: number | null };

/** Numbered within its side: the row's own id would tell how many notes others write. What a withdrawn note said is not shown again. */
const noteJson = sql`jsonb_build_object('id', n.number, 'at', iso(n.at), 'by', n.author, 'author', n.user_id,
  'text', case when n.withdrawn_at is null then n.text end, 'withdrawnAt', iso(n.withdrawn_at))`;

/** All that is read is of the viewer's own side. */
function noteOf({ author, ...note }: NoteRow, viewer: Viewer): NoteItem {
  const speaker = speakerOf(viewer);
  const may = speaker.party !== null && withdrawersOfNote({ party: speaker.party, author }).holds(speaker);
  return { ...note, mayWithdraw: note.withdrawnAt === null && may };
}
