import { Injectable } from '@nestjs/common';
import { listQuery } from '../commitments/parts/links.js';
import { CommitmentQueries } from '../commitments/read/commitment.queries.js';
import { qualities } from '../commitments/read/list.types.js';
import type { DaysAsked } from '../commitments/read/days.js';
import type { AgreementRef } from '../identity/scope.js';
import type { Role, Viewer } from '../identity/viewer.js';
import type { QualityFigure } from './data-quality.types.js';
import type { SideFacts } from './facts/facts.types.js';
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
    const isOwn = (side: SideFacts) => !party || side.party === party.id;
    return qualities.map((kind) => ({
      kind,
      count: facts.filter(({ sides }) => sides.some((side) => isOwn(side) && side.doubts.includes(kind)))
        .length,
      filter: listQuery({ party: party?.code, quality: kind, ...days }),
    }));
  }
}
