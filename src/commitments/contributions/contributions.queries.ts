import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import { visibleTo } from '../../agreements/visible.js';
import type { Day } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import type { Reading } from '../read/days.js';
import { byEndOf } from '../read/read-source.js';
import type { ContributionItem } from './contribution.types.js';

/** What cooperating bodies sent. Scope is in the query. */
@Injectable()
export class ContributionsQueries {
  constructor(private readonly em: EntityManager) {}

  /**
   * Newest first, as it stood at the end of a day where one is named. @param before an id, to page on
   * @throws NotFound where the commitment does not exist, or the viewer may not know of it
   */
  of(
    viewer: Viewer,
    commitmentId: number,
    { limit = 50, before, day }: Reading = {},
  ): Promise<ContributionItem[]> {
    const older = before === undefined ? sql`true` : sql`k.id < ${before}`;
    const wanted = sql`${older} and ${byEndOf(day)(sql`k.at`)}`;
    return this.read(viewer, commitmentId, wanted, limit, day);
  }

  /** Those of the own side that still wait, among `ids`. */
  waiting(viewer: Viewer, commitmentId: number, ids: readonly number[]): Promise<ContributionItem[]> {
    const wanted = sql`k.id = any(${[...ids]}::bigint[]) and o.outcome is null and sd.party_id = ${viewer.party?.id ?? null}::integer`;
    return this.read(viewer, commitmentId, wanted, ids.length);
  }

  private async read(
    viewer: Viewer,
    commitmentId: number,
    wanted: RawBuilder<unknown>,
    limit: number,
    day?: Day,
  ): Promise<ContributionItem[]> {
    const { rows } = await sql<{ items: ContributionItem[] }>`
      select (select coalesce(jsonb_agg(k.item order by k.id desc), '[]') from (
        select k.id, ${itemJson} as item
        from contribution k join commitment_side sd on sd.id = k.side_id join party p on p.id = sd.party_id
        join body b on b.id = k.body_id left join contribution_outcome o on o.contribution_id = k.id and ${byEndOf(day)(sql`o.at`)}
        where k.commitment_id = c.id and ${readableBy(viewer)} and ${wanted} order by k.id desc limit ${limit}) k) as items
      from commitment c where c.id = ${commitmentId} and ${visibleTo(viewer, sql`c.agreement_id`)}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    return rows[0].items;
  }
}

/** Until it is taken over it is between the bodies of one side: the other side reads what its report took from it. */
function readableBy({ party }: Viewer): RawBuilder<boolean> {
  if (!party) return sql<boolean>`true`;
  return sql<boolean>`(sd.party_id = ${party.id} or o.outcome = 'taken_over')`;
}

const itemJson = sql`jsonb_build_object('id', k.id, 'party', p.code, 'body', jsonb_build_object('code', b.code, 'name', b.name, 'short', b.short),
  'at', iso(k.at), 'by', k.author, 'status', k.status, 'percent', k.percent, 'results', k.results, 'difficulties', k.difficulties,
  'proposals', k.proposals, 'nextSteps', k.next_steps, 'illustrative', k.illustrative,
  'outcome', case when o.outcome is not null then jsonb_build_object('kind', o.outcome, 'at', iso(o.at), 'by', o.author,
    'updateId', o.update_id, 'reason', o.reason) end)`;
