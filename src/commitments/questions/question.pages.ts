import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import type { Day } from '../../platform/clock.js';
import type { FormBody } from '../../platform/http/forms.js';
import { Optional, PlainText, RowId, TypedDay } from '../../platform/http/input.js';
import { languageOf } from '../../platform/http/language.js';
import { FormOn } from '../../shell/form-on.js';
import { words } from '../../web/i18n/words.js';
import type { Change } from '../commitments.service.js';
import { CommitmentForms } from '../page/commitment-forms.js';
import { MOST_QUESTION_TEXT, QuestionAnswerDto } from './question.dto.js';
import { QuestionsService, type NewQuestion, type QuestionChange } from './questions.service.js';

class AskForm {
  /** `nghean`, or `nghean:na-so-du-lich`. */
  @Matches(/^[a-z][a-z0-9-]{0,79}(:[a-z][a-z0-9-]{0,79})?$/) to: string;
  @PlainText(MOST_QUESTION_TEXT) @Matches(/\S/) text: string;
  @Optional() @TypedDay() answerBy?: Day;
}

/** What is asked and answered on the commitment's page. */
@ApiExcludeController()
@Controller(':slug/cam-ket/:code/hoi-dap')
export class QuestionPages {
  constructor(
    private readonly forms: CommitmentForms,
    private readonly questions: QuestionsService,
  ) {}

  @Post()
  @FormOn('/:slug/cam-ket/:code')
  @Allow('liaison', 'coordinator')
  ask(@Req() request: FastifyRequest, @Body() body: FormBody, @Res() reply: FastifyReply) {
    return this.forms.answer(request, reply, body, {
      name: 'question',
      type: AskForm,
      say: faultsIn(request),
      act: (change, { to, ...question }) => this.questions.ask(change, { ...question, to: addressee(to) }),
      done: 'question_asked',
      facts: ({ to }) => addressee(to),
    });
  }

  @Post(':questionId/tra-loi')
  @FormOn('/:slug/cam-ket/:code')
  @Allow('liaison', 'coordinator')
  answer(
    @Req() request: FastifyRequest,
    @Param('questionId', RowId) questionId: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ) {
    return this.forms.answer(request, reply, body, {
      name: `question answer ${questionId}`,
      type: QuestionAnswerDto,
      say: faultsIn(request),
      act: (change, { text }) => this.questions.answer(changeOf(change, questionId), text),
      done: 'question_answered',
    });
  }

  @Post(':questionId/thu-hoi')
  @FormOn('/:slug/cam-ket/:code')
  @Allow('liaison', 'coordinator')
  withdraw(
    @Req() request: FastifyRequest,
    @Param('questionId', RowId) questionId: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ) {
    return this.forms.answer(request, reply, body, {
      name: `question withdraw ${questionId}`,
      act: (change) => this.questions.withdraw(changeOf(change, questionId)),
      done: 'question_withdrawn',
    });
  }
}

function addressee(to: string): NewQuestion['to'] {
  const [party, body] = to.split(':');
  return { party: party!, ...(body && { body }) };
}

function changeOf({ id, ...change }: Change, questionId: number): QuestionChange {
  return { ...change, questionId, of: id };
}

const faultsIn = (request: FastifyRequest) => words(languageOf(request)).commitment.questions.faults;
