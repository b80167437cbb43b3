import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Precision } from '../../calendar/deadline.js';
import { CommitmentQueries } from '../../commitments/read/commitment.queries.js';
import { dueOf } from '../../commitments/read/item.sql.js';
import type { CommitmentFilter } from '../../commitments/read/list.types.js';
import { searcherOf } from '../../commitments/search/searcher.js';
import type { RequestScope } from '../../identity/scope.js';
import type { Day } from '../../platform/clock.js';
import type { Timeline } from './timeline.types.js';

/** As many rows as one page can be read with; a filter makes more of them fewer. */
export const MOST_ROWS = 200;

interface Beside {
  period: { from: Day; to: Day };
  originals: { id: number; precision: Precision; value: string | null; date: Day | null }[];
}

/** The list of commitments, with what a line in time needs besides: one query more, however many there are. */
@Injectable()
export class TimelineQueries {
  constructor(
    private readonly em: EntityManager,
    private readonly commitments: CommitmentQueries,
  ) {}

  async read({ agreement, viewer }: RequestScope, asked: CommitmentFilter): Promise<Timeline> {
    const filter = { ...asked, searcher: searcherOf(viewer) };
    const { asOf, knownAt } = this.commitments.readAt(agreement, filter);
    const [page, choices] = await Promise.all([
      this.commitments.list(agreement, filter, MOST_ROWS),
      this.commitments.facets(agreement, filter),
    ]);
    const extended = page.items.filter(({ extensions }) => extensions > 0).map(({ id }) => id);
    const { period, originals } = await this.beside(agreement.id, extended);
    const first = new Map(
      originals.map(({ id, precision, value, date }) => [id, dueOf(precision, value, date)]),
    );
    return {
      asOf,
      knownAt,
      period,
      items: page.items.map((item) => ({ ...item, originalDue: first.get(item.id) ?? null })),
      total: page.total,
      choices,
    };
  }

  /** @param extended ids of commitments that were extended */
  private async beside(agreementId: number, extended: number[]): Promise<Beside> {
    const { rows } = await sql<Beside>`
      select jsonb_build_object('from', a.period_from, 'to', a.period_to) as period,
        (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'precision', c.original_precision, 'value', c.original_value,
            'date', (select x.from_on from extension_request x where x.commitment_id = c.id and x.status = 'granted' order by x.id limit 1))), '[]')
          from commitment c where c.agreement_id = a.id and c.id = any(${extended}) and c.original_value is not null) as originals
      from agreement a where a.id = ${agreementId}`.execute(this.em.getKysely());
    return rows[0]!;
  }
}
