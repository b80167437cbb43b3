import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { InAgreement } from '../../identity/token-reach.js';
import { Answers } from '../../platform/http/answers.js';
import { RowId } from '../../platform/http/input.js';
import { QuestionTextDto } from '../questions/question.dto.js';
import { questionSchema } from '../questions/question.schemas.js';
import type { QuestionItem } from '../questions/question.types.js';
import { QuestionsQueries } from '../questions/questions.queries.js';
import { EventPageDto } from '../read/filter.dto.js';
import { DirectiveAnswerDto, DirectiveDto, DirectivesDto, DirectiveWithdrawalDto } from './directive.dto.js';
import { directiveListPageSchema, directivePageSchema, directiveSchema } from './directive.schemas.js';
import type { DirectiveItem, DirectiveListPage, DirectivePage } from './directive.types.js';
import { DirectiveQuestions } from './directive-questions.service.js';
import { DirectivesQueries } from './directives.queries.js';
import { DirectivesService } from './directives.service.js';

/** What leaders direct, on one commitment: for their own side, and auditors. Kept by nobody in between. */
@ApiTags('directives')
@InAgreement()
@Controller('api/v1')
export class DirectivesController {
  constructor(
    private readonly queries: DirectivesQueries,
    private readonly directives: DirectivesService,
    private readonly questions: QuestionsQueries,
    private readonly across: DirectiveQuestions,
  ) {}

  @Get('commitments/:id/directives')
  @Allow('liaison', 'coordinator', 'leader', 'auditor')
  @ApiOperation({ summary: 'List directives of one’s own side' })
  @Answers(200, directivePageSchema)
  async list(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Query() { limit, cursor }: EventPageDto,
  ): Promise<DirectivePage> {
    const found = await this.queries.of(scope.viewer, id, { limit: limit + 1, before: cursor });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? String(items.at(-1)!.id) : null };
  }

  @Post('commitments/:id/directives')
  @Allow('leader')
  @ApiOperation({ summary: 'Give a directive' })
  @Answers(201, directiveSchema)
  async give(
    @Scope() { viewer, by }: RequestScope,
    @Param('id', RowId) id: number,
    @Body() directive: DirectiveDto,
  ): Promise<DirectiveItem> {
    return this.queries.one(viewer, await this.directives.give({ ...by, id }, directive));
  }

  @Put('directives/:id/answer')
  @Allow('liaison', 'coordinator')
  @ApiOperation({ summary: 'Answer a directive' })
  @Answers(200, directiveSchema)
  async answer(
    @Scope() { viewer, by }: RequestScope,
    @Param('id', RowId) directiveId: number,
    @Body() { text, updateId, evidenceId, extensionRequestId: requestId }: DirectiveAnswerDto,
  ): Promise<DirectiveItem> {
    await this.directives.answer({ ...by, directiveId }, text, { updateId, evidenceId, requestId });
    return this.queries.one(viewer, directiveId);
  }

  /** The other side reads the question, and not that it came of a directive. */
  @Post('directives/:id/questions')
  @Allow('coordinator')
  @ApiOperation({ summary: 'Ask the other side’s office on account of a directive' })
  @Answers(201, questionSchema)
  async ask(
    @Scope() { viewer, by }: RequestScope,
    @Param('id', RowId) directiveId: number,
    @Body() asked: QuestionTextDto,
  ): Promise<QuestionItem> {
    return this.questions.one(viewer, await this.across.ask({ ...by, directiveId }, asked));
  }

  @Put('directives/:id/withdrawal')
  @Allow('leader')
  @ApiOperation({ summary: 'Withdraw a directive' })
  @Answers(200, directiveSchema)
  async withdraw(
    @Scope() { viewer, by }: RequestScope,
    @Param('id', RowId) directiveId: number,
    @Body() { reason }: DirectiveWithdrawalDto,
  ): Promise<DirectiveItem> {
    await this.directives.withdraw({ ...by, directiveId }, reason);
    return this.queries.one(viewer, directiveId);
  }
}

/** The same, of all commitments of an agreement. */
@ApiTags('directives')
@Controller('api/v1/agreements/:slug/directives')
export class AgreementDirectivesController {
  constructor(private readonly queries: DirectivesQueries) {}

  @Get()
  @Allow('liaison', 'coordinator', 'leader', 'auditor')
  @ApiOperation({ summary: 'List directives of one’s own side in an agreement' })
  @Answers(200, directiveListPageSchema)
  list(@Scope() scope: RequestScope, @Query() query: DirectivesDto): Promise<DirectiveListPage> {
    return this.queries.in(scope, query);
  }
}
