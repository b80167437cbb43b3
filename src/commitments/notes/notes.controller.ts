import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { InAgreement } from '../../identity/token-reach.js';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Clock } from '../../platform/clock.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { PlainText, RowId } from '../../platform/http/input.js';
import { EventPageDto } from '../read/filter.dto.js';
import type { NoteItem, NotePage } from './note.types.js';
import { notePageSchema, noteSchema } from './note.schemas.js';
import { NotesQueries } from './notes.queries.js';
import { NotesService } from './notes.service.js';

export class NoteDto {
  @ApiProperty({ maxLength: 4000 })
  @PlainText(4000)
  @Matches(/\S/, { message: 'must not be empty' })
  text: string;
}

/** Internal notes of the caller's own side. Kept by nobody in between. */
@ApiTags('notes')
@Allow('liaison', 'coordinator', 'leader')
@InAgreement()
@Controller('api/v1/commitments/:id/notes')
export class NotesController {
  constructor(
    private readonly queries: NotesQueries,
    private readonly notes: NotesService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List internal notes' })
  @Answers(200, notePageSchema)
  async list(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Query() { limit, cursor }: EventPageDto,
  ): Promise<NotePage> {
    const found = await this.queries.of(scope.viewer, id, { limit: limit + 1, before: cursor });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? String(items.at(-1)!.id) : null };
  }

  @Post()
  @ApiOperation({ summary: 'Write an internal note' })
  @Answers(201, noteSchema)
  async write(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Body() { text }: NoteDto,
  ): Promise<NoteItem> {
    const { number, at } = await this.notes.write({ id, actor: scope.actor, at: this.clock.now() }, text);
    return {
      id: number,
      at: at.toISOString(),
      by: scope.actor.name,
      text,
      withdrawnAt: null,
      mayWithdraw: true,
    };
  }

  /** Withdraws it: what it said is shown to nobody any more, that there was one stays. */
  @Delete(':noteId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Withdraw an internal note' })
  @AnswersNothing('Withdrawn')
  withdraw(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Param('noteId', RowId) noteId: number,
  ): Promise<void> {
    return this.notes.withdraw({ ...scope.by, id }, noteId);
  }
}
