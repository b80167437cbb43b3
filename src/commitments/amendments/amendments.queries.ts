import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { lastDayOf, type Deadline } from '../../calendar/deadline.js';
import { visibleTo } from '../../agreements/visible.js';
import type { AgreementRef } from '../../identity/scope.js';
import type { Viewer } from '../../identity/viewer.js';
import { Clock, dayOf } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import type { DueItem } from '../commitment.types.js';
import { dueOf } from '../read/item.sql.js';
import { amendmentJson } from './amendment.sql.js';
import type { Choices } from './propose.types.js';
import type { AmendmentItem, ChangeItem } from './amendment.types.js';

type RawChange = Omit<ChangeItem, 'due'> & { due: { from: Deadline | null; to: Deadline | null } };
export type RawAmendment = Omit<AmendmentItem, 'changes' | 'inForceOn'> & { changes: RawChange[] };

/** Amendments of agreements: whoever may see the agreement reads all of them. */
@Injectable()
export class AmendmentsQueries {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Newest first. @param before an id, to page on */
  async of(
    agreement: Pick<AgreementRef, 'id'>,
    { limit = 50, before }: { limit?: number; before?: number } = {},
  ): Promise<AmendmentItem[]> {
    const older = before === undefined ? sql`true` : sql`m.id < ${before}::integer`;
    return this.read(sql`m.agreement_id = ${agreement.id} and ${older}`, limit);
  }

  /** @throws NotFound where it does not exist, or the viewer may not know of it */
  async one(viewer: Viewer, id: number, agreement?: Pick<AgreementRef, 'id'>): Promise<AmendmentItem> {
    const within = agreement ? sql`m.agreement_id = ${agreement.id}` : sql`true`;
    const [found] = await this.read(
      sql`m.id = ${id}::integer and ${within} and ${visibleTo(viewer, sql`m.agreement_id`)}`,
      1,
    );
    if (!found) throw new NotFound();
    return found;
  }

  /** Those that name a commitment, oldest first: what waits, and what came into force. */
  async about(commitmentId: number): Promise<AmendmentItem[]> {
    const found = await this.read(
      sql`m.status in ('open', 'in_force') and m.agreement_id = (select c.agreement_id from commitment c where c.id = ${commitmentId})
        and exists (select 1 from amendment_change h join commitment c on c.id = ${commitmentId}
          where h.amendment_id = m.id and (h.commitment_id = c.id or h.into_id = c.id
            or h.commitment_id is null and h.said ->> 'code' = c.code and m.status = 'in_force'
            or h.kind = 'merge' and h.into_id is null and h.said ->> 'into' = c.code and m.status = 'in_force'))`,
      100,
    );
    return found.reverse();
  }

  /** What a proposal can name: open commitments, sectors, and bodies of the proposing side that are there today. */
  async choices({ id }: Pick<AgreementRef, 'id'>, partyId: number | null): Promise<Choices> {
    const today = this.clock.today();
    const { rows } = await sql<Choices>`
      select jsonb_build_object('from', a.period_from, 'to', a.period_to) as period,
        (select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'title', c.title) order by c.position), '[]')
          from commitment c where c.agreement_id = a.id and c.status not in ('completed', 'withdrawn')) as commitments,
        (select coalesce(jsonb_agg(jsonb_build_object('code', s.code, 'name', s.name) order by s.position), '[]')
          from sector s where s.agreement_id = a.id) as sectors,
        (select coalesce(jsonb_agg(jsonb_build_object('code', b.code, 'name', b.name) order by b.id), '[]')
          from body b where b.party_id = ${partyId}::integer and coalesce(b.first_day, ${today}::date) <= ${today}::date
            and coalesce(b.last_day, ${today}::date) >= ${today}::date) as bodies
      from agreement a where a.id = ${id}`.execute(this.em.getKysely());
    return rows[0]!;
  }

  private async read(condition: RawBuilder<unknown>, limit: number): Promise<AmendmentItem[]> {
    const { rows } = await sql<{ item: RawAmendment }>`
      select ${amendmentJson} as item from amendment m where ${condition} order by m.id desc limit ${limit}`.execute(
      this.em.getKysely(),
    );
    return rows.map(({ item }) => itemFrom(item));
  }
}

function itemFrom(raw: RawAmendment): AmendmentItem {
  return {
    ...raw,
    inForceOn: raw.status === 'in_force' && raw.settledAt ? dayOf(new Date(raw.settledAt)) : null,
    changes: raw.changes.map((change) => ({
      ...change,
      due: { from: asItem(change.due.from), to: asItem(change.due.to) },
    })),
  };
}

function asItem(due: Deadline | null): DueItem | null {
  return due && dueOf(due.precision, due.value, lastDayOf(due));
}
