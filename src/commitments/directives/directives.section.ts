import { Injectable } from '@nestjs/common';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import { ANSWER_WITHIN_DAYS } from '../answer-by.js';
import { speakerOf, stateOfDetail } from '../commitment-state.js';
import { actions, mayNow } from '../may.js';
import { CommitmentSections, type SectionPage, type SectionParts } from '../page/commitment-sections.js';
import { ownReader } from '../submitted/readers.js';
import { DirectiveActs } from './directive-act.view.js';
import type { DirectiveItem } from './directive.types.js';
import { DirectivesQueries } from './directives.queries.js';
import { DirectivesView } from './directives.view.js';

/** What leaders of the reader's side have directed; to a leader, the form; to whoever is to answer, the way to do so. */
@Injectable()
export class DirectivesSection {
  constructor(
    sections: CommitmentSections,
    private readonly queries: DirectivesQueries,
    private readonly calendar: WorkingCalendarService,
  ) {
    sections.register('directives', this);
  }

  async parts(page: SectionPage): Promise<SectionParts> {
    const { scope, commitment, past } = page;
    if (ownReader(scope.viewer) === null) return {};
    const mayGive =
      !past && mayNow(speakerOf(scope.viewer), stateOfDetail(commitment), actions.giveDirective);
    const directives = await this.read(page);
    const toAnswer = directives.filter(({ mayAnswer }) => mayAnswer);
    const answerBy = mayGive ? (await this.calendar.load()).after(page.today, ANSWER_WITHIN_DAYS) : null;
    const made = await this.queries.fulfilments(toAnswer.map(({ id }) => id));
    return {
      act:
        answerBy !== null || toAnswer.length > 0
          ? DirectiveActs({ ...page, toAnswer, made, answerBy })
          : null,
      wide: directives.length > 0 ? DirectivesView({ ...page, directives }) : null,
    };
  }

  /** Of an agreement of which no side has ever kept anything to itself there is nothing to read. */
  private async read({ scope, commitment, past }: SectionPage): Promise<DirectiveItem[]> {
    if (scope.agreement.ownRevision === 1) return [];
    return this.queries.of(scope.viewer, commitment.id, { day: past?.asOf });
  }
}
