import { Body, Controller, Delete, Get, Headers, HttpCode, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { etagOf, versionsFrom } from '../../platform/http/etag.js';
import { putFrom, RuleSetDto } from './rules.dto.js';
import { RulesQueries } from './rules.queries.js';
import { agreementRulesSchema, putSchema } from './rules.schemas.js';
import { RulesService } from './rules.service.js';
import type { AgreementRules, PutStatus } from './rules.types.js';

/** When an agreement’s reminders speak, and to whom. */
@ApiTags('reminders')
@Controller('api/v1/agreements/:slug/reminder-rules')
export class RulesController {
  constructor(
    private readonly queries: RulesQueries,
    private readonly rules: RulesService,
  ) {}

  @Get()
  @AllowSignedIn()
  @ApiOperation({ summary: 'Read an agreement’s reminder rules' })
  @Answers(200, agreementRulesSchema)
  async read(
    @Scope() scope: RequestScope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementRules> {
    const rules = await this.queries.of(scope);
    reply.header('etag', etagOf(rules.version));
    return rules;
  }

  @Put()
  @Allow('coordinator', 'admin')
  @ApiHeader({ name: 'If-Match', required: false, description: 'The version of the rules as they were read' })
  @ApiOperation({ summary: 'Change or propose reminder rules' })
  @Answers(200, putSchema)
  @Answers(202, putSchema)
  async put(
    @Scope() scope: RequestScope,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: RuleSetDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: PutStatus }> {
    const versions = ifMatch === undefined ? undefined : versionsFrom(ifMatch);
    const { status } = await this.rules.put(scope, putFrom(body), versions);
    void reply.status(scope.viewer.role === 'admin' ? 200 : 202);
    return { status };
  }

  @Delete()
  @Allow('coordinator')
  @HttpCode(204)
  @ApiOperation({ summary: 'Withdraw proposed reminder rules' })
  @AnswersNothing('Withdrawn')
  async withdraw(@Scope() scope: RequestScope): Promise<void> {
    await this.rules.withdraw(scope);
  }
}
