import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { PolicyView } from './policy.view.js';
import { SecondFactorService } from './second-factor.service.js';
import { secondFactorFor, SignInPolicy, type SecondFactorFor } from './sign-in-policy.js';
import { SsoStatusView } from '../sso/sso-status.view.js';
import { SsoQueries } from '../sso/sso.queries.js';
import { BackField, RowId } from '../../platform/http/input.js';
import { renderPage } from '../../web/render.js';
import { formValues, readForm, type FormBody } from '../../platform/http/forms.js';
import { seeOther } from '../../platform/http/redirect.js';
import { answerForm } from '../../shell/answer-form.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { Html } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { FormOn } from '../../shell/form-on.js';

class PolicyForm {
  @IsIn(secondFactorFor) secondFactor: SecondFactorFor;
}

class BackForm {
  @BackField() back = '/';
}

/** What the administrator requires of everybody's way in. */
@ApiExcludeController()
@Allow('admin')
@ForNoToken()
@Controller('quan-tri/dang-nhap')
export class SignInAdminPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly policy: SignInPolicy,
    private readonly sso: SsoQueries,
  ) {}

  @Get()
  @Html()
  show(@Req() request: FastifyRequest, @SaidHere() said: Said | null): Promise<string> {
    return this.page(request, { saved: said?.what === 'policy' });
  }

  @Post()
  @FormOn('/quan-tri/dang-nhap')
  change(
    @Scope() { by }: RequestScope,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerForm(reply, {
      input: readForm(PolicyForm, formValues(body), {}),
      act: ({ secondFactor }) => this.policy.require(secondFactor, by),
      done: { to: '/quan-tri/dang-nhap', say: { what: 'policy' } },
      again: ({ faults }) => this.page(request, { saved: false, fault: Object.values(faults)[0] }),
    });
  }

  private async page(request: FastifyRequest, said: { saved: boolean; fault?: string }): Promise<string> {
    const [frame, state, status] = await Promise.all([
      this.frames.of(request),
      this.policy.state(),
      this.sso.status(),
    ]);
    return renderPage(PolicyView({ frame, state, sections: [SsoStatusView({ frame, status })], ...said }));
  }
}

/** A second factor that its owner lost. */
@ApiExcludeController()
@Allow('admin')
@ForNoToken()
@Controller('quan-tri/tai-khoan/:id/bo-xac-thuc-hai-buoc')
export class ResetFactorPages {
  constructor(private readonly factors: SecondFactorService) {}

  @Post()
  async reset(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Body() { back }: BackForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.factors.reset(id, scope.by);
    seeOther(reply, back);
  }
}
