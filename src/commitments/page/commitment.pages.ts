import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsInt, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../accounts/actor.js';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { SignedIn } from '../../identity/request.js';
import type { Viewer } from '../../identity/viewer.js';
import { DecisionDto, ReturnDto } from '../commitment.dto.js';
import type { CommitmentDone } from './commitment-page.types.js';
import type { Change } from '../commitments.service.js';
import { ConfirmationsService } from '../confirmations.service.js';
import { ExtensionsService } from '../extensions/extensions.service.js';
import { DomainError } from '../../platform/errors.js';
import { NumberText, Optional, RowId } from '../../platform/http/input.js';
import { CommitmentPageMaker } from './commitment-page-maker.js';
import { Html } from '../../shell/html.js';

class DoneDto {
  /** What was just done, for the line that says so. */
  @Optional() xong?: CommitmentDone;
}

class VersionField {
  @NumberText() @IsInt() @Min(1) version: number;
}

class ConfirmForm extends VersionField {
  @IsIn(['confirm', 'withdraw']) action: 'confirm' | 'withdraw';
}

class ReasonForm extends ReturnDto {
  @NumberText() @IsInt() @Min(1) version: number;
}

class DecisionForm extends DecisionDto {
  @NumberText() @IsInt() @Min(1) version: number;
}

type Reply = FastifyReply;

/** One commitment, and the forms on its page. A refused form shows the page again, with the reason. */
@ApiExcludeController()
@Controller(':slug/cam-ket/:code')
export class CommitmentPages {
  constructor(
    private readonly maker: CommitmentPageMaker,
    private readonly confirmations: ConfirmationsService,
    private readonly extensions: ExtensionsService,
  ) {}

  @Get()
  @AllowSignedIn()
  @Html()
  show(
    @Req() request: FastifyRequest,
    @Param('slug') slug: string,
    @Param('code') code: string,
    @Query() { xong }: DoneDto,
  ): Promise<string> {
    return this.maker.page(request, slug, code, { done: xong ?? null });
  }

  @Post('xac-nhan-ke-hoach')
  @Allow('coordinator')
  confirmPlan(
    @Req() request: FastifyRequest,
    @SignedIn() viewer: Viewer,
    @Body() { action, version }: ConfirmForm,
    @Res() reply: Reply,
  ) {
    const confirms = action === 'confirm';
    return this.act(request, reply, confirms ? 'plan_confirmed' : 'plan_withdrawn', (target) => {
      const change = { ...target, actor: actorOf(viewer), version: () => version };
      return confirms
        ? this.confirmations.confirmPlan(change)
        : this.confirmations.withdrawPlanConfirmation(change);
    });
  }

  @Post('xac-nhan-hoan-thanh')
  @Allow('leader', 'coordinator')
  confirmCompletion(
    @Req() request: FastifyRequest,
    @SignedIn() viewer: Viewer,
    @Body() { action, version }: ConfirmForm,
    @Res() reply: Reply,
  ) {
    const confirms = action === 'confirm';
    return this.act(request, reply, confirms ? 'completion_confirmed' : 'completion_withdrawn', (target) => {
      const change = { ...target, actor: actorOf(viewer), version: () => version };
      return confirms
        ? this.confirmations.confirmCompletion(change)
        : this.confirmations.withdrawCompletionConfirmation(change);
    });
  }

  @Post('tra-lai')
  @Allow('leader', 'coordinator')
  sendBack(
    @Req() request: FastifyRequest,
    @SignedIn() viewer: Viewer,
    @Body() { reason, party, version }: ReasonForm,
    @Res() reply: Reply,
  ) {
    return this.act(request, reply, 'sent_back', (target) =>
      this.confirmations.sendBack(
        { ...target, actor: actorOf(viewer), version: () => version },
        reason,
        party,
      ),
    );
  }

  @Post('gia-han/:requestId/quyet-dinh')
  @Allow('leader')
  decide(
    @Req() request: FastifyRequest,
    @SignedIn() viewer: Viewer,
    @Param('requestId', RowId) requestId: number,
    @Body() { decision, reason, version }: DecisionForm,
    @Res() reply: Reply,
  ) {
    return this.act(request, reply, 'extension_decided', ({ id, at }) =>
      this.extensions.decide({
        requestId,
        of: id,
        actor: actorOf(viewer),
        at,
        version: () => version,
        decision,
        reason,
      }),
    );
  }

  @Post('gia-han/:requestId/y-kien')
  @Allow('coordinator')
  agree(
    @Req() request: FastifyRequest,
    @SignedIn() viewer: Viewer,
    @Param('requestId', RowId) requestId: number,
    @Body() { decision, reason, version }: DecisionForm,
    @Res() reply: Reply,
  ) {
    return this.act(request, reply, 'extension_agreed', ({ id, at }) =>
      this.extensions.agree({
        requestId,
        of: id,
        actor: actorOf(viewer),
        at,
        version: () => version,
        decision,
        reason,
      }),
    );
  }

  private async act(
    request: FastifyRequest,
    reply: Reply,
    done: CommitmentDone,
    change: (target: Pick<Change, 'id' | 'at'>) => Promise<unknown>,
  ): Promise<void> {
    const { slug, code } = request.params as { slug: string; code: string };
    const target = await this.maker.target(request, slug, code);
    try {
      await change(target);
      reply.status(303).redirect(`/${slug}/cam-ket/${code}?xong=${done}`);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.maker.refuse(request, reply, slug, code, error);
    }
  }
}
