import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { NotAllowed, NotFound } from '../../platform/errors.js';
import { formValues, type FormBody, type FormFaults } from '../../platform/http/forms.js';
import { Optional } from '../../platform/http/input.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html, sendPage } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { amendmentsHref } from '../../web/links.js';
import { renderPage } from '../../web/render.js';
import {
  emptyForm,
  emptyRow,
  faultsByBox,
  inputFrom,
  pressed,
  sentAmendment,
  type AmendmentFormValues,
} from './amendment-form.js';
import { AmendmentsQueries } from './amendments.queries.js';
import { AmendmentsService } from './amendments.service.js';
import { ProposePage } from './propose.view.js';
import { readAmendment } from './read-amendment.js';

class ProposeQuery {
  /** The code of a commitment that is to be reworded. */
  @Optional()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9.-]{0,29}$/)
  'cam-ket'?: string;
}

/** A side’s office builds an amendment up, row by row, and sends it to the other side. */
@ApiExcludeController()
@Allow('coordinator')
@Controller(':slug/sua-doi/de-nghi')
export class ProposePages {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: AmendmentsQueries,
    private readonly amendments: AmendmentsService,
  ) {}

  @Get()
  @Html()
  show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() { 'cam-ket': code }: ProposeQuery,
  ): Promise<string> {
    const rows = code === undefined ? [] : [emptyRow('reword', code)];
    return this.page(request, scope, { ...emptyForm, rows }, {});
  }

  @Post()
  @FormOn('/:slug/sua-doi/de-nghi')
  async propose(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { agreement, viewer, by, language } = scope;
    const sent = formValues(body);
    const values = sentAmendment(sent);
    const choices = await this.queries.choices(agreement, viewer.party?.id ?? null);
    const titleOf = (code: string) => choices.commitments.find((one) => one.code === code.trim())?.title;
    const next = pressed(sent.do, values, titleOf);
    if (next) return sendPage(reply, 200, await this.page(request, scope, next, {}));
    return answerForm(reply, {
      input: readAmendment(inputFrom(values, choices.period, viewer.party?.code ?? ''), language),
      act: ({ source, changes }) =>
        this.amendments.propose(agreement, by, {
          source: { ...source },
          changes: changes.map((change) => change.toChange()),
        }),
      done: (id) => ({ to: amendmentsHref(agreement.slug, id), say: { what: 'proposed' } }),
      again: ({ error, faults }) =>
        error instanceof NotAllowed || error instanceof NotFound
          ? Promise.resolve(null)
          : this.page(request, scope, values, faultsByBox(faults)),
    });
  }

  private async page(
    request: FastifyRequest,
    { agreement, viewer }: RequestScope,
    values: AmendmentFormValues,
    faults: FormFaults,
  ): Promise<string> {
    const [frame, choices] = await Promise.all([
      this.frames.of(request, amendmentsHref(agreement.slug, 'de-nghi')),
      this.queries.choices(agreement, viewer.party?.id ?? null),
    ]);
    return renderPage(ProposePage({ frame, slug: agreement.slug, choices, values, faults }));
  }
}
