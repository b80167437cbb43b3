import { Injectable } from '@nestjs/common';
import type { SideItem, Status } from '../../commitments/commitment.types.js';
import {
  CommitmentSections,
  type SectionPage,
  type SectionParts,
} from '../../commitments/page/commitment-sections.js';
import { ChaseLinks } from './chase-links.view.js';

const isAtWork = ({ status }: { status: Status }) => status === 'not_started' || status === 'in_progress';

/** Below what was said of a commitment: where an office chases by hand, and a leader asks it to. */
@Injectable()
export class ChasesSection {
  constructor(sections: CommitmentSections) {
    sections.register('chases', this);
  }

  parts({ commitment, frame, past, scope }: SectionPage): SectionParts {
    const { role, party, body } = scope.viewer;
    if (past || !party || (role !== 'coordinator' && role !== 'leader')) return {};
    // An office that leads itself has nobody to chase but itself.
    const isReader = (side: SideItem) => commitment.inCharge[side.party]?.leadBody.code === body?.code;
    const sides = commitment.sides.filter((side) => isAtWork(side) && !isReader(side));
    if (!isAtWork(commitment) || sides.length === 0) return {};
    return {
      facts: ChaseLinks({
        commitment,
        sides,
        own: party.code,
        isLeader: role === 'leader',
        language: frame.language,
      }),
    };
  }
}
