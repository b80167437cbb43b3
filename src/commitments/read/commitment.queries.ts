import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import { visibleTo } from '../../agreements/visible.js';
import { latestClosedPeriod, type ReportingPeriod } from '../../calendar/reporting-period.js';
import { Clock } from '../../platform/clock.js';
import type { AgreementRef } from '../../identity/scope.js';
import { refJson } from '../../agreements/in-reach.sql.js';
import { responseCacheLimits, CompressedResponse } from '../../platform/http/compressed-response.js';
import { RevisionCache } from '../../platform/revision-cache.js';
import type { CommitmentItem } from '../commitment.types.js';
import type { CommitmentChoices, CommitmentFilter, CommitmentPage } from './list.types.js';
import { readFacetRows } from './facet-rows.sql.js';
import { facetsOf, readFiltered } from './facets.js';
import { itemColumns, itemOf, type ItemRow } from './item.sql.js';
import { KeptRows } from './kept-rows.js';
import { keysetOf } from './keyset.js';
import { cursorAt, listedOf, matchingIn, readListRows, sortOf, totalOf } from './list-rows.sql.js';
import { daysOf, type DaysAsked } from './days.js';
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
      with ${matchingIn(filter, at)}
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
  readable(agreement: AgreementRef, filter: CommitmentFilter) {
    const at = this.readAt(agreement, filter);
    return { at, key: [agreement.id, agreement.revision, at.asOf, at.knownAt, at.today, filter] };
  }

  private async readList(
    at: ReadAt & { period: ReportingPeriod },
    filter: CommitmentFilter,
    limit: number,
    cursor?: string,
  ): Promise<CommitmentPage> {
    const rows = await readListRows(this.db, at, filter, { limit: limit + 1, cursor });
    const total = rows[0]?.total ?? (cursor ? await this.count(at, filter) : 0);
    return {
      items: rows.slice(0, limit).map((row) => listedOf(row, filter, at.asOf)),
      nextCursor: rows.length > limit ? cursorAt(rows[limit - 1]!, filter) : null,
      ...totalOf(total, filter),
    };
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
      with ${matchingIn(filter, at)}
      select count(*)::integer as total from matching`.execute(this.db);
    return rows[0]!.total;
  }

  private get db() {
    return this.em.getKysely();
  }
}

/** What is found depends on who looks, and on texts that raise no revision. */
export const isKept = ({ q }: CommitmentFilter) => q === undefined;
