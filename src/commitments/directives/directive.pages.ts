import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
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
import { DirectiveWithdrawalDto, MOST_DIRECTIVE_TEXT } from './directive.dto.js';
import { directiveKinds, type DirectiveKind, type FulfilmentKind } from './directive.types.js';
import { DirectiveQuestions } from './directive-questions.service.js';
import { DirectivesService, type DirectiveChange, type FulfilledBy } from './directives.service.js';

class DirectiveForm {
  @IsIn(directiveKinds) kind: DirectiveKind;
  @PlainText(MOST_DIRECTIVE_TEXT) @Matches(/\S/) text: string;
  @Optional() @TypedDay() answerBy?: Day;
  @Optional() @Matches(/^[a-z][a-z0-9-]{0,39}$/) part?: string;
}

class AnswerForm {
  @PlainText(MOST_DIRECTIVE_TEXT) @Matches(/\S/) text: string;
  /** `report:12`, of what was made since. */
  @Optional() @Matches(/^(report|evidence|extension):[1-9]\d{0,9}$/) by?: string;
}

class AskForm {
  @PlainText(MOST_DIRECTIVE_TEXT) @Matches(/\S/) text: string;
  @Optional() @TypedDay() answerBy?: Day;
}

/** What a leader directs on the commitment's page, and what is answered there. */
@ApiExcludeController()
@Controller(':slug/cam-ket/:code/chi-dao')
export class DirectivePages {
  constructor(
    private readonly forms: CommitmentForms,
    private readonly directives: DirectivesService,
    private readonly across: DirectiveQuestions,
  ) {}

  @Post()
  @FormOn('/:slug/cam-ket/:code')
  @Allow('leader')
  give(@Req() request: FastifyRequest, @Body() body: FormBody, @Res() reply: FastifyReply) {
    return this.forms.answer(request, reply, body, {
      name: 'directive',
      type: DirectiveForm,
      say: faultsIn(request),
      act: (change, directive) => this.directives.give(change, directive),
      done: 'directive_given',
      facts: ({ kind, part }) => ({ kind, ...(part && { part }) }),
    });
  }

  @Post(':directiveId/tra-loi')
  @FormOn('/:slug/cam-ket/:code')
  @Allow('liaison', 'coordinator')
  answer(
    @Req() request: FastifyRequest,
    @Param('directiveId', RowId) directiveId: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ) {
    return this.forms.answer(request, reply, body, {
      name: `directive answer ${directiveId}`,
      type: AnswerForm,
      say: faultsIn(request),
      act: (change, { text, by }) =>
        this.directives.answer(changeOf(change, directiveId), text, fulfilledBy(by)),
      done: 'directive_answered',
    });
  }

  @Post(':directiveId/hoi')
  @FormOn('/:slug/cam-ket/:code')
  @Allow('coordinator')
  ask(
    @Req() request: FastifyRequest,
    @Param('directiveId', RowId) directiveId: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ) {
    return this.forms.answer(request, reply, body, {
      name: `directive ask ${directiveId}`,
      type: AskForm,
      say: faultsIn(request),
      act: (change, asked) => this.across.ask(changeOf(change, directiveId), asked),
      done: 'directive_asked_across',
    });
  }

  @Post(':directiveId/thu-hoi')
  @FormOn('/:slug/cam-ket/:code')
  @Allow('leader')
  withdraw(
    @Req() request: FastifyRequest,
    @Param('directiveId', RowId) directiveId: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ) {
    return this.forms.answer(request, reply, body, {
      name: `directive withdraw ${directiveId}`,
      type: DirectiveWithdrawalDto,
      say: faultsIn(request),
      act: (change, { reason }) => this.directives.withdraw(changeOf(change, directiveId), reason),
      done: 'directive_withdrawn',
    });
  }
}

function changeOf({ id, ...change }: Change, directiveId: number): DirectiveChange {
  return { ...change, directiveId, of: id };
}

function fulfilledBy(chosen: string | undefined): FulfilledBy {
  if (chosen === undefined) return {};
  const [kind, id] = chosen.split(':') as [FulfilmentKind, string];
  const fields = { report: 'updateId', evidence: 'evidenceId', extension: 'requestId' } as const;
  return { [fields[kind]]: Number(id) };
}

const faultsIn = (request: FastifyRequest) => words(languageOf(request)).commitment.directives.faults;
