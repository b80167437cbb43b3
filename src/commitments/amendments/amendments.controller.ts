import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { InAgreement } from '../../identity/token-reach.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { RowId } from '../../platform/http/input.js';
import { EventPageDto } from '../read/filter.dto.js';
import { AmendmentAnswerDto, AmendmentDto } from './amendment.dto.js';
import { amendmentPageSchema, amendmentSchema } from './amendment.schemas.js';
import type { AmendmentItem, AmendmentPage } from './amendment.types.js';
import { AmendmentsQueries } from './amendments.queries.js';
import { AmendmentsService } from './amendments.service.js';

/** What the sides agree to change of an agreement. */
@ApiTags('amendments')
@InAgreement()
@Controller('api/v1')
export class AmendmentsController {
  constructor(
    private readonly queries: AmendmentsQueries,
    private readonly amendments: AmendmentsService,
  ) {}

  @Get('agreements/:slug/amendments')
  @AllowSignedIn()
  @ApiOperation({ summary: 'List an agreement’s amendments' })
  @Answers(200, amendmentPageSchema)
  async list(
    @Scope() { agreement }: RequestScope,
    @Query() { limit, cursor }: EventPageDto,
  ): Promise<AmendmentPage> {
    const found = await this.queries.of(agreement, { limit: limit + 1, before: cursor });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? String(items.at(-1)!.id) : null };
  }

  @Post('agreements/:slug/amendments')
  @Allow('coordinator')
  @ApiOperation({ summary: 'Propose an amendment' })
  @Answers(201, amendmentSchema)
  async propose(
    @Scope() { agreement, viewer, by }: RequestScope,
    @Body() { source, changes }: AmendmentDto,
  ): Promise<AmendmentItem> {
    const { number, title, issuedOn } = source;
    const asked = changes.map((change) => change.toChange());
    const id = await this.amendments.propose(agreement, by, {
      source: { number, title, issuedOn },
      changes: asked,
    });
    return this.queries.one(viewer, id);
  }

  @Get('amendments/:id')
  @AllowSignedIn()
  @ApiOperation({ summary: 'Read an amendment' })
  @Answers(200, amendmentSchema)
  read(@Scope() { viewer }: RequestScope, @Param('id', RowId) id: number): Promise<AmendmentItem> {
    return this.queries.one(viewer, id);
  }

  /** Once every other side has agreed, all of its changes are in force. */
  @Put('amendments/:id/agreement')
  @Allow('coordinator')
  @ApiOperation({ summary: 'Agree to an amendment, or reject it' })
  @Answers(200, amendmentSchema)
  async answer(
    @Scope() { viewer, by }: RequestScope,
    @Param('id', RowId) id: number,
    @Body() { decision, reason, document }: AmendmentAnswerDto,
  ): Promise<AmendmentItem> {
    await this.amendments.answer(by, id, {
      decision,
      reason,
      ...(document && { document: { ...document } }),
    });
    return this.queries.one(viewer, id);
  }

  /** By the office that proposed it, until it is agreed. It stays to be read. */
  @Delete('amendments/:id')
  @HttpCode(204)
  @Allow('coordinator')
  @ApiOperation({ summary: 'Take a proposed amendment back' })
  @AnswersNothing('Taken back')
  takeBack(@Scope() { by }: RequestScope, @Param('id', RowId) id: number): Promise<void> {
    return this.amendments.takeBack(by, id);
  }
}
