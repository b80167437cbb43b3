import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../actor.js';
import { Allow } from '../../identity/allow.js';
import { SignedIn } from '../../identity/request.js';
import { PolicyView } from './policy.view.js';
import { SecondFactorService } from './second-factor.service.js';
import { secondFactorFor, SignInPolicy, type SecondFactorFor } from './sign-in-policy.js';
import { SsoStatusView } from '../sso/sso-status.view.js';
import { SsoQueries } from '../sso/sso.queries.js';
import type { Viewer } from '../../identity/viewer.js';
import { Clock } from '../../platform/clock.js';
import { BackField, Optional, RowId } from '../../platform/http/input.js';
import { renderPage } from '../../web/render.js';
import { Html } from '../../shell/html.js';
import { PageContext } from '../../shell/page-frame.js';

class DoneDto {
  @Optional() @IsIn(['policy']) done?: 'policy';
}

class PolicyForm {
  @IsIn(secondFactorFor) secondFactor: SecondFactorFor;
}

class BackForm {
  @BackField() back = '/';
}

/** What the administrator requires of everybody's way in. */
@ApiExcludeController()
@Allow('admin')
@Controller('quan-tri/dang-nhap')
export class SignInAdminPages {
  constructor(
    private readonly pages: PageContext,
    private readonly policy: SignInPolicy,
    private readonly sso: SsoQueries,
  ) {}

  @Get()
  @Html()
  async show(@Req() request: FastifyRequest, @Query() { done }: DoneDto): Promise<string> {
    const [frame, state, status] = await Promise.all([
      this.pages.frame(request),
      this.policy.state(),
      this.sso.status(),
    ]);
    const sections = [SsoStatusView({ frame, status })];
    return renderPage(PolicyView({ frame, state, saved: done === 'policy', sections }));
  }

  @Post()
  async change(
    @SignedIn() viewer: Viewer,
    @Body() { secondFactor }: PolicyForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.policy.require(secondFactor, viewer);
    reply.status(303).redirect('/quan-tri/dang-nhap?done=policy');
  }
}

/** A second factor that its owner lost. */
@ApiExcludeController()
@Allow('admin')
@Controller('quan-tri/tai-khoan/:id/bo-xac-thuc-hai-buoc')
export class ResetFactorPages {
  constructor(
    private readonly factors: SecondFactorService,
    private readonly clock: Clock,
  ) {}

  @Post()
  async reset(
    @SignedIn() viewer: Viewer,
    @Param('id', RowId) id: number,
    @Body() { back }: BackForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.factors.reset(id, { actor: actorOf(viewer), at: this.clock.now() });
    reply.status(303).redirect(back);
  }
}
