import { Body, Controller, Delete, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Answers, AnswersNothing } from '../platform/http/answers.js';
import { EmailAddress, Optional } from '../platform/http/input.js';
import { named, object, string } from '../platform/http/schema.js';
import { ForEveryToken } from '../identity/token-reach.js';
import { AllowSignedIn, BeforeSecondFactor, Public } from '../identity/allow.js';
import type { Viewer } from '../identity/viewer.js';
import { viewerSchema } from '../identity/viewer.schemas.js';
import { SESSION_COOKIE } from './callers.js';
import { SessionsService } from './sessions.service.js';
import { fromOf } from './sign-in/from.js';
import { SignInService } from './sign-in/sign-in.service.js';

export class SignInDto {
  @ApiProperty({ format: 'email' })
  @EmailAddress()
  @MaxLength(254)
  email: string;

  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  password: string;

  /** Where the account has a second factor: the code of the app, or a recovery code. */
  @ApiProperty({ required: false })
  @Optional()
  @IsString()
  @MaxLength(40)
  code?: string;
}

const newSessionSchema = named<{ token: string; user: Viewer }>(
  'SignedIn',
  'A token and its account',
  object({ token: string, user: viewerSchema }),
);

@ApiTags('sessions')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly signIns: SignInService,
  ) {}

  /** A bearer token for programs; browsers sign in on the page. */
  @Post()
  @Public()
  // No token is needed yet.
  @ApiSecurity({})
  @ApiOperation({ summary: 'Sign in' })
  @Answers(201, newSessionSchema)
  async signIn(@Body() known: SignInDto, @Req() request: FastifyRequest) {
    const { token, userId } = await this.signIns.inOneStep(known, fromOf(request));
    return { token, user: await this.sessions.viewer(userId) };
  }

  @Delete('current')
  @HttpCode(204)
  @AllowSignedIn()
  @ForEveryToken()
  @BeforeSecondFactor()
  @ApiOperation({ summary: 'Sign out' })
  @AnswersNothing('Signed out')
  async signOut(@Req() request: FastifyRequest): Promise<void> {
    const bearer = request.headers.authorization?.replace(/^Bearer /i, '');
    await this.sessions.end(bearer ?? request.cookies[SESSION_COOKIE] ?? '');
  }
}
