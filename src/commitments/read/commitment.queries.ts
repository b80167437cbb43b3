import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import { visibleTo } from '../../agreements/visible.js';
import { latestClosedPeriod, type ReportingPeriod } from '../../calendar/reporting-period.js';
import { Clock, type Day } from '../../platform/clock.js';
import type { AgreementRef } from '../../identity/scope.js';
import { refJson } from '../../agreements/in-reach.sql.js';
import { responseCacheLimits, CompressedResponse } from '../../platform/http/compressed-response.js';
import { RevisionCache } from '../../platform/revision-cache.js';
import type { CommitmentItem } from '../commitment.types.js';
import type {
  CommitmentChoices,
  CommitmentFilter,
  CommitmentPage,
  ListedCommitment,
  SortKey,
} from './list.types.js';
import { allOf, conditionsOf, foundBefore } from './filter.sql.js';
import { readFacetRows } from './facet-rows.sql.js';
import { facetsOf, readFiltered } from './facets.js';
import { itemColumns, itemOf, type ItemRow } from './item.sql.js';
import { KeptRows } from './kept-rows.js';
import { keysetOf, makeCursor } from './keyset.js';
import { daysOf, type DaysAsked } from './days.js';
import { MOST_COUNTED, foundOf, type RawFound } from '../search/found.js';
import { whatWasFound } from '../search/found.sql.js';
import { commitmentsAt, sidesAt, type ReadAt } from './read-source.js';

