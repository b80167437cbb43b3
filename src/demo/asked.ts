import { Injectable } from '@nestjs/common';
import type { Change } from '../commitments/commitments.service.js';
import { DirectiveQuestions } from '../commitments/directives/directive-questions.service.js';
import type { DirectiveKind } from '../commitments/directives/directive.types.js';
import { DirectivesService } from '../commitments/directives/directives.service.js';
import { QuestionsService, type NewQuestion } from '../commitments/questions/questions.service.js';
import { NotFound } from '../platform/errors.js';
import type { Role } from '../identity/viewer.js';

export type AskedStep =
  | { do: 'give-directive'; kind: DirectiveKind; text: string; part?: string; answerBy?: string }
  | { do: 'answer-directive'; by: Role; text: string }
  | { do: 'ask-for-directive'; text: string; answerBy?: string }
  | ({ do: 'ask-question'; by: Role } & NewQuestion)
  | { do: 'answer-question'; by: Role; text: string };

interface Of {
  commitmentId: number;
  partyId: number;
}

/** What leaders direct and offices ask in the illustrative history, and what is answered: each time the last that waits. */
@Injectable()
export class DemoAsked {
  constructor(
    private readonly directives: DirectivesService,
    private readonly across: DirectiveQuestions,
    private readonly questions: QuestionsService,
  ) {}

  async take(step: AskedStep, of: Of, change: (role: Role) => Change): Promise<unknown> {
    switch (step.do) {
      case 'give-directive':
        return this.directives.give(change('leader'), step);
      case 'answer-directive':
        return this.directives.answer(await this.directed(of, change(step.by)), step.text);
      case 'ask-for-directive':
        return this.across.ask(await this.directed(of, change('coordinator')), step);
      case 'ask-question':
        return this.questions.ask(change(step.by), step);
      case 'answer-question': {
        const questionId = await this.questions.lastPutTo(of.commitmentId, of.partyId);
        if (questionId === null) throw new NotFound();
        const { id: _id, ...by } = change(step.by);
        return this.questions.answer({ ...by, questionId }, step.text);
      }
    }
  }

  private async directed({ commitmentId, partyId }: Of, { id: _id, ...change }: Change) {
    const directiveId = await this.directives.lastOf(commitmentId, partyId);
    if (directiveId === null) throw new NotFound();
    return { ...change, directiveId };
  }
}

export const isAskedStep = (step: { do: string }): step is AskedStep =>
  step.do.endsWith('-directive') || step.do.endsWith('-question');
