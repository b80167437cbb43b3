import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { addressOf } from '../../platform/http/address.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { NumberText, Optional, PlainText, RowId } from '../../platform/http/input.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { newTokenSchema, tokenListSchema } from '../../identity/access.schemas.js';
import { AccessQueries } from './access.queries.js';
import { AccessService } from './access.service.js';
import {
  tokenDays,
  tokenScopes,
  type TokenDays,
  type NewToken,
  type TokenItem,
  type TokenScope,
} from '../../identity/access.types.js';

export class NewTokenDto {
  @ApiProperty({ maxLength: 80, description: 'What it is for, as its owner will recognise it' })
  @Matches(/\S/, { message: 'must not be empty' })
  @PlainText(80)
  name: string;

  @ApiProperty({ enum: tokenScopes })
  @IsIn(tokenScopes)
  scope: TokenScope;

  @ApiPropertyOptional({ description: 'Slug of the one agreement in which it is good; all where not given' })
  @Optional()
  @Matches(/^[a-z0-9][a-z0-9-]{0,79}$/, { message: 'must be the slug of an agreement' })
  agreement?: string;

  @ApiProperty({ enum: tokenDays, description: 'Days until it expires' })
  @NumberText()
  @IsIn(tokenDays)
  days: TokenDays;
}

/** The caller's own tokens. The token itself is in the answer to its making, and nowhere else. */
@ApiTags('tokens')
@AllowSignedIn()
@Controller('api/v1/tokens')
export class TokensController {
  constructor(
    private readonly access: AccessService,
    private readonly queries: AccessQueries,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List your tokens' })
  @Answers(200, tokenListSchema)
  async list(@Scope() { viewer: { userId } }: RequestScope): Promise<{ items: TokenItem[] }> {
    return { items: await this.queries.tokens(userId) };
  }

  @Post()
  @ApiOperation({ summary: 'Make a token' })
  @Answers(201, newTokenSchema)
  async issue(
    @Scope() scope: RequestScope,
    @Body() { agreement = '', ...wanted }: NewTokenDto,
    @Req() request: FastifyRequest,
  ): Promise<NewToken> {
    const by = scope.by;
    const token = { ...wanted, agreement: agreement || null };
    const parent = request.access?.by === 'bearer' ? request.access.id : null;
    const made = await this.access.issueToken(token, addressOf(request), by, parent);
    const items = await this.queries.tokens(scope.viewer.userId);
    return { ...items.find(({ id }) => id === made.id)!, token: made.token };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a token' })
  @AnswersNothing('Revoked')
  async revoke(@Scope() scope: RequestScope, @Param('id', RowId) id: number): Promise<void> {
    await this.access.revokeToken(scope.viewer.userId, id, scope.by);
  }
}
