import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { InAgreement } from '../../identity/token-reach.js';
import { Answers } from '../../platform/http/answers.js';
import { RowId } from '../../platform/http/input.js';
import { EventPageDto } from '../read/filter.dto.js';
import { HigherLevelDto, MatterTextDto, PutAcrossDto } from './matter.dto.js';
import type { MatterItem, MatterPage } from './matter-history.types.js';
import { matterPageSchema, matterSchema } from './matter.schemas.js';
import { MattersQueries } from './matters.queries.js';
import { MattersService, type MatterChange } from './matters.service.js';

/** They come about by a report that names a level other than the lead body (`POST …/updates`). */
@ApiTags('matters')
@InAgreement()
@Controller('api/v1')
export class MattersController {
  constructor(
    private readonly queries: MattersQueries,
    private readonly matters: MattersService,
  ) {}

  @Get('commitments/:id/matters')
  @AllowSignedIn()
  @ApiOperation({ summary: 'List what levels other than the lead body must decide' })
  @Answers(200, matterPageSchema)
  async list(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Query() { limit, cursor }: EventPageDto,
  ): Promise<MatterPage> {
    const found = await this.queries.of(scope.viewer, id, { limit: limit + 1, before: cursor });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? String(items.at(-1)!.id) : null };
  }

  @Put('matters/:id/answer')
  @Allow('coordinator', 'leader')
  @ApiOperation({ summary: 'Answer a matter that one holds' })
  @Answers(200, matterSchema)
  answer(@Scope() scope: RequestScope, @Param('id', RowId) id: number, @Body() { text }: MatterTextDto) {
    return this.done(scope, id, (change) => this.matters.answer(change, text));
  }

  @Put('matters/:id/return')
  @Allow('coordinator', 'leader')
  @ApiOperation({ summary: 'Return a matter to the lead body' })
  @Answers(200, matterSchema)
  return(@Scope() scope: RequestScope, @Param('id', RowId) id: number, @Body() { text }: MatterTextDto) {
    return this.done(scope, id, (change) => this.matters.return(change, text));
  }

  @Put('matters/:id/forwarding')
  @Allow('coordinator')
  @ApiOperation({ summary: 'Put a matter to another side’s office' })
  @Answers(200, matterSchema)
  putAcross(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Body() { text, party }: PutAcrossDto,
  ) {
    return this.done(scope, id, (change) => this.matters.putAcross(change, text, party));
  }

  @Put('matters/:id/higher-level')
  @Allow('coordinator')
  @ApiOperation({ summary: 'Record by which document a higher level was asked' })
  @Answers(200, matterSchema)
  askHigher(@Scope() scope: RequestScope, @Param('id', RowId) id: number, @Body() asked: HigherLevelDto) {
    return this.done(scope, id, (change) => this.matters.askHigher(change, asked));
  }

  private async done(
    { viewer, by }: RequestScope,
    matterId: number,
    act: (change: MatterChange) => Promise<number>,
  ): Promise<MatterItem> {
    const commitmentId = await act({ ...by, matterId });
    const [item] = await this.queries.of(viewer, commitmentId, { limit: 1, before: matterId + 1 });
    return item!;
  }
}
