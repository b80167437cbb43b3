import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { InAgreement } from '../../identity/token-reach.js';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Answers } from '../../platform/http/answers.js';
import { RowId } from '../../platform/http/input.js';
import { ReasonDto } from '../commitment.dto.js';
import { EventPageDto } from '../read/filter.dto.js';
import { contributionPageSchema, contributionSchema } from './contribution.schemas.js';
import type { ContributionItem, ContributionPage } from './contribution.types.js';
import { ContributionsQueries } from './contributions.queries.js';
import { ContributionsService } from './contributions.service.js';

/** They are made like a report (`POST …/updates`), and taken over by one. */
@ApiTags('contributions')
@InAgreement()
@Controller('api/v1')
export class ContributionsController {
  constructor(
    private readonly queries: ContributionsQueries,
    private readonly contributions: ContributionsService,
  ) {}

  @Get('commitments/:id/contributions')
  @AllowSignedIn()
  @ApiOperation({ summary: 'List contributions of cooperating bodies' })
  @Answers(200, contributionPageSchema)
  async list(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Query() { limit, cursor }: EventPageDto,
  ): Promise<ContributionPage> {
    const found = await this.queries.of(scope.viewer, id, { limit: limit + 1, before: cursor });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? String(items.at(-1)!.id) : null };
  }

  @Put('contributions/:id/refusal')
  @Allow('liaison', 'coordinator')
  @ApiOperation({ summary: 'Decline a contribution' })
  @Answers(200, contributionSchema)
  async decline(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Body() { reason }: ReasonDto,
  ): Promise<ContributionItem> {
    const commitmentId = await this.contributions.decline(scope.by, id, reason);
    const [item] = await this.queries.of(scope.viewer, commitmentId, { limit: 1, before: id + 1 });
    return item!;
  }
}
