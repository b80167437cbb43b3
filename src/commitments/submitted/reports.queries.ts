import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { visibleTo } from '../../agreements/visible.js';
import type { Viewer } from '../../identity/viewer.js';
import { Malformed, NotFound } from '../../platform/errors.js';
import { updateJson } from '../read/detail.sql.js';
import { isOfOwnHand } from '../read/own-hand.sql.js';
import { byEndOf } from '../read/read-source.js';
import type { Day } from '../../platform/clock.js';
import { isReadBy, ownReader, type OwnReader } from './readers.js';
import { reviewJson, submittedJson } from './submitted.sql.js';
import { isOpen, isWaitingBy } from './waiting-reports.sql.js';
import type { BilingualText } from '../../platform/text.js';
import type { ReportItem, ReportPage } from './submitted.types.js';

/** A report that waits for a side's coordinator. */
export interface Waiting {
  id: number;
  code: string;
  title: BilingualText;
  sentAt: string;
}

interface Asked {
  party?: string;
  limit: number;
  cursor?: string;
  /** As they stood at the end of a day; what was decided later is not known then. */
  day?: Day;
}

/** Every report of a commitment: those that stand, and for their own side those that do not yet. Scope is in the query. */
@Injectable()
export class ReportsQueries {
  constructor(private readonly em: EntityManager) {}

  /** Newest first. @throws NotFound out of the viewer's scope */
  async page(viewer: Viewer, commitmentId: number, asked: Asked): Promise<ReportPage> {
    const { limit } = asked;
    const { rows } = await sql<{ items: ReportItem[] }>`
      select (select coalesce(jsonb_agg(r.item order by r.at desc, r.id desc), '[]') from (
        select * from (${all(ownReader(viewer), asked)}) r where ${after(asked.cursor)} order by r.at desc, r.id desc limit ${limit + 1}) r) as items
      from commitment c join agreement a on a.id = c.agreement_id
      where c.id = ${commitmentId} and ${visibleTo(viewer, sql`c.agreement_id`)}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    const items = rows[0].items.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows[0].items.length > limit && last ? `${last.at}_${last.id}` : null };
  }

  /** What waits for the viewer's side in an agreement, oldest first. */
  async queue({ party }: Viewer, agreementId: number): Promise<Waiting[]> {
    const { rows } = await sql<Waiting>`
      select s.id::integer, c.code, c.title, iso(s.at) as "sentAt" from submitted_report s join commitment c on c.id = s.commitment_id
        join commitment_side sd on sd.id = s.side_id and sd.party_id = ${party?.id ?? null}::integer
      where s.agreement_id = ${agreementId} and ${isWaitingBy()} order by s.id limit 100`.execute(
      this.em.getKysely(),
    );
    return rows;
  }

  /** Of a commitment, what the viewer's side has sent that waits or was sent back, newest first. */
  async open(viewer: Viewer, commitmentId: number): Promise<ReportItem[]> {
    const { rows } = await sql<{ item: ReportItem }>`
      select ${submittedJson} as item
      from submitted_report s join commitment_side sd on sd.id = s.side_id join party p on p.id = sd.party_id
        join agreement a on a.id = s.agreement_id left join report_review v on v.report_id = s.id
      where s.commitment_id = ${commitmentId} and ${isReadBy(ownReader(viewer), sql`sd.party_id`)} and ${isOpen} order by s.id desc`.execute(
      this.em.getKysely(),
    );
    return rows.map(({ item }) => item);
  }

  /** One that was sent and does not stand yet, or no longer. @throws NotFound where it is not the viewer's to know of */
  async submitted(viewer: Viewer, id: number): Promise<ReportItem & { commitmentId: number }> {
    const { rows } = await sql<{ item: ReportItem & { commitmentId: number } }>`
      select ${submittedJson} || jsonb_build_object('commitmentId', s.commitment_id) as item
      from submitted_report s join commitment_side sd on sd.id = s.side_id join party p on p.id = sd.party_id
        join agreement a on a.id = s.agreement_id left join report_review v on v.report_id = s.id
      where s.id = ${id} and ${isReadBy(ownReader(viewer), sql`sd.party_id`)} and ${visibleTo(viewer, sql`s.agreement_id`)}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    return rows[0].item;
  }

  /** Whether the reader sent it by the other hand, and so does not review it. */
  async isOfOwnHand(viewer: Viewer, id: number): Promise<boolean> {
    const { rows } = await sql<{ isOwn: boolean }>`
      select ${isOfOwnHand(viewer, 's')} as "isOwn" from submitted_report s where s.id = ${id}`.execute(
      this.em.getKysely(),
    );
    return rows[0]?.isOwn ?? false;
  }
}

/** Over the commitment `c` of the agreement `a`. */
function all(reader: OwnReader, { party, day }: Asked): RawBuilder<unknown> {
  const had = byEndOf(day);
  const wanted = party === undefined ? sql`true` : sql`p.code = ${party}`;
  const own = isReadBy(reader, sql`sd.party_id`);
  return sql`
    select u.id, u.at, ${updateJson} || jsonb_build_object(
      'supersededBy', (select n.id from progress_update n where n.corrects = u.id and ${had(sql`n.at`)}),
      'review', case when ${own} then (select ${reviewJson} from report_review v join submitted_report s on s.id = v.report_id where v.update_id = u.id) end) as item
    from progress_update u join commitment_side sd on sd.id = u.side_id join party p on p.id = sd.party_id
    where u.commitment_id = c.id and ${wanted} and ${had(sql`u.at`)}
    union all
    select s.id, s.at, ${submittedJson}
    from submitted_report s join commitment_side sd on sd.id = s.side_id join party p on p.id = sd.party_id
      left join report_review v on v.report_id = s.id and ${had(sql`v.at`)}
    where s.commitment_id = c.id and ${own} and ${wanted} and ${had(sql`s.at`)} and v.decision is distinct from 'accepted'`;
}

function after(cursor: string | undefined): RawBuilder<boolean> {
  if (cursor === undefined) return sql<boolean>`true`;
  const [at, id] = cursor.split('_') as [string, string];
  if (Number.isNaN(Date.parse(at)))
    throw new Malformed([{ field: 'cursor', message: 'must be the nextCursor of a page' }]);
  return sql<boolean>`(r.at, r.id) < (${at}::timestamptz, ${id}::bigint)`;
}
