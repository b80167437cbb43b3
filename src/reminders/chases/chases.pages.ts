import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { NotAllowed, NotFound } from '../../platform/errors.js';
import {
  formValues,
  hasFaults,
  readForm,
  type FormBody,
  type FormValues,
} from '../../platform/http/forms.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html, sendPage } from '../../shell/html.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { words } from '../../web/i18n/words.js';
import { chaseHref } from '../../web/links.js';
import { askedOf } from './chase-asked.js';
import { ChaseForm, ChasePageDto } from './chase.dto.js';
import { ChasePageMaker } from './chase-page-maker.js';
import type { Chased } from './chase.types.js';
import { ChasesService } from './chases.service.js';

/** Where somebody is chased by hand: who gets what is shown before it is sent. */
@ApiExcludeController()
@Allow('coordinator', 'leader')
@Controller(':slug/don-doc-truc-tiep')
export class ChasesPages {
  constructor(
    private readonly maker: ChasePageMaker,
    private readonly chases: ChasesService,
  ) {}

  @Get()
  @Html()
  show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() asked: ChasePageDto,
    @SaidHere() said: Said | null,
  ): Promise<string> {
    return this.maker.page(request, scope, asked, { said });
  }

  @Post()
  @FormOn('/:slug/don-doc-truc-tiep')
  chase(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = formValues(body);
    return answerForm(reply, {
      input: readForm(ChaseForm, typed, words(scope.language).chase.faults),
      act: async (form): Promise<Chased[] | null> => {
        if (form.step !== 'preview') return this.send(scope, form);
        sendPage(reply, 200, await this.maker.page(request, scope, form, { typed }));
        return null;
      },
      done: (chased) =>
        chased && {
          to: chaseHref(scope.agreement.slug, hrefOf(typed)),
          say: { what: 'chased', facts: factsOf(chased) },
        },
      again: async ({ error, faults }) => {
        if (error instanceof NotAllowed || error instanceof NotFound) return null;
        return this.maker.page(request, scope, await soundOf(typed), { typed, faults });
      },
    });
  }

  private async send(scope: RequestScope, form: ChaseForm): Promise<Chased[]> {
    const when = form.when ?? 'now';
    const groups = await this.maker.groups(scope, form, when);
    return this.chases.chaseAll(scope, askedOf(groups, form.text), when);
  }
}

const hrefOf = ({ body, party, commitments, period }: Record<string, string>) => ({
  body,
  party,
  codes: commitments?.split(','),
  period,
});

/** What of the form says of whom the page is, where it is in order; of nobody where it is not. */
async function soundOf(typed: FormValues): Promise<ChasePageDto> {
  const { input, faults } = await readForm(ChasePageDto, typed, {});
  return hasFaults(faults) ? {} : input;
}

const factsOf = (chased: readonly Chased[]) => ({
  recipients: String(new Set(chased.flatMap(({ recipients }) => recipients)).size),
  goesAt: chased[0]!.goesAt,
});
