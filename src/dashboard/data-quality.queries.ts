import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { listQuery } from '../commitments/parts/links.js';
import { CommitmentQueries } from '../commitments/read/commitment.queries.js';
import { qualities, type CommitmentFilter, type Quality } from '../commitments/read/list.types.js';
import type { DaysAsked } from '../commitments/read/days.js';
import { doubtful } from '../commitments/read/quality.sql.js';
import { commitmentsAt, sidesAt } from '../commitments/read/read-source.js';
import type { AgreementRef } from '../identity/scope.js';
import type { Role, Viewer } from '../identity/viewer.js';
import { RevisionCache } from '../platform/revision-cache.js';
import type { QualityFigure } from './data-quality.types.js';

/** Who has to put records in order, or sees that it is done. */
export const qualityReaders = ['coordinator', 'auditor', 'admin'] as const;

export const readsQuality = ({ role }: Pick<Viewer, 'role'>): boolean =>
  (qualityReaders as readonly Role[]).includes(role);

/** How many commitments have a doubtful record, by kind: each number by the very condition of its list, every part looked at once. */
@Injectable()
export class DataQualityQueries {
  private readonly kept = new RevisionCache<QualityFigure[]>();

  constructor(
    private readonly em: EntityManager,
    private readonly commitments: CommitmentQueries,
  ) {}

  /** For a coordinator, of its own side's parts; for others of all. */
  read(
    agreement: AgreementRef,
    { party }: Pick<Viewer, 'party'>,
    days: DaysAsked = {},
  ): Promise<QualityFigure[]> {
    const at = this.commitments.readAt(agreement, days);
    const filterOf = (quality: Quality): CommitmentFilter => ({ party: party?.code, quality, ...days });
    const key = [agreement.id, agreement.revision, at.asOf, at.knownAt, at.today, party?.code];
    return this.kept.get(key, async () => {
      const flags = qualities.map((kind) => sql`bool_or(${doubtful(kind, at)}) as ${sql.ref(kind)}`);
      const counts = qualities.map(
        (kind) => sql`count(*) filter (where ${sql.ref(kind)})::integer as ${sql.ref(kind)}`,
      );
      const { rows } = await sql<Record<Quality, number>>`
        with c as not materialized (${commitmentsAt(at, 'in one go')}), sides as not materialized (${sidesAt(at)})
        select ${sql.join(counts)} from (
          select ${sql.join(flags)} from c join sides sd on sd.commitment_id = c.id
          where ${party ? sql`sd.party_id = ${party.id}` : sql`true`} group by c.id) of_commitment`.execute(
        this.em.getKysely(),
      );
      return qualities.map((kind) => ({ kind, count: rows[0]![kind], filter: listQuery(filterOf(kind)) }));
    });
  }
}
