import { Injectable } from '@nestjs/common';
import { speakerOf, stateOfDetail } from '../commitment-state.js';
import { actions, mayNow } from '../may.js';
import { CommitmentSections, type SectionPage, type SectionParts } from '../page/commitment-sections.js';
import { QuestionActs } from './question-act.view.js';
import type { QuestionItem } from './question.types.js';
import { QuestionsQueries } from './questions.queries.js';
import { QuestionsView } from './questions.view.js';

/** What was asked and answered; to whoever may ask, the form; to whoever is asked, the way to answer. */
@Injectable()
export class QuestionsSection {
  constructor(
    sections: CommitmentSections,
    private readonly queries: QuestionsQueries,
  ) {
    sections.register('questions', this);
  }

  async parts(page: SectionPage): Promise<SectionParts> {
    const { scope, commitment, past } = page;
    const mayAsk = !past && mayNow(speakerOf(scope.viewer), stateOfDetail(commitment), actions.askQuestion);
    const questions = await this.read(page);
    const toAnswer = questions.filter(({ mayAnswer }) => mayAnswer);
    return {
      act: mayAsk || toAnswer.length > 0 ? QuestionActs({ ...page, toAnswer, mayAsk }) : null,
      wide: questions.length > 0 ? QuestionsView({ ...page, questions }) : null,
    };
  }

  /** Most have none: what happened, and what waits, read with the commitment, says so. */
  private async read({ scope, commitment, events, past }: SectionPage): Promise<QuestionItem[]> {
    const isAsked =
      events.some(({ kind }) => kind === 'question_asked') ||
      commitment.holders.some(({ kind }) => kind === 'question');
    return isAsked ? this.queries.of(scope.viewer, commitment.id, { day: past?.asOf }) : [];
  }
}
