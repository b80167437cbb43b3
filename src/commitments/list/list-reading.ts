import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { RequestScope } from '../../identity/scope.js';
import { Clock } from '../../platform/clock.js';
import { daysOf } from '../read/days.js';
import { CommitmentQueries } from '../read/commitment.queries.js';
import { readEvidenceCounts } from '../read/evidence-counts.js';
import { GroupedQueries } from '../read/grouped.queries.js';
import type { ListedGroup } from '../read/grouping.js';
import type { CommitmentFilter, CommitmentPage } from '../read/list.types.js';
import { searcherOf } from '../search/searcher.js';
import { ownReader } from '../submitted/readers.js';
import type { ListPageDto } from './list-page.dto.js';
import type { ListShape } from './shape.js';

/** What the page of the list shows: rows or groups of rows, what can be chosen, and what a column asks for beside its row. */
@Injectable()
export class ListReading {
  constructor(
    private readonly queries: CommitmentQueries,
    private readonly grouped: GroupedQueries,
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  async read({ agreement, viewer }: RequestScope, query: ListPageDto, shape: ListShape) {
    const { limit, cursor, shown, column: _column, choose: _choose, ...filter } = query;
    const { columns: _columns, by: _by, ...conditions } = filter;
    const asked = { ...conditions, searcher: searcherOf(viewer) };
    const [rows, { facets, sectors, bodies }] = await Promise.all([
      this.rows(agreement, asked, shape, { limit, cursor }),
      this.queries.facets(agreement, asked),
    ]);
    const days = daysOf(filter, this.clock.today());
    const evidence = shape.columns.includes('evidence')
      ? await this.evidence(agreement, asked, rows.page, viewer)
      : undefined;
    const { number } = agreement;
    return { number, filter, shownBefore: shown, ...rows, evidence, facets, sectors, bodies, ...days };
  }

  private async rows(
    agreement: RequestScope['agreement'],
    filter: CommitmentFilter,
    { groups: by }: ListShape,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<{ page: CommitmentPage; grouped?: { groups: ListedGroup[]; rows: number } }> {
    if (by === null || by === 'bySector')
      return { page: await this.queries.list(agreement, filter, limit, cursor) };
    const { groups, rows, ...page } = await this.grouped.page(agreement, filter, { by, limit, cursor });
    return { page: { items: groups.flatMap(({ items }) => items), ...page }, grouped: { groups, rows } };
  }

  private evidence(
    agreement: RequestScope['agreement'],
    filter: CommitmentFilter,
    { items }: CommitmentPage,
    viewer: RequestScope['viewer'],
  ) {
    const ids = [...new Set(items.map(({ id }) => id))];
    return readEvidenceCounts(
      this.em.getKysely(),
      this.queries.readAt(agreement, filter),
      ids,
      ownReader(viewer),
    );
  }
}
