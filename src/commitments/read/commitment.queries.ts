import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import { visibleTo } from '../../agreements/visible.js';
import { latestClosedPeriod, type ReportingPeriod } from '../../calendar/reporting-period.js';
import { Clock, type Day } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import { responseCacheLimits, CompressedResponse } from '../../platform/http/compressed-response.js';
import { RevisionCache } from '../../platform/revision-cache.js';
import type {
  CommitmentFacets,
  CommitmentFilter,
  CommitmentItem,
  CommitmentPage,
} from '../commitment.types.js';
import { allOf, conditionsOf } from './filter.sql.js';
import { facetsOf } from './facets.sql.js';
import { itemColumns, itemOf, type ItemRow } from './item.sql.js';
import { keysetOf, makeCursor } from './keyset.js';
import { commitmentsAt, sidesAt, type ReadAt } from './read-source.js';

export interface ReadableAgreement {
  id: number;
  slug: string;
  number: string;
  /** What sort of document it is. */
  kind: string;
  revision: number;
  cutoffDay: number;
  dueDay: number;
}

/** Lists of commitments: filters, counts and keyset pages, each in one query, without hydration. */
@Injectable()
export class CommitmentQueries {
  private readonly lists = new RevisionCache<CommitmentPage>();
  private readonly counts = new RevisionCache<CommitmentFacets>();
  private readonly answers = new RevisionCache<CompressedResponse>(responseCacheLimits);

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Every agreement that the viewer may read. */
  async agreements(viewer: Viewer): Promise<ReadableAgreement[]> {
    const { rows } = await sql<ReadableAgreement>`
      select ${agreementColumns} from agreement a where ${visibleTo(viewer, sql`a.id`)} order by a.id`.execute(
      this.db,
    );
    return rows;
  }

  /** @throws NotFound for an agreement that does not exist or is not the viewer's to know of */
  async agreement(viewer: Viewer, slug: string): Promise<ReadableAgreement> {
    const { rows } = await sql<ReadableAgreement>`
      select ${agreementColumns} from agreement a where a.slug = ${slug} and ${visibleTo(viewer, sql`a.id`)}`.execute(
      this.db,
    );
    if (!rows[0]) throw new NotFound();
    return rows[0];
  }

  readAt(agreement: ReadableAgreement, asOf?: Day): ReadAt & { period: ReportingPeriod } {
    const today = this.clock.today();
    const day = asOf ?? today;
    return {
      agreementId: agreement.id,
      asOf: day,
      today,
      period: latestClosedPeriod(day, agreement.cutoffDay, agreement.dueDay),
    };
  }

  async list(
    viewer: Viewer,
    slug: string,
    filter: CommitmentFilter,
    limit: number,
    cursor?: string,
  ): Promise<CommitmentPage> {
    const { at, key } = await this.readable(viewer, slug, filter);
    return this.lists.get([...key, limit, cursor], () => this.readList(at, filter, limit, cursor));
  }

  /** The same, as bytes: what is asked for again before anything changed is sent as it is. */
  async listAsJson(
    viewer: Viewer,
    slug: string,
    filter: CommitmentFilter,
    limit: number,
    cursor?: string,
  ): Promise<CompressedResponse> {
    const { at, key } = await this.readable(viewer, slug, filter);
    return this.answers.get([...key, limit, cursor], async () =>
      CompressedResponse.json(await this.readList(at, filter, limit, cursor)),
    );
  }

  /** The agreement as it may be read, and what an answer of it depends on besides the caller's own choices. */
  private async readable(viewer: Viewer, slug: string, filter: CommitmentFilter) {
    const agreement = await this.agreement(viewer, slug);
    const at = this.readAt(agreement, filter.asOf);
    return { at, key: [agreement.id, agreement.revision, at.asOf, at.today, filter] };
  }

  private async readList(
    at: ReadAt & { period: ReportingPeriod },
    filter: CommitmentFilter,
    limit: number,
    cursor?: string,
  ): Promise<CommitmentPage> {
    const sort = filter.sort ?? 'code';
    const keyset = keysetOf(sort, cursor);
    const matching = allOf(conditionsOf(filter, at.asOf, at.period));
    const { rows } = await sql<ItemRow & { position: number; sortValue: string; total: number }>`
      with c as not materialized (${commitmentsAt(at)}), sides as not materialized (${sidesAt(at)}),
      matching as materialized (
        select c.id, c.position, c.due_on, c.percent, c.title from c join sector se on se.id = c.sector_id where ${matching}),
      page as materialized (
        select c.id, ${keyset.value} as sort_value, row_number() over (order by ${keyset.orderBy}) as place
        from matching c where ${keyset.after} order by ${keyset.orderBy} limit ${limit + 1})
      select ${itemColumns}, c.position, page.sort_value as "sortValue", (select count(*)::integer from matching) as total
      from page join c on c.id = page.id join sector se on se.id = c.sector_id order by page.place`.execute(
      this.db,
    );
    const total = rows[0]?.total ?? (cursor ? await this.count(at, matching) : 0);
    return pageOf(rows, limit, total, sort, at.asOf);
  }

  /** Every commitment of an agreement, page by page. */
  async all(viewer: Viewer, slug: string): Promise<CommitmentItem[]> {
    const items: CommitmentItem[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await this.list(viewer, slug, {}, 500, cursor);
      items.push(...page.items);
      if (!page.nextCursor) return items;
      cursor = page.nextCursor;
    }
  }

  /** How many each choice would leave, given the other filters: the list page's counts, in one query. */
  async facets(viewer: Viewer, slug: string, filter: CommitmentFilter): Promise<CommitmentFacets> {
    const { sort: _sort, ...counted } = filter;
    const { at, key } = await this.readable(viewer, slug, counted);
    return this.counts.get(key, async () => {
      const facets = facetsOf(at, conditionsOf(filter, at.asOf, at.period));
      const { rows } = await sql<CommitmentFacets>`${facets}`.execute(this.db);
      return rows[0]!;
    });
  }

  private async count(at: ReadAt, matching: ReturnType<typeof allOf>): Promise<number> {
    const { rows } = await sql<{ total: number }>`
      with c as not materialized (${commitmentsAt(at)}), sides as not materialized (${sidesAt(at)})
      select count(*)::integer as total from c join sector se on se.id = c.sector_id where ${matching}`.execute(
      this.db,
    );
    return rows[0]!.total;
  }

  private get db() {
    return this.em.getKysely();
  }
}

const agreementColumns = sql`a.id, a.slug, a.number, a.kind, a.revision::integer, a.reporting_cutoff_day as "cutoffDay", a.report_due_day as "dueDay"`;

function pageOf(
  rows: (ItemRow & { position: number; sortValue: string; total: number })[],
  limit: number,
  total: number,
  sort: Parameters<typeof makeCursor>[0],
  asOf: Day,
): CommitmentPage {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items: CommitmentItem[] = shown.map(
    ({ position: _position, sortValue: _value, total: _total, ...row }) => itemOf(row, asOf),
  );
  return {
    items,
    nextCursor: rows.length > limit && last ? makeCursor(sort, last.sortValue, last.position) : null,
    total,
  };
}
