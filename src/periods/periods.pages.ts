import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { NotAllowed, NotFound } from '../platform/errors.js';
import { formValues, readForm, type FormBody } from '../platform/http/forms.js';
import { answerForm, noFields, type Refusal } from '../shell/answer-form.js';
import { FormOn } from '../shell/form-on.js';
import { Html } from '../shell/html.js';
import { PageFrame } from '../shell/page-frame.js';
import { SaidHere, type Said } from '../shell/said.js';
import { periodsHref } from '../web/links.js';
import { renderPage } from '../web/render.js';
import { ClosingService } from './closing.service.js';
import { PeriodPageMaker } from './period-page-maker.js';
import { CorrectionDto, PeriodsPageDto } from './periods.dto.js';
import { PeriodsQueries } from './periods.queries.js';
import type { Closing } from './periods.types.js';
import { PeriodsPage } from './periods.view.js';

/** The reporting periods, and where an office closes one. */
@ApiExcludeController()
@Controller(':slug/ky-bao-cao')
export class PeriodsPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: PeriodsQueries,
    private readonly maker: PeriodPageMaker,
    private readonly closings: ClosingService,
  ) {}

  @Get()
  @Html()
  @AllowSignedIn()
  async list(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() { limit, cursor }: PeriodsPageDto,
  ): Promise<string> {
    const { agreement } = scope;
    const [frame, page] = await Promise.all([
      this.frames.of(request, periodsHref(agreement.slug)),
      this.queries.list(scope, { limit, cursor }),
    ]);
    return renderPage(PeriodsPage({ frame, agreement, ...page }));
  }

  @Get(':period')
  @Html()
  @AllowSignedIn()
  show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('period') period: string,
    @SaidHere() said: Said | null,
  ): Promise<string> {
    return this.maker.page(request, scope, period, { said });
  }

  @Post(':period/chot')
  @FormOn('/:slug/ky-bao-cao/:period')
  @Allow('coordinator')
  close(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('period') period: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { agreement, by } = scope;
    return answerForm(reply, {
      input: noFields,
      act: () => this.closings.close(agreement, by, period),
      done: (closing) => nextOf(agreement.slug, closing),
      again: (refusal) => this.again(request, scope, period, refusal),
    });
  }

  @Post(':period/so-tiep-theo')
  @FormOn('/:slug/ky-bao-cao/:period')
  @Allow('coordinator')
  correct(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('period') period: string,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { agreement, by } = scope;
    return answerForm(reply, {
      input: readForm(CorrectionDto, formValues(body), {}),
      act: ({ replaces }) => this.closings.correct(agreement, by, period, replaces),
      done: (closing) => nextOf(agreement.slug, closing),
      again: (refusal) => this.again(request, scope, period, refusal),
    });
  }

  private async again(
    request: FastifyRequest,
    scope: RequestScope,
    period: string,
    { error, faults }: Refusal,
  ): Promise<string | null> {
    if (error instanceof NotAllowed || error instanceof NotFound) return null;
    const [fault] = Object.values(faults);
    return this.maker.page(request, scope, period, { fault });
  }
}

/** Back to the period; the joint code is told where this closing froze it. */
function nextOf(slug: string, { period, code, joint, joined }: Closing) {
  const facts = { code, ...(joined && joint && { joint }) };
  return { to: periodsHref(slug, period), say: { what: 'closed', facts } };
}
