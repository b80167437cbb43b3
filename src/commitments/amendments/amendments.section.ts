import { Injectable } from '@nestjs/common';
import { speakerOf, stateOfDetail } from '../commitment-state.js';
import { actions, mayNow } from '../may.js';
import { CommitmentSections, type SectionPage, type SectionParts } from '../page/commitment-sections.js';
import { AmendmentsOf, AnswerAmendment, EndedByAmendment } from './amendments-of.view.js';
import { AmendmentsQueries } from './amendments.queries.js';
import type { AmendmentItem } from './amendment.types.js';

/** What came later of a commitment, by which documents, with the wording before; to the office that is asked, the way to answer. */
@Injectable()
export class AmendmentsSection {
  constructor(
    sections: CommitmentSections,
    private readonly queries: AmendmentsQueries,
  ) {
    sections.register('amendments', this);
  }

  async parts(page: SectionPage): Promise<SectionParts> {
    const items = await this.read(page);
    const { past, scope, commitment } = page;
    const mayAnswer = mayNow(speakerOf(scope.viewer), stateOfDetail(commitment), actions.answerAmendment);
    const isHeld = ({ awaits, party }: AmendmentItem) =>
      mayAnswer && party !== scope.party && awaits.includes(scope.party ?? '');
    const toAnswer = past ? [] : items.filter(isHeld);
    const ended = EndedByAmendment({ ...page, items });
    return {
      act: toAnswer.length > 0 ? AnswerAmendment({ ...page, items: toAnswer }) : ended,
      facts: AmendmentsOf({ ...page, items }),
    };
  }

  /** Most have none: what happened, read with the commitment, says so. */
  private async read({ commitment, events, past }: SectionPage): Promise<AmendmentItem[]> {
    const isNamed = events.some(
      ({ kind, data }) => kind.startsWith('amendment_') || (kind === 'imported' && data.amendment),
    );
    if (!isNamed) return [];
    const found = await this.queries.about(commitment.id);
    return past ? found.filter(({ inForceOn }) => inForceOn !== null && inForceOn <= past.asOf) : found;
  }
}
