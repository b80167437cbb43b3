import { Body, Controller, Get, Headers, Param, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Answers } from '../../platform/http/answers.js';
import { etagOf, versionsFrom } from '../../platform/http/etag.js';
import { SectorLeadersDto } from './leaders.dto.js';
import { LeadersQueries } from './leaders.queries.js';
import { sectorLeadersSchema, sideLeadersSchema } from './leaders.schemas.js';
import { LeadersService } from './leaders.service.js';
import type { SideLeaders } from './leaders.types.js';

@ApiTags('agreements')
@Controller('api/v1/agreements/:slug/sector-leaders')
export class LeadersController {
  constructor(
    private readonly queries: LeadersQueries,
    private readonly leaders: LeadersService,
  ) {}

  @Get()
  @Allow('coordinator', 'leader', 'auditor', 'admin')
  @ApiOperation({ summary: 'List leaders in charge of sectors, side by side' })
  @Answers(200, sectorLeadersSchema)
  async all(@Scope() scope: RequestScope): Promise<{ items: SideLeaders[] }> {
    return { items: await this.queries.all(scope) };
  }

  @Put(':party')
  @Allow('coordinator', 'admin')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version of the side as it was read' })
  @ApiOperation({ summary: 'Name a side’s leaders in charge of sectors' })
  @Answers(200, sideLeadersSchema)
  async name(
    @Scope() scope: RequestScope,
    @Param('party') party: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { leaders }: SectorLeadersDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SideLeaders> {
    await this.leaders.name(scope, party, leaders, versionsFrom(ifMatch));
    const side = await this.queries.of(scope, party);
    reply.header('etag', etagOf(side.version));
    return side;
  }
}
