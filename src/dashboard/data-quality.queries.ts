import { Injectable } from '@nestjs/common';
import { listQuery } from '../commitments/parts/links.js';
import { CommitmentQueries } from '../commitments/read/commitment.queries.js';
import { qualities, type Quality } from '../commitments/read/list.types.js';
import type { DaysAsked } from '../commitments/read/days.js';
import type { AgreementRef } from '../identity/scope.js';
import type { Role, Viewer } from '../identity/viewer.js';
import type { QualityFigure } from './data-quality.types.js';
import type { CommitmentFacts } from './facts/facts.types.js';
import { KeptFacts } from './facts/kept-facts.js';

/** Who has to put records in order, or sees that it is done. */
export const qualityReaders = ['coordinator', 'auditor', 'admin'] as const;

export const readsQuality = ({ role }: Pick<Viewer, 'role'>): boolean =>
  (qualityReaders as readonly Role[]).includes(role);

/** How many commitments have a doubtful record, by kind: each number by the very condition of its list. */
@Injectable()
export class DataQualityQueries {
  constructor(
    private readonly facts: KeptFacts,
    private readonly commitments: CommitmentQueries,
  ) {}

  /** For a coordinator, of its own side's parts; for others of all. */
  async read(
    agreement: AgreementRef,
    { party }: Pick<Viewer, 'party'>,
    days: DaysAsked = {},
  ): Promise<QualityFigure[]> {
    const facts = await this.facts.read(agreement, this.commitments.readAt(agreement, days));
    const counts = countsOf(facts, party?.id);
    return qualities.map((kind) => ({
      kind,
      count: counts.get(kind) ?? 0,
      filter: listQuery({ party: party?.code, quality: kind, ...days }),
    }));
  }
}

/** Each commitment once, whichever of its sides it is. @param party whose parts alone count, where it is given */
function countsOf(facts: readonly CommitmentFacts[], party: number | undefined): Map<Quality, number> {
  const counts = new Map<Quality, number>();
  for (const { sides } of facts) {
    const own = sides.filter(
      (side) => side.doubts.length > 0 && (party === undefined || side.party === party),
    );
    for (const kind of new Set(own.flatMap(({ doubts }) => doubts)))
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
