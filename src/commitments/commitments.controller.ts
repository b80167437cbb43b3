import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InAgreement } from '../identity/token-reach.js';
import { actorOf } from '../accounts/actor.js';
import { Allow, AllowSignedIn } from '../identity/allow.js';
import { SignedIn } from '../identity/request.js';
import type { Viewer } from '../identity/viewer.js';
import { Clock } from '../platform/clock.js';
import { Answers } from '../platform/http/answers.js';
import { etagOf, versionFrom } from '../platform/http/etag.js';
import { RowId } from '../platform/http/input.js';
import { sendCompressed } from '../platform/http/compressed-response.js';
import { CommitmentQueries } from './read/commitment.queries.js';
import { CommitmentListDto, EventPageDto, ReturnDto, UpdateDto } from './commitment.dto.js';
import type { CommitmentDetail, EventItem } from './commitment.types.js';
import { ConfirmationsService } from './confirmations.service.js';
import { DetailQueries } from './read/detail.queries.js';
import { UpdatesService } from './updates/updates.service.js';

@ApiTags('commitments')
@InAgreement()
@Controller('api/v1')
export class CommitmentsController {
  constructor(
    private readonly queries: CommitmentQueries,
    private readonly details: DetailQueries,
  ) {}

  @Get('agreements/:slug/commitments')
  @AllowSignedIn()
  @Answers(200, 'CommitmentPage')
  async list(
    @SignedIn() viewer: Viewer,
    @Param('slug') slug: string,
    @Query() query: CommitmentListDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { limit, cursor, ...filter } = query;
    const answer = await this.queries.listAsJson(viewer, slug, filter, limit, cursor);
    await sendCompressed(request, reply, answer);
  }

  @Get('commitments/:id')
  @AllowSignedIn()
  @Answers(200, 'CommitmentDetail')
  async one(
    @SignedIn() viewer: Viewer,
    @Param('id', RowId) id: number,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendCompressed(request, reply, await this.details.byIdAsJson(viewer, id));
  }

  @Get('commitments/:id/events')
  @AllowSignedIn()
  @Answers(200, 'EventList')
  async events(
    @SignedIn() viewer: Viewer,
    @Param('id', RowId) id: number,
    @Query() { limit, cursor }: EventPageDto,
  ): Promise<{ items: EventItem[]; nextCursor: string | null }> {
    const found = await this.details.events(viewer, id, limit + 1, cursor);
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? String(items.at(-1)!.id) : null };
  }
}

/** Each change is a resource with one permission; the answer carries the commitment's new ETag. */
@ApiTags('changes')
@InAgreement()
@Controller('api/v1/commitments/:id')
export class CommitmentChangesController {
  constructor(
    private readonly updates: UpdatesService,
    private readonly confirmations: ConfirmationsService,
    private readonly details: DetailQueries,
    private readonly clock: Clock,
  ) {}

  @Post('updates')
  @Allow('liaison', 'coordinator')
  @ApiHeader({ name: 'If-Match', required: true, description: 'ETag of the commitment as it was read' })
  @Answers(201, 'ProgressUpdate')
  async update(
    @SignedIn() viewer: Viewer,
    @Param('id', RowId) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() statement: UpdateDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const change = { ...this.change(viewer, id), version: () => versionFrom(ifMatch) };
    const { id: updateId, version } = await this.updates.report(change, { ...statement });
    reply.header('etag', etagOf(version)).header('location', `/api/v1/commitments/${id}`);
    return {
      id: updateId,
      party: viewer.party!.code,
      at: change.at.toISOString(),
      by: viewer.name,
      ...statement,
      illustrative: false,
      version,
    };
  }

  @Put('plan-confirmation')
  @Allow('coordinator')
  @Answers(200, 'CommitmentDetail')
  async confirmPlan(
    @SignedIn() viewer: Viewer,
    @Param('id', RowId) id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.confirmations.confirmPlan(this.change(viewer, id));
    return this.present(viewer, id, reply);
  }

  @Delete('plan-confirmation')
  @Allow('coordinator')
  @Answers(200, 'CommitmentDetail')
  async withdrawPlan(
    @SignedIn() viewer: Viewer,
    @Param('id', RowId) id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.confirmations.withdrawPlanConfirmation(this.change(viewer, id));
    return this.present(viewer, id, reply);
  }

  @Put('completion-confirmation')
  @Allow('leader', 'coordinator')
  @Answers(200, 'CommitmentDetail')
  async confirmCompletion(
    @SignedIn() viewer: Viewer,
    @Param('id', RowId) id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.confirmations.confirmCompletion(this.change(viewer, id));
    return this.present(viewer, id, reply);
  }

  @Delete('completion-confirmation')
  @Allow('leader', 'coordinator')
  @Answers(200, 'CommitmentDetail')
  async withdrawCompletion(
    @SignedIn() viewer: Viewer,
    @Param('id', RowId) id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.confirmations.withdrawCompletionConfirmation(this.change(viewer, id));
    return this.present(viewer, id, reply);
  }

  @Post('return')
  @HttpCode(200)
  @Allow('leader', 'coordinator')
  @Answers(200, 'CommitmentDetail')
  async sendBack(
    @SignedIn() viewer: Viewer,
    @Param('id', RowId) id: number,
    @Body() { reason, party }: ReturnDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.confirmations.sendBack(this.change(viewer, id), reason, party);
    return this.present(viewer, id, reply);
  }

  private change(viewer: Viewer, id: number) {
    return { id, actor: actorOf(viewer), at: this.clock.now() };
  }

  private async present(viewer: Viewer, id: number, reply: FastifyReply): Promise<CommitmentDetail> {
    const commitment = await this.details.byId(viewer, id);
    reply.header('etag', etagOf(commitment.version));
    return commitment;
  }
}
