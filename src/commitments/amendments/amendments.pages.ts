import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { NotAllowed, NotFound } from '../../platform/errors.js';
import { formValues, type FormBody, type FormFaults, type FormValues } from '../../platform/http/forms.js';
import { RowId } from '../../platform/http/input.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { amendmentsHref } from '../../web/links.js';
import { renderPage } from '../../web/render.js';
import { EventPageDto } from '../read/filter.dto.js';
import { AmendmentsQueries } from './amendments.queries.js';
import { AmendmentsService } from './amendments.service.js';
import { AmendmentList } from './amendment-list.view.js';
import { AmendmentView } from './amendment.view.js';
import { readAnswer } from './read-answer.js';

/** Amendments of an agreement: the list, one of them, what a side’s office says to it. */
@ApiExcludeController()
@Controller(':slug/sua-doi')
export class AmendmentsPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: AmendmentsQueries,
    private readonly amendments: AmendmentsService,
  ) {}

  @Get()
  @Html()
  @AllowSignedIn()
  async list(
    @Req() request: FastifyRequest,
    @Scope() { agreement }: RequestScope,
    @Query() { limit, cursor }: EventPageDto,
  ): Promise<string> {
    const [frame, found] = await Promise.all([
      this.frames.of(request),
      this.queries.of(agreement, { limit: limit + 1, before: cursor }),
    ]);
    const items = found.slice(0, limit);
    const page = { items, nextCursor: found.length > limit ? String(items.at(-1)!.id) : null };
    return renderPage(AmendmentList({ frame, slug: agreement.slug, page }));
  }

  @Get(':id')
  @Html()
  @AllowSignedIn()
  show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @SaidHere() said: Said | null,
  ): Promise<string> {
    return this.page(request, scope, id, { done: said?.what });
  }

  @Post(':id/y-kien')
  @FormOn('/:slug/sua-doi/:id')
  @Allow('coordinator')
  answer(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = formValues(body);
    return answerForm(reply, {
      input: readAnswer(values, scope.language),
      act: async (answer) => {
        await this.queries.one(scope.viewer, id, scope.agreement);
        await this.amendments.answer(scope.by, id, answer);
        const { status } = await this.queries.one(scope.viewer, id);
        return status === 'open' ? 'agreed' : status;
      },
      done: (what) => ({ to: amendmentsHref(scope.agreement.slug, id), say: { what } }),
      again: ({ error, faults }) =>
        error instanceof NotAllowed || error instanceof NotFound
          ? Promise.resolve(null)
          : this.page(request, scope, id, { values, faults: byBox(faults) }),
    });
  }

  @Post(':id/thu-hoi')
  @FormOn('/:slug/sua-doi/:id')
  @Allow('coordinator')
  takeBack(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerForm(reply, {
      input: Promise.resolve({ input: {}, faults: {} }),
      act: async () => {
        await this.queries.one(scope.viewer, id, scope.agreement);
        await this.amendments.takeBack(scope.by, id);
      },
      done: { to: amendmentsHref(scope.agreement.slug, id), say: { what: 'taken_back' } },
      again: ({ error, faults }) =>
        error instanceof NotAllowed || error instanceof NotFound
          ? Promise.resolve(null)
          : this.page(request, scope, id, { faults }),
    });
  }

  private async page(
    request: FastifyRequest,
    scope: RequestScope,
    id: number,
    { done, values = {}, faults = {} }: { done?: string; values?: FormValues; faults?: FormFaults },
  ): Promise<string> {
    const { slug } = scope.agreement;
    const [frame, item] = await Promise.all([
      this.frames.of(request, amendmentsHref(slug, id)),
      this.queries.one(scope.viewer, id, scope.agreement),
    ]);
    return renderPage(AmendmentView({ frame, slug, item, done, values, faults }));
  }
}

/** Of changes that no longer can be, the words alone: no box of this page has them. */
const byBox = (faults: FormFaults): FormFaults =>
  Object.fromEntries(Object.entries(faults).map(([field, text]) => [field.replace(/^document\./, ''), text]));