/** Lists of commitments: filters, counts and keyset pages, each in one query, without hydration. */
@Injectable()
export class CommitmentQueries {
  private readonly lists = new RevisionCache<CommitmentPage>();
  private readonly counts = new RevisionCache<CommitmentChoices>();
  private readonly answers = new RevisionCache<CompressedResponse>(responseCacheLimits);

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly kept: KeptRows,
  ) {}

  /** Every agreement that the viewer may read. */
  async agreements(viewer: Viewer): Promise<AgreementRef[]> {
    const { rows } = await sql<{ agreement: AgreementRef }>`
      select ${refJson} as agreement from agreement a where ${visibleTo(viewer, sql`a.id`)} order by a.id`.execute(
      this.db,
    );
    return rows.map(({ agreement }) => agreement);
  }

  /** @throws RuleBroken where what is asked for was not yet entered by the day to which it is known */
  readAt(agreement: AgreementRef, days: DaysAsked = {}): ReadAt & { period: ReportingPeriod } {
    const at = daysOf(days, this.clock.today());
    return { agreementId: agreement.id, ...at, period: latestClosedPeriod(at.asOf, agreement) };
  }

  async list(
    agreement: AgreementRef,
    filter: CommitmentFilter,
    limit: number,
    cursor?: string,
  ): Promise<CommitmentPage> {
    const { at, key } = this.readable(agreement, filter);
    const read = () => this.readList(at, filter, limit, cursor);
    return isKept(filter) ? this.lists.get([...key, limit, cursor], read) : read();
  }

  /** The ids of a whole list, in its order. */
  async idsOf(agreement: AgreementRef, filter: CommitmentFilter): Promise<number[]> {
    const { at } = this.readable(agreement, filter);
    const { orderBy } = keysetOf(sortOf(filter), undefined);
    const { rows } = await sql<{ id: number }>`
      with c as not materialized (${commitmentsAt(at)}), sides as not materialized (${sidesAt(at)})${foundBefore(filter, at)},
      matching as materialized (${matchingOf(filter, at)})
      select c.id from matching c order by ${orderBy}`.execute(this.db);
    return rows.map(({ id }) => id);
  }

  /** Some commitments, in the order of the ids; for what is read once, or kept elsewhere. */
  async itemsOf(day: ReadAt, ids: readonly number[]): Promise<CommitmentItem[]> {
    const at = { ...day, only: ids };
    const { rows } = await sql<ItemRow>`
      with c as not materialized (${commitmentsAt(at)}), sides as not materialized (${sidesAt(at)})
      select ${itemColumns(at)} from c join sector se on se.id = c.sector_id`.execute(this.db);
    const found = new Map(rows.map((row) => [row.id, itemOf(row, at.asOf)]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** The same, as bytes: what is asked for again before anything changed is sent as it is. */
  async listAsJson(
    agreement: AgreementRef,
    filter: CommitmentFilter,
    limit: number,
    cursor?: string,
  ): Promise<CompressedResponse> {
    const { at, key } = this.readable(agreement, filter);
    const read = async () => CompressedResponse.json(await this.readList(at, filter, limit, cursor));
    return isKept(filter) ? this.answers.get([...key, limit, cursor], read) : read();
  }

  /** What is read, and what an answer depends on besides limit and cursor. */
  private readable(agreement: AgreementRef, filter: CommitmentFilter) {
    const at = this.readAt(agreement, filter);
    return { at, key: [agreement.id, agreement.revision, at.asOf, at.knownAt, at.today, filter] };
  }

  private async readList(
    at: ReadAt & { period: ReportingPeriod },
    filter: CommitmentFilter,
    limit: number,
    cursor?: string,
  ): Promise<CommitmentPage> {
    const sort = sortOf(filter);
    const keyset = keysetOf(sort, cursor);
    const { rows } = await sql<ListRow>`
      with c as not materialized (${commitmentsAt(at)}), sides as not materialized (${sidesAt(at)})${foundBefore(filter, at)},
      matching as materialized (${matchingOf(filter, at)}),
      page as materialized (
        select c.id, c.rank, ${keyset.value} as sort_value, row_number() over (order by ${keyset.orderBy}) as place
        from matching c where ${keyset.after} order by ${keyset.orderBy} limit ${limit + 1})
      select ${itemColumns(at)}, ${whatWasFound(sql`page.rank`)} as found, c.position, page.sort_value as "sortValue", (select count(*)::integer from matching) as total
      from page join c on c.id = page.id join sector se on se.id = c.sector_id order by page.place`.execute(
      this.db,
    );
    const total = rows[0]?.total ?? (cursor ? await this.count(at, filter) : 0);
    return pageOf(rows, limit, totalOf(total, filter), { sort, asOf: at.asOf, q: filter.q });
  }

  /** Every commitment of an agreement, page by page. */
  async all(agreement: AgreementRef): Promise<CommitmentItem[]> {
    const items: CommitmentItem[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await this.list(agreement, {}, 500, cursor);
      items.push(...page.items);
      if (!page.nextCursor) return items;
      cursor = page.nextCursor;
    }
  }

  /** What can be chosen, and how many each choice would leave, given the other filters. */
  async facets(agreement: AgreementRef, filter: CommitmentFilter): Promise<CommitmentChoices> {
    const { sort: _sort, ...counted } = filter;
    const { at, key } = this.readable(agreement, counted);
    const read = async () => {
      const rows = await this.kept.read(agreement, at, 'facets', (some) => readFacetRows(this.db, some));
      const { passing, ...choices } = await readFiltered(this.db, at, filter);
      return { facets: facetsOf(rows.values(), passing), ...choices };
    };
    return isKept(filter) ? this.counts.get(key, read) : read();
  }

  private async count(at: ReadAt & { period: ReportingPeriod }, filter: CommitmentFilter): Promise<number> {
    const { rows } = await sql<{ total: number }>`
      with c as not materialized (${commitmentsAt(at)}), sides as not materialized (${sidesAt(at)})${foundBefore(filter, at)},
      matching as materialized (${matchingOf(filter, at)})
      select count(*)::integer as total from matching`.execute(this.db);
    return rows[0]!.total;
  }

  private get db() {
    return this.em.getKysely();
  }
}

type ListRow = ItemRow & { position: number; sortValue: string; total: number; found: RawFound | null };

/** What is found depends on who looks, and on texts that raise no revision. */
const isKept = ({ q }: CommitmentFilter) => q === undefined;

function sortOf({ sort, q }: CommitmentFilter): SortKey {
  if (q === undefined) return sort === undefined || sort === 'relevance' ? 'code' : sort;
  return sort ?? 'relevance';
}

/** Of those that pass, what they are ordered by. */
function matchingOf(filter: CommitmentFilter, at: ReadAt & { period: ReportingPeriod }): RawBuilder<unknown> {
  const ranked = filter.q === undefined ? sql`` : sql`left join found on found.commitment_id = c.id`;
  const rank = filter.q === undefined ? sql`null::bigint` : sql`found.rank`;
  return sql`select c.id, c.position, c.due_on, c.percent, c.title, ${rank} as rank
    from c join sector se on se.id = c.sector_id ${ranked} where ${allOf(conditionsOf(filter, at))}`;
}

function totalOf(counted: number, { q }: CommitmentFilter): Pick<CommitmentPage, 'total' | 'totalIsAtLeast'> {
  if (q === undefined) return { total: counted };
  return { total: Math.min(counted, MOST_COUNTED), totalIsAtLeast: counted > MOST_COUNTED };
}

function pageOf(
  rows: ListRow[],
  limit: number,
  total: Pick<CommitmentPage, 'total' | 'totalIsAtLeast'>,
  { sort, asOf, q }: { sort: SortKey; asOf: Day; q: string | undefined },
): CommitmentPage {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items: ListedCommitment[] = shown.map(
    ({ position: _position, sortValue: _value, total: _total, found, ...row }) => {
      const item = itemOf(row, asOf);
      return q === undefined ? item : { ...item, found: foundOf(q, item.title, found) };
    },
  );
  return {
    items,
    nextCursor: rows.length > limit && last ? makeCursor(sort, last.sortValue, last.position) : null,
    ...total,
  };
}
