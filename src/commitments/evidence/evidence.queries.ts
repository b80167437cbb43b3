import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import { visibleTo } from '../../agreements/visible.js';
import { Config } from '../../config/config.js';
import type { Day } from '../../platform/clock.js';
import { NotAllowed, NotFound } from '../../platform/errors.js';
import { speakerOf } from '../commitment-state.js';
import { readersOfWithdrawnEvidence, withdrawersOfEvidence } from '../permissions.js';
import { byEndOf } from '../read/read-source.js';
import { ownReader } from '../submitted/readers.js';
import { isPublished, isSeen } from './seen.sql.js';
import { hasFile, type EvidenceFile, type EvidenceItem } from './evidence.types.js';

/** What the sides show as proof. Scope is in the query. */
@Injectable()
export class EvidenceQueries {
  constructor(
    private readonly em: EntityManager,
    private readonly config: Config,
  ) {}

  /** The most that one file may have. */
  get limitBytes(): number {
    return this.config.fileLimitBytes;
  }

  /**
   * Of one commitment, by side, newest first, withdrawn files too; as it stood at the end of a day where one is named.
   * @throws NotFound out of the viewer's scope
   */
  async list(viewer: Viewer, commitmentId: number, day?: Day): Promise<EvidenceItem[]> {
    const had = byEndOf(day);
    const { rows } = await sql<{ items: ItemRow[] | null }>`
      select (select jsonb_agg(${itemJson(had, day)} order by sd.position, e.id desc)
        from evidence e join commitment_side sd on sd.id = e.side_id join party p on p.id = sd.party_id
        where e.commitment_id = c.id and ${had(sql`e.at`)} and ${isSeen('e', sql`sd.party_id`, ownReader(viewer), day)}) as items
      from commitment c where c.id = ${commitmentId} and ${visibleTo(viewer, sql`c.agreement_id`)}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    return (rows[0].items ?? []).map((row) => itemOf(row, viewer));
  }

  /** @throws NotFound out of the viewer's scope */
  async one(viewer: Viewer, id: number): Promise<EvidenceItem> {
    const { rows } = await sql<{ item: ItemRow }>`
      select ${itemJson(byEndOf(undefined))} as item
      from evidence e join commitment_side sd on sd.id = e.side_id join party p on p.id = sd.party_id
      where e.id = ${id} and ${visibleTo(viewer, sql`sd.agreement_id`)} and ${isSeen('e', sql`sd.party_id`, ownReader(viewer))}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    return itemOf(rows[0].item, viewer);
  }

  /** The file to hand out. @throws NotAllowed for one that was withdrawn, except to auditors; NotFound where there is none */
  async toRead(viewer: Viewer, id: number): Promise<EvidenceFile> {
    const item = await this.one(viewer, id);
    const { holds, refusal } = readersOfWithdrawnEvidence;
    if (item.withdrawnAt && !holds(viewer)) throw new NotAllowed(refusal);
    if (!hasFile(item)) throw new NotFound(noFile);
    return item;
  }
}

const noFile = {
  vi: 'Tài liệu này chỉ có số, ngày và nơi ban hành, không kèm tệp.',
  en: 'This evidence is a document by its number, date and issuer. It has no file.',
};

type ItemRow = Omit<EvidenceItem, 'withdrawable'> & { author: number | null };

const itemJson = (
  had: ReturnType<typeof byEndOf>,
  day?: Day,
) => sql`jsonb_build_object('id', e.id, 'party', p.code, 'name', case when e.sha256 is not null then e.name end,
  'mediaType', e.media_type, 'size', nullif(e.size, 0), 'sha256', e.sha256, 'number', e.number, 'issuedOn', e.issued_on,
  'issuer', e.issuer, 'recipient', e.recipient, 'title', e.title, 'at', iso(e.at), 'by', e.author, 'author', e.user_id, 'withdrawnAt', case when ${had(sql`e.withdrawn_at`)} then iso(e.withdrawn_at) end,
  'withdrawnBy', case when ${had(sql`e.withdrawn_at`)} then e.withdrawer end, 'illustrative', e.illustrative,
  'isPublished', not e.for_review or ${isPublished('e', day)})`;

function itemOf({ author, ...item }: ItemRow, viewer: Viewer): EvidenceItem {
  const may = withdrawersOfEvidence({ party: item.party, author }).holds(speakerOf(viewer));
  return { ...item, withdrawable: item.withdrawnAt === null && may };
}
