import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { InAgreement } from '../../identity/token-reach.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { RowId } from '../../platform/http/input.js';
import { EventPageDto } from '../read/filter.dto.js';
import { QuestionAnswerDto, QuestionDto } from './question.dto.js';
import { questionPageSchema, questionSchema } from './question.schemas.js';
import type { QuestionItem, QuestionPage } from './question.types.js';
import { QuestionsQueries } from './questions.queries.js';
import { QuestionsService } from './questions.service.js';

/** What sides ask each other, and bodies of their own, about a commitment: every side reads it. */
@ApiTags('questions')
@InAgreement()
@Controller('api/v1')
export class QuestionsController {
  constructor(
    private readonly queries: QuestionsQueries,
    private readonly questions: QuestionsService,
  ) {}

  @Get('commitments/:id/questions')
  @AllowSignedIn()
  @ApiOperation({ summary: 'List questions about a commitment' })
  @Answers(200, questionPageSchema)
  async list(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Query() { limit, cursor }: EventPageDto,
  ): Promise<QuestionPage> {
    const found = await this.queries.of(scope.viewer, id, { limit: limit + 1, before: cursor });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? String(items.at(-1)!.id) : null };
  }

  @Post('commitments/:id/questions')
  @Allow('liaison', 'coordinator')
  @ApiOperation({ summary: 'Ask a committee office or a body' })
  @Answers(201, questionSchema)
  async ask(
    @Scope() { viewer, by }: RequestScope,
    @Param('id', RowId) id: number,
    @Body() question: QuestionDto,
  ): Promise<QuestionItem> {
    return this.queries.one(viewer, await this.questions.ask({ ...by, id }, question));
  }

  @Put('questions/:id/answer')
  @Allow('liaison', 'coordinator')
  @ApiOperation({ summary: 'Answer a question' })
  @Answers(200, questionSchema)
  async answer(
    @Scope() { viewer, by }: RequestScope,
    @Param('id', RowId) questionId: number,
    @Body() { text }: QuestionAnswerDto,
  ): Promise<QuestionItem> {
    await this.questions.answer({ ...by, questionId }, text);
    return this.queries.one(viewer, questionId);
  }

  /** As long as nobody has answered. It stays to be read, marked as withdrawn. */
  @Delete('questions/:id')
  @HttpCode(204)
  @Allow('liaison', 'coordinator')
  @ApiOperation({ summary: 'Withdraw a question' })
  @AnswersNothing('Withdrawn')
  withdraw(@Scope() { by }: RequestScope, @Param('id', RowId) questionId: number): Promise<void> {
    return this.questions.withdraw({ ...by, questionId });
  }
}
