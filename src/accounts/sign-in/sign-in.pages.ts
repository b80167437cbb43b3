import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn, BeforeSecondFactor, Public } from '../../identity/allow.js';
import { SESSION_COOKIE } from '../auth.guard.js';
import { SessionsService } from '../sessions.service.js';
import { SignInView, type SignInViewProps } from '../sign-in.view.js';
import { CodeStepView } from './code-step.view.js';
import { PendingSignIns } from './pending-sign-ins.js';
import { SignInService } from './sign-in.service.js';
import { DomainError, NotSignedIn } from '../../platform/errors.js';
import { BackField, Optional, PlainText } from '../../platform/http/input.js';
import { problemOf } from '../../platform/http/errors.filter.js';
import { renderPage } from '../../web/render.js';
import { DemoAccounts } from './demo-accounts.js';
import { sendPage } from '../../shell/html.js';
import { PageContext } from '../../shell/page-frame.js';
import { CODE_PATH, fromOf, PENDING_SIGN_IN_COOKIE, SignInCookies } from './sign-in-cookies.js';

class NextDto {
  @BackField() next = '/';
}

class ShowDto extends NextDto {
  /** What was just done, for the page to say so. */
  @Optional() @IsIn(['password', 'too-late']) done?: 'password' | 'too-late';
}

class SignInForm extends NextDto {
  @PlainText(254) email: string;
  @IsString() @MaxLength(200) password: string;
  @IsOptional() _csrf?: unknown;
}

@ApiExcludeController()
@Controller()
export class SignInPages {
  constructor(
    private readonly signIns: SignInService,
    private readonly pages: PageContext,
    private readonly cookies: SignInCookies,
    private readonly demo: DemoAccounts,
  ) {}

  @Get('dang-nhap')
  @Public()
  show(@Req() request: FastifyRequest, @Query() { next, done }: ShowDto, @Res() reply: FastifyReply): void {
    this.page(request, reply, 200, { next, done });
  }

  @Post('dang-nhap')
  @Public()
  async signIn(
    @Body() { email, password, next }: SignInForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const opened = await this.signIns.byPassword(email, password, next, fromOf(request));
      this.cookies.give(reply, opened, next);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { status, detail, headers } = problemOf(error);
      reply.headers(headers);
      this.page(request, reply, status, {
        email,
        next,
        error: detail[this.pages.bareFrame(request).language],
      });
    }
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    props: Omit<SignInViewProps, 'frame' | 'demoAccounts' | 'sso'>,
  ): void {
    const view = SignInView({
      frame: this.pages.bareFrame(request),
      demoAccounts: this.demo.shown,
      sso: this.signIns.offersSso,
      ...props,
    });
    sendPage(reply, status, renderPage(view));
  }
}

class CodeForm {
  @PlainText(40) code = '';
  @IsOptional() _csrf?: unknown;
}

/** The second step, for accounts with a second factor. Its half session opens no other page. */
@ApiExcludeController()
@Public()
@Controller('dang-nhap/ma')
export class CodeStepPages {
  constructor(
    private readonly signIns: SignInService,
    private readonly pending: PendingSignIns,
    private readonly pages: PageContext,
    private readonly cookies: SignInCookies,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (await this.pending.find(halfOf(request))) this.page(request, reply, 200);
    else void reply.status(303).redirect('/dang-nhap');
  }

  @Post()
  async send(
    @Body() { code }: CodeForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const opened = await this.signIns.byCode(halfOf(request), code, fromOf(request));
      this.cookies.give(
        reply.clearCookie(PENDING_SIGN_IN_COOKIE, { path: '/dang-nhap' }),
        opened,
        opened.next,
      );
    } catch (error) {
      const isTooLate = error instanceof NotSignedIn && !error.field;
      if (isTooLate) return void reply.status(303).redirect('/dang-nhap?done=too-late');
      if (!(error instanceof DomainError)) throw error;
      const { status, detail, headers } = problemOf(error);
      this.page(request, reply.headers(headers), status, detail[this.pages.bareFrame(request).language]);
    }
  }

  private page(request: FastifyRequest, reply: FastifyReply, status: number, error?: string): void {
    const frame = this.pages.bareFrame(request);
    sendPage(reply, status, renderPage(CodeStepView({ frame: { ...frame, path: CODE_PATH }, error })));
  }
}

const halfOf = (request: FastifyRequest) => request.cookies[PENDING_SIGN_IN_COOKIE] ?? '';

@ApiExcludeController()
@AllowSignedIn()
@BeforeSecondFactor()
@Controller('dang-xuat')
export class SignOutPages {
  constructor(private readonly sessions: SessionsService) {}

  @Post()
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.sessions.end(request.cookies[SESSION_COOKIE] ?? '');
    reply.clearCookie(SESSION_COOKIE, { path: '/' }).status(303).redirect('/dang-nhap');
  }
}
