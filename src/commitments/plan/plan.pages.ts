import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope, scopeOf } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Clock } from '../../platform/clock.js';
import { NotAllowed, NotFound, RuleBroken } from '../../platform/errors.js';
import { formValues, type FormBody, type FormFaults, type FormValues } from '../../platform/http/forms.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { renderPage } from '../../web/render.js';
import { speakerOf, stateOfDetail } from '../commitment-state.js';
import type { CommitmentDetail } from '../commitment.types.js';
import { actions, mayNow, mustBeAllowed } from '../may.js';
import { commitmentHref } from '../parts/links.js';
import { DetailQueries } from '../read/detail.queries.js';
import type { CommitmentDone } from '../said/told.js';
import { exists } from './plan-bodies.js';
import { PlanFormPage } from './plan-form.view.js';
import { readPlan, valuesOfPlan } from './plan-values.js';
import { PlansService } from './plans.service.js';

/** A side's coordinator states the plan of its part. */
@ApiExcludeController()
@Allow('coordinator')
@Controller(':slug/cam-ket/:code/ke-hoach')
export class PlanPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly details: DetailQueries,
    private readonly plans: PlansService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Html()
  async show(
    @Req() request: FastifyRequest,
    @Scope() { agreement, viewer }: RequestScope,
    @Param('code') code: string,
  ): Promise<string> {
    const commitment = await this.details.byCode(agreement, code);
    const [speaker, state] = [speakerOf(viewer), stateOfDetail(commitment)];
    mustBeAllowed(speaker, state, actions.statePlan);
    if (!mayNow(speaker, state, actions.statePlan)) throw new RuleBroken(closed);
    return this.page(request, commitment, null, {});
  }

  @Post()
  @FormOn('/:slug/cam-ket/:code/ke-hoach')
  state(
    @Req() request: FastifyRequest,
    @Scope() { agreement, by, language }: RequestScope,
    @Param('code') code: string,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sent = formValues(body);
    return answerForm(reply, {
      input: readPlan(sent, language),
      act: async (plan) => {
        const id = await this.details.idOf(agreement, code);
        await this.plans.state({ ...by, id, version: () => [Number(sent.version) || 0] }, plan);
      },
      done: {
        to: commitmentHref(agreement.slug, code),
        say: { what: 'plan_stated' satisfies CommitmentDone },
      },
      again: async ({ error, faults }) => {
        if (error instanceof NotAllowed) return null;
        return this.page(request, await this.details.byCode(agreement, code), sent, faults);
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
    const { party } = scopeOf(request).viewer;
    const own = commitment.sides.find((side) => side.party === party?.code);
    // Whoever may state a plan has a part; a side that is no party of the commitment was refused before.
    if (!party || !own) throw new NotFound();
    const [frame, all] = await Promise.all([this.frames.of(request), this.plans.bodies(party.id)]);
    const today = this.clock.today();
    const standing = [own.leadBody, ...own.cooperatingBodies].map(({ code }) => code);
    const bodies = all.filter((body) => exists(body, today) || standing.includes(body.code));
    const values = sent ?? valuesOfPlan(own, commitment, today);
    return renderPage(PlanFormPage({ frame, commitment, own, bodies, values, isNew: sent === null, faults }));
  }
}

const closed = {
  vi: 'Cam kết đã kết thúc nên kế hoạch không sửa được.',
  en: 'The commitment is closed, so its plan cannot be changed.',
};
