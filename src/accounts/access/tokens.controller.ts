import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { Secret } from '../../platform/http/secret-fields.js';
import { NumberText, Optional, PlainText, RowId } from '../../platform/http/input.js';
import { ByOneself } from '../../identity/by-oneself.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope, viewerOf } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { newTokenSchema, tokenListSchema } from '../../identity/access.schemas.js';
import { AccessQueries } from './access.queries.js';
import { allOf } from './token-family.js';
import { AccessService } from './access.service.js';
import { callingToken, NewTokens } from './new-tokens.service.js';
import {
  tokenDays,
  tokenScopes,
  type TokenDays,
  type NewToken,
  type TokenItem,
  type TokenScope,
} from '../../identity/access.types.js';

export class NewTokenDto {
  @ApiProperty({ maxLength: 80, description: 'What it is for, so that its owner recognises it' })
  @Matches(/\S/, { message: 'must not be empty' })
  @PlainText(80)
  name: string;

  @ApiProperty({ enum: tokenScopes })
  @IsIn(tokenScopes)
  scope: TokenScope;

  @ApiPropertyOptional({ description: 'Slug of the only agreement it works for; all agreements if omitted' })
  @Optional()
  @Matches(/^[a-z0-9][a-z0-9-]{0,79}$/, { message: 'must be the slug of an agreement' })
  agreement?: string;

  @ApiProperty({ enum: tokenDays, description: 'Days until it expires' })
  @NumberText()
  @IsIn(tokenDays)
  days: TokenDays;

  @ApiPropertyOptional({
    description:
      'The account’s password: required in a browser session. A token that sends it creates an independent token; one that does not creates a child, which ends with it',
  })
  @Optional()
  @Secret()
  @IsString()
  @MaxLength(1000)
  password?: string;

  @ApiPropertyOptional({ description: 'Together with the password, if the account has a second factor' })
  @Optional()
  @Secret()
  @IsString()
  @MaxLength(40)
  code?: string;
}

/**
 * The caller's own tokens. The token itself is in the answer to its making, and nowhere else. A token sees, makes and ends what is its
 * own: itself, and those that it made.
 */
@ApiTags('tokens')
@AllowSignedIn()
@ByOneself()
@Controller('api/v1/tokens')
export class TokensController {
  constructor(
    private readonly access: AccessService,
    private readonly newTokens: NewTokens,
    private readonly queries: AccessQueries,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List your tokens' })
  @Answers(200, tokenListSchema)
  async list(@Req() request: FastifyRequest): Promise<{ items: TokenItem[] }> {
    return { items: await this.queries.tokens(ownerOf(request)) };
  }

  @Post()
  @ApiOperation({ summary: 'Create a token' })
  @Answers(201, newTokenSchema)
  async issue(
    @Body() { agreement = '', password, code, ...wanted }: NewTokenDto,
    @Req() request: FastifyRequest,
  ): Promise<NewToken> {
    const token = { ...wanted, agreement: agreement || null };
    const made = await this.newTokens.make(request, token, { password, code });
    const items = await this.queries.tokens(allOf(viewerOf(request).userId));
    return { ...items.find(({ id }) => id === made.id)!, token: made.token };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a token' })
  @AnswersNothing('Revoked')
  async revoke(
    @Scope() scope: RequestScope,
    @Param('id', RowId) id: number,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.access.revokeToken(ownerOf(request), id, scope.by);
  }
}

const ownerOf = (request: FastifyRequest) => ({
  userId: viewerOf(request).userId,
  token: callingToken(request),
});
