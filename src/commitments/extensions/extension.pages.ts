import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Clock } from '../../platform/clock.js';
import { NotAllowed, RuleBroken } from '../../platform/errors.js';
import {
  faultOfDay,
  formValues,
  readForm,
  type FormBody,
  type FormFaults,
} from '../../platform/http/forms.js';
import type { Language } from '../../platform/text.js';
import { answerForm } from '../../shell/answer-form.js';
import { Html } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { words } from '../../web/i18n/words.js';
import { renderPage } from '../../web/render.js';
import { speakerOf, stateOfDetail } from '../commitment-state.js';
import { ReasonDto } from '../commitment.dto.js';
import type { CommitmentDetail } from '../commitment.types.js';
import { actions, mayNow, mustBeAllowed } from '../may.js';
import { commitmentHref } from '../parts/links.js';
import type { CommitmentDone } from '../said/told.js';
import { DetailQueries } from '../read/detail.queries.js';
import { deadlineFrom, extensionFrom, freshExtension, type ExtensionValues } from './extension-values.js';
import { ExtensionPage } from './extension.view.js';
import { ExtensionsService } from './extensions.service.js';
import { FormOn } from '../../shell/form-on.js';

/** Asking for a later deadline, or the first one. */
@ApiExcludeController()
@Allow('liaison', 'coordinator')
@Controller(':slug/cam-ket/:code/gia-han')
export class ExtensionPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly details: DetailQueries,
    private readonly extensions: ExtensionsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Html()
  async show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('code') code: string,
  ): Promise<string> {
    const commitment = await this.details.byCode(scope.agreement, code);
    const [speaker, state] = [speakerOf(scope.viewer), stateOfDetail(commitment)];
    mustBeAllowed(speaker, state, actions.requestExtension);
    if (!mayNow(speaker, state, actions.requestExtension)) throw new RuleBroken(notToBeExtended);
    return this.page(request, commitment, freshExtension(commitment.due, this.clock.today()), {});
  }

  @Post()
  @FormOn('/:slug/cam-ket/:code/gia-han')
  request(
    @Req() request: FastifyRequest,
    @Scope() { agreement, by, language }: RequestScope,
    @Param('code') code: string,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = extensionFrom(formValues(body));
    return answerForm(reply, {
      input: readExtension(values, language),
      act: async ({ due, reason }) => {
        const id = await this.details.idOf(agreement, code);
        return this.extensions.request({ ...by, id }, due!, reason);
      },
      done: (id) => ({
        to: commitmentHref(agreement.slug, code),
        say: { what: 'extension_requested' satisfies CommitmentDone, facts: { request: String(id) } },
      }),
      again: async ({ error, faults }) => {
        if (error instanceof NotAllowed) return null;
        return this.page(request, await this.details.byCode(agreement, code), values, faults);
      },
    });
  }

  private async page(
    request: FastifyRequest,
    commitment: CommitmentDetail,
    values: ExtensionValues,
    faults: FormFaults,
  ): Promise<string> {
    const frame = await this.frames.of(request);
    return renderPage(ExtensionPage({ frame, commitment, today: this.clock.today(), values, faults }));
  }
}

async function readExtension(values: ExtensionValues, language: Language) {
  const say = words(language).commitment.extension.faults;
  const due = deadlineFrom(values);
  const { input, faults } = await readForm(ReasonDto, { reason: values.reason }, say);
  return {
    input: { due, reason: input.reason },
    faults: due ? faults : { due: faultOf(values) ?? say.due, ...faults },
  };
}

/** A day that is none says why; of the other boxes all are named. */
const faultOf = ({ precision, date }: ExtensionValues) =>
  precision === 'date' ? faultOfDay(date) : undefined;

const notToBeExtended = {
  vi: 'Hiện không đề nghị gia hạn được: cam kết thường xuyên, đã kết thúc hoặc đang có đề nghị chờ trả lời.',
  en: 'An extension cannot be requested now: the commitment is continuing, closed, or has an open request.',
};
