import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { ReportingPeriod } from '../../calendar/reporting-period.js';
import type { AgreementRef } from '../../identity/scope.js';
import { RevisionCache } from '../../platform/revision-cache.js';
import { CommitmentQueries, isKept } from './commitment.queries.js';
import {
  firstRows,
  groupsAfter,
  groupsOf,
  inOrderOf,
  onlyGroup,
  type Group,
  type GroupedPage,
  type Grouping,
} from './grouping.js';
import { KeptRows } from './kept-rows.js';
import { groupIn, keysetOf } from './keyset.js';
import {
  cursorAt,
  listedOf,
  matchingIn,
  readListRows,
  sortOf,
  totalOf,
  type ListRow,
} from './list-rows.sql.js';
import type { CommitmentFilter } from './list.types.js';
import { keysInOrder, readMemberships } from './memberships.sql.js';
import type { ReadAt } from './read-source.js';

type ReadList = ReadAt & { period: ReportingPeriod };

interface Asked {
  by: Grouping;
  limit: number;
  cursor?: string;
}

/**
 * The list in groups, each in the list's own order, page by page. The database says who passes and in what order, and reads the rows of the page;
 * who belongs to which group is kept of each commitment, as what facets count is.
 */
@Injectable()
export class GroupedQueries {
  private readonly pages = new RevisionCache<GroupedPage>();

  constructor(
    private readonly em: EntityManager,
    private readonly kept: KeptRows,
    private readonly commitments: CommitmentQueries,
  ) {}

  /** @throws Malformed on a cursor of another list */
  async page(agreement: AgreementRef, filter: CommitmentFilter, asked: Asked): Promise<GroupedPage> {
    const { at, key } = this.commitments.readable(agreement, filter);
    const read = () => this.read(agreement, at, filter, asked);
    return isKept(filter) ? this.pages.get([...key, asked], read) : read();
  }

  private async read(
    agreement: AgreementRef,
    at: ReadList,
    filter: CommitmentFilter,
    { by, limit, cursor }: Asked,
  ): Promise<GroupedPage> {
    const key = cursor === undefined ? null : groupIn(cursor, by);
    const [memberships, { ids, before, keys }] = await Promise.all([
      this.kept.read(agreement, at, `grouped by ${by}`, (some) => readMemberships(this.db, some, by)),
      this.readOrder(at, filter, { by, cursor }),
    ]);
    const compare = inOrderOf(keys);
    const groups = groupsOf(ids, memberships, onlyGroup(by, filter)).sort((one, other) =>
      compare(one.key, other.key),
    );
    const left = groupsAfter(groups, key === null ? null : { key, before }, compare);
    const shown = firstRows(left, limit);
    const rows = await this.readRows(at, filter, [
      ...new Set(shown.flatMap(({ places }) => places.map((place) => ids[place]!))),
    ]);
    return {
      groups: shown.map((group) => ({
        key: group.key,
        count: groups.find((one) => one.key === group.key)!.places.length,
        counts: group.counts,
        items: group.places.flatMap((place) => {
          const row = rows.get(ids[place]!);
          return row ? [listedOf(row, filter, at.asOf)] : [];
        }),
        isContinued: group.key === key,
      })),
      nextCursor: rowsIn(left) > limit ? nextCursor(shown.at(-1)!, { ids, rows, filter, by }) : null,
      ...totalOf(ids.length, filter),
      rows: rowsIn(groups),
    };
  }

  /** Who passes, in the order of the list; how many of them stand up to the cursor; and the order of the groups. */
  private async readOrder(at: ReadList, filter: CommitmentFilter, { by, cursor }: Omit<Asked, 'limit'>) {
    const { orderBy, after } = keysetOf(sortOf(filter), cursor);
    const { rows } = await sql<{ ids: number[]; before: number; keys: string[] }>`
      with ${matchingIn(filter, at)}
      select coalesce(array_agg(c.id order by ${orderBy}), '{}') as ids, (count(*) filter (where not ${after}))::integer as before,
        ${keysInOrder(by, at)} as keys from matching c`.execute(this.db);
    return rows[0]!;
  }

  private async readRows(
    at: ReadList,
    { q, searcher, sort }: CommitmentFilter,
    ids: number[],
  ): Promise<Map<number, ListRow>> {
    const rows = await readListRows(
      this.db,
      { ...at, only: ids },
      { q, searcher, sort },
      { limit: ids.length },
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private get db() {
    return this.em.getKysely();
  }
}

const rowsIn = (groups: readonly Group[]) => groups.reduce((sum, { places }) => sum + places.length, 0);

function nextCursor(
  last: Group,
  {
    ids,
    rows,
    filter,
    by,
  }: { ids: number[]; rows: Map<number, ListRow>; filter: CommitmentFilter; by: Grouping },
): string | null {
  const row = rows.get(ids[last.places.at(-1)!]!);
  return row ? cursorAt(row, filter, [by, last.key]) : null;
}
