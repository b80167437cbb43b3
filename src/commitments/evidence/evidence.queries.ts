import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import { visibleTo } from '../../agreements/visible.js';
import { Config } from '../../config/config.js';
import { NotAllowed, NotFound } from '../../platform/errors.js';
import { speakerOf } from '../commitment-state.js';
import { readersOfWithdrawnEvidence, withdrawersOfEvidence } from '../permissions.js';
import type { EvidenceItem } from './evidence.types.js';

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

  /** Of one commitment, by side, newest first; withdrawn files too. @throws NotFound out of the viewer's scope */
  async list(viewer: Viewer, commitmentId: number): Promise<EvidenceItem[]> {
    const { rows } = await sql<{ items: ItemRow[] | null }>`
      select (select jsonb_agg(${itemJson} order by sd.position, e.id desc)
        from evidence e join commitment_side sd on sd.id = e.side_id join party p on p.id = sd.party_id
        where e.commitment_id = c.id) as items
      from commitment c where c.id = ${commitmentId} and ${visibleTo(viewer, sql`c.agreement_id`)}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    return (rows[0].items ?? []).map((row) => itemOf(row, viewer));
  }

  /** @throws NotFound out of the viewer's scope */
  async one(viewer: Viewer, id: number): Promise<EvidenceItem> {
    const { rows } = await sql<{ item: ItemRow }>`
      select ${itemJson} as item
      from evidence e join commitment_side sd on sd.id = e.side_id join party p on p.id = sd.party_id
      where e.id = ${id} and ${visibleTo(viewer, sql`sd.agreement_id`)}`.execute(this.em.getKysely());
    if (!rows[0]) throw new NotFound();
    return itemOf(rows[0].item, viewer);
  }

  /** The file to hand out. @throws NotAllowed for one that was withdrawn, except to auditors */
  async toRead(viewer: Viewer, id: number): Promise<EvidenceItem> {
    const item = await this.one(viewer, id);
    const { holds, refusal } = readersOfWithdrawnEvidence;
    if (item.withdrawnAt && !holds(viewer)) throw new NotAllowed(refusal);
    return item;
  }
}

type ItemRow = Omit<EvidenceItem, 'withdrawable'> & { author: number | null };

const itemJson = sql`jsonb_build_object('id', e.id, 'party', p.code, 'name', e.name, 'mediaType', e.media_type, 'size', e.size,
  'sha256', e.sha256, 'at', iso(e.at), 'by', e.author, 'author', e.user_id, 'withdrawnAt', iso(e.withdrawn_at),
  'withdrawnBy', e.withdrawer, 'illustrative', e.illustrative)`;

function itemOf({ author, ...item }: ItemRow, viewer: Viewer): EvidenceItem {
  const may = withdrawersOfEvidence({ party: item.party, author }).holds(speakerOf(viewer));
  return { ...item, withdrawable: item.withdrawnAt === null && may };
}
