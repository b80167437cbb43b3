import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn, Public } from '../accounts/allow.js';
import { SESSION_COOKIE } from '../accounts/auth.guard.js';
import { SessionsService } from '../accounts/sessions.service.js';
import { SignInView, type SignInViewProps } from '../accounts/sign-in.view.js';
import { Config } from '../config/config.js';
import { DomainError } from '../platform/errors.js';
import { BackField, Optional, PlainText } from '../platform/http/input.js';
import { addressOf } from '../platform/http/address.js';
import { problemOf } from '../platform/http/errors.filter.js';
import { renderPage } from '../web/render.js';
import { DemoAccounts } from './demo-accounts.js';
import { sendPage } from './html.js';
import { PageContext } from './page-context.js';

class NextDto {
  @BackField() next = '/';
}

class ShowDto extends NextDto {
  /** What was just done, for the page to say so. */
  @Optional() @IsIn(['password']) done?: 'password';
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
    private readonly sessions: SessionsService,
    private readonly pages: PageContext,
    private readonly config: Config,
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
      const address = addressOf(request);
      const user = await this.sessions.authenticate(email, password, address);
      const token = await this.sessions.openSession(user, address, request.headers['user-agent']);
      reply.setCookie(SESSION_COOKIE, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: this.config.secureCookies,
      });
      reply.status(303).redirect(next);
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

  @Post('dang-xuat')
  @AllowSignedIn()
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.sessions.end(request.cookies[SESSION_COOKIE] ?? '');
    reply.clearCookie(SESSION_COOKIE, { path: '/' }).status(303).redirect('/dang-nhap');
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    props: Omit<SignInViewProps, 'frame' | 'demoAccounts'>,
  ): void {
    const view = SignInView({
      frame: this.pages.bareFrame(request),
      demoAccounts: this.demo.shown,
      ...props,
    });
    sendPage(reply, status, renderPage(view));
  }
}
