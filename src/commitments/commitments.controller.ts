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
import { ApiBody, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InAgreement } from '../identity/token-reach.js';
import { Allow, AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { Answers } from '../platform/http/answers.js';
import { etagOf, versionsFrom } from '../platform/http/etag.js';
import { RowId } from '../platform/http/input.js';
import { sendCompressed } from '../platform/http/compressed-response.js';
import { CommitmentQueries } from './read/commitment.queries.js';
import { commitmentDetailSchema } from './commitment-detail.schemas.js';
import { ReturnDto } from './commitment.dto.js';
import { PlanConfirmationDto } from './product.dto.js';
import { DaysDto } from './read/days.dto.js';
import { CommitmentListDto, EventPageDto } from './read/filter.dto.js';
import { UpdateDto } from './updates/update.dto.js';
import { commitmentPageSchema } from './commitment.schemas.js';
import type { CommitmentDetail, EventPage } from './commitment.types.js';
import { ConfirmationsService } from './confirmations/confirmations.service.js';
import { eventPageSchema } from './event.schemas.js';
import { commitmentWithForecastSchema } from './forecast/forecast.schemas.js';
import { DetailQueries } from './read/detail.queries.js';
import { searcherOf } from './search/searcher.js';
import { newProgressUpdateSchema } from './submitted/submitted.schemas.js';
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
  @ApiOperation({ summary: 'List commitments' })
  @Answers(200, commitmentPageSchema)
  async list(
    @Scope() scope: RequestScope,
    @Query() query: CommitmentListDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { limit, cursor, ...filter } = query;
    const answer = await this.queries.listAsJson(
      scope.agreement,
      { ...filter, searcher: searcherOf(scope.viewer) },
      limit,
      cursor,
    );
    await sendCompressed(request, reply, answer);
  }

  @Get('commitments/:id')
  @AllowSignedIn()
  @ApiOperation({ summary: 'Get a commitment' })
  @Answers(200, commitmentWithForecastSchema)
  async one(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Query() days: DaysDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendCompressed(request, reply, await this.details.byIdAsJson(scope.viewer, id, days));
  }

  @Get('commitments/:id/events')
  @AllowSignedIn()
  @ApiOperation({ summary: 'List the events of a commitment' })
  @Answers(200, eventPageSchema)
  async events(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Query() { limit, cursor }: EventPageDto,
  ): Promise<EventPage> {
    const found = await this.details.events(scope.viewer, id, limit + 1, cursor);
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? String(items.at(-1)!.id) : null };
  }
}

const asRead = {
  name: 'If-Match',
  required: false,
  description: 'ETag of the commitment as it was read; if given, an older one is refused',
};

const versionOf = (ifMatch: string | undefined) =>
  ifMatch === undefined ? undefined : () => versionsFrom(ifMatch);

/** Each change is a resource with one permission; the answer carries the commitment's new ETag. */
@ApiTags('changes')
@InAgreement()
@Controller('api/v1/commitments/:id')
export class CommitmentChangesController {
  constructor(
    private readonly updates: UpdatesService,
    private readonly confirmations: ConfirmationsService,
    private readonly details: DetailQueries,
  ) {}

  @Post('updates')
  @Allow('liaison', 'coordinator')
  @ApiHeader({ name: 'If-Match', required: true, description: 'ETag of the commitment as it was read' })
  @ApiOperation({ summary: 'Report progress' })
  @Answers(201, newProgressUpdateSchema)
  async update(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { takesOver, replaces, uploadIds, ...statement }: UpdateDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const change = { ...scope.by, id, version: () => versionsFrom(ifMatch) };
    const given = await this.updates.report(change, { ...statement, replaces, uploadIds }, takesOver);
    const { id: updateId, at, version, contribution, review = null, ...taken } = given;
    reply.header('etag', etagOf(version)).header('location', `/api/v1/commitments/${id}`);
    return {
      id: updateId,
      party: scope.party!,
      at: at.toISOString(),
      by: scope.actor.name,
      ...statement,
      indicators: (statement.indicators ?? []).map(({ code, actual, of = null }) => ({ code, actual, of })),
      ...taken,
      illustrative: false,
      version,
      contribution,
      review,
    };
  }

  @Put('plan-confirmation')
  @Allow('coordinator')
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'ETag of the commitment as it was read; required with a product',
  })
  @ApiBody({ type: PlanConfirmationDto, required: false })
  @ApiOperation({ summary: 'Confirm the plan' })
  @Answers(200, commitmentDetailSchema)
  async confirmPlan(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { product }: PlanConfirmationDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const version = product ? () => versionsFrom(ifMatch) : undefined;
    await this.confirmations.confirmPlan({ ...scope.by, id, version }, product?.toProduct());
    return this.present(scope, id, reply);
  }

  @Delete('plan-confirmation')
  @Allow('coordinator')
  @ApiOperation({ summary: 'Withdraw the confirmation of the plan' })
  @Answers(200, commitmentDetailSchema)
  async withdrawPlan(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.confirmations.withdrawPlanConfirmation({ ...scope.by, id });
    return this.present(scope, id, reply);
  }

  @Put('completion-confirmation')
  @Allow('leader', 'coordinator')
  @ApiHeader(asRead)
  @ApiOperation({ summary: 'Confirm completion' })
  @Answers(200, commitmentDetailSchema)
  async confirmCompletion(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.confirmations.confirmCompletion({ ...scope.by, id, version: versionOf(ifMatch) });
    return this.present(scope, id, reply);
  }

  @Delete('completion-confirmation')
  @Allow('leader', 'coordinator')
  @ApiOperation({ summary: 'Withdraw the confirmation of completion' })
  @Answers(200, commitmentDetailSchema)
  async withdrawCompletion(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.confirmations.withdrawCompletionConfirmation({ ...scope.by, id });
    return this.present(scope, id, reply);
  }

  @Post('return')
  @HttpCode(200)
  @Allow('leader', 'coordinator')
  @ApiHeader(asRead)
  @ApiOperation({ summary: 'Send back a reported completion' })
  @Answers(200, commitmentDetailSchema)
  async sendBack(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { reason, ...returning }: ReturnDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const change = { ...scope.by, id, version: versionOf(ifMatch) };
    await this.confirmations.sendBack(change, reason, returning);
    return this.present(scope, id, reply);
  }

  private async present(
    { viewer }: RequestScope,
    id: number,
    reply: FastifyReply,
  ): Promise<CommitmentDetail> {
    const commitment = await this.details.byId(viewer, id);
    reply.header('etag', etagOf(commitment.version));
    return commitment;
  }
}
