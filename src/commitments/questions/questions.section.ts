import { Injectable } from '@nestjs/common';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import { ANSWER_WITHIN_DAYS } from '../answer-by.js';
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
    private readonly calendar: WorkingCalendarService,
  ) {
    sections.register('questions', this);
  }

  async parts(page: SectionPage): Promise<SectionParts> {
    const { scope, commitment, past } = page;
    const mayAsk = !past && mayNow(speakerOf(scope.viewer), stateOfDetail(commitment), actions.askQuestion);
    const questions = await this.read(page);
    const toAnswer = questions.filter(({ mayAnswer }) => mayAnswer);
    const answerBy = mayAsk ? (await this.calendar.load()).after(page.today, ANSWER_WITHIN_DAYS) : null;
    return {
      act: answerBy !== null || toAnswer.length > 0 ? QuestionActs({ ...page, toAnswer, answerBy }) : null,
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
