import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope, scopeOf } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { NotAllowed } from '../../platform/errors.js';
import { formValues, type FormBody, type FormFaults, type FormValues } from '../../platform/http/forms.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { renderPage } from '../../web/render.js';
import { speakerOf, stateOfDetail } from '../commitment-state.js';
import type { CommitmentDetail } from '../commitment.types.js';
import { actions, mustBeAllowed } from '../may.js';
import { commitmentHref } from '../parts/links.js';
import { DetailQueries } from '../read/detail.queries.js';
import type { CommitmentDone } from '../said/told.js';
import { IndicatorFormPage } from './indicator-form.view.js';
import { besideRows, readIndicators, rowsFor, valuesOfIndicators } from './indicator-values.js';
import { MOST_INDICATORS } from './indicator.js';
import { IndicatorsService } from './indicators.service.js';

/** A side's coordinator sets what its part is measured by. */
@ApiExcludeController()
@Allow('coordinator')
@Controller(':slug/cam-ket/:code/chi-tieu')
export class IndicatorPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly details: DetailQueries,
    private readonly indicators: IndicatorsService,
  ) {}

  @Get()
  @Html()
  async show(
    @Req() request: FastifyRequest,
    @Scope() { agreement, viewer }: RequestScope,
    @Param('code') code: string,
  ): Promise<string> {
    const commitment = await this.details.byCode(agreement, code);
    mustBeAllowed(speakerOf(viewer), stateOfDetail(commitment), actions.setIndicators);
    return this.page(request, commitment, null, {});
  }

  @Post()
  @FormOn('/:slug/cam-ket/:code/chi-tieu')
  async set(
    @Req() request: FastifyRequest,
    @Scope() { agreement, by, language }: RequestScope,
    @Param('code') code: string,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sent = formValues(body);
    const reading = readIndicators(sent, language);
    return answerForm(reply, {
      input: reading,
      act: async ({ indicators }) => {
        const id = await this.details.idOf(agreement, code);
        await this.indicators.set({ ...by, id, version: () => [Number(sent.version) || 0] }, indicators);
      },
      done: {
        to: commitmentHref(agreement.slug, code),
        say: { what: 'indicators_set' satisfies CommitmentDone },
      },
      again: async ({ error, faults }) => {
        if (error instanceof NotAllowed) return null;
        const commitment = await this.details.byCode(agreement, code);
        return this.page(request, commitment, sent, besideRows(faults, (await reading).input));
      },
    });
  }

  /** @param sent what was typed; null where the form is new */
  private async page(
    request: FastifyRequest,
    commitment: CommitmentDetail,
    sent: FormValues | null,
    faults: FormFaults,
  ): Promise<string> {
    const frame = await this.frames.of(request);
    const party = scopeOf(request).viewer.party?.code ?? '';
    const own = commitment.sides.find((side) => side.party === party)?.indicators ?? [];
    // What the sides agreed is what each of them says.
    const said = own.map((one) => ({ ...one, ...one.acrossProposed }));
    const values = sent ?? valuesOfIndicators(said, frame.language);
    const rows = sent ? rowsIn(sent) : rowsFor(own.length);
    return renderPage(IndicatorFormPage({ frame, commitment, party, rows, values, faults }));
  }
}

function rowsIn(sent: FormValues): number {
  const rows = Object.keys(sent).flatMap((name) => /^nameVi(\d)$/.exec(name)?.[1] ?? []);
  return Math.min(Math.max(0, ...rows.map(Number)) + 1, MOST_INDICATORS);
}
