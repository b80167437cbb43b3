import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn, BeforeSecondFactor, Public } from '../../identity/allow.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { SESSION_COOKIE } from '../callers.js';
import { SessionsService } from '../sessions.service.js';
import { SignInView, type SignInViewProps } from './sign-in.view.js';
import { CodeStepView } from './code-step.view.js';
import { PendingSignIns } from './pending-sign-ins.js';
import { SignInService } from './sign-in.service.js';
import { NotSignedIn } from '../../platform/errors.js';
import { BackField, Optional, PlainText } from '../../platform/http/input.js';
import { formValues, readForm, type FormBody } from '../../platform/http/forms.js';
import { seeOther } from '../../platform/http/redirect.js';
import { renderPage } from '../../web/render.js';
import { DemoAccounts } from './demo-accounts.js';
import { answerForm } from '../../shell/answer-form.js';
import { Html, sendPage } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { fromOf } from './from.js';
import { CODE_PATH, PENDING_SIGN_IN_COOKIE, SignInCookies } from './sign-in-cookies.js';

class NextDto {
  @BackField() next = '/';
}

class ShowDto extends NextDto {
  /** What was just done, for the page to say so. */
  @Optional() @IsIn(['password', 'too-late']) done?: 'password' | 'too-late';
}

class SignInForm extends NextDto {
  @PlainText(254) email = '';
  @IsString() @MaxLength(200) password = '';
  @IsOptional() _csrf?: unknown;
}

@ApiExcludeController()
@Controller()
export class SignInPages {
  constructor(
    private readonly signIns: SignInService,
    private readonly frames: PageFrame,
    private readonly cookies: SignInCookies,
    private readonly demo: DemoAccounts,
  ) {}

  @Get('dang-nhap')
  @Public()
  @Html()
  show(@Req() request: FastifyRequest, @Query() { next, done }: ShowDto): string {
    return this.page(request, { next, done });
  }

  @Post('dang-nhap')
  @Public()
  signIn(@Body() body: FormBody, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { email = '', next = '/' } = formValues(body);
    return answerForm(reply, {
      input: readForm(SignInForm, formValues(body), {}),
      act: async (form) => {
        const opened = await this.signIns.byPassword(form.email, form.password, form.next, fromOf(request));
        this.cookies.give(reply, opened, form.next);
      },
      done: () => null,
      again: async ({ faults }) => this.page(request, { email, next, error: Object.values(faults)[0] }),
    });
  }

  private page(
    request: FastifyRequest,
    props: Omit<SignInViewProps, 'frame' | 'demoAccounts' | 'sso'>,
  ): string {
    const frame = this.frames.bare(request, `/dang-nhap?next=${encodeURIComponent(props.next ?? '/')}`);
    const { offersSso: sso } = this.signIns;
    return renderPage(SignInView({ frame, demoAccounts: this.demo.shown, sso, ...props }));
  }
}

class CodeForm {
  @PlainText(40) code = '';
  @IsOptional() _csrf?: unknown;
}

/** The second step, for accounts with a second factor. What it rests on opens no other page. */
@ApiExcludeController()
@Public()
@Controller('dang-nhap/ma')
export class CodeStepPages {
  constructor(
    private readonly signIns: SignInService,
    private readonly pending: PendingSignIns,
    private readonly frames: PageFrame,
    private readonly cookies: SignInCookies,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (await this.pending.find(pendingOf(request))) sendPage(reply, 200, this.page(request));
    else seeOther(reply, '/dang-nhap');
  }

  @Post()
  send(@Body() body: FormBody, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerForm(reply, {
      input: readForm(CodeForm, formValues(body), {}),
      act: async ({ code }) => {
        const opened = await this.signIns
          .byCode(pendingOf(request), code, fromOf(request))
          .catch(nullIfTooLate);
        if (!opened) return '/dang-nhap?done=too-late';
        reply.clearCookie(PENDING_SIGN_IN_COOKIE, { path: '/dang-nhap' });
        this.cookies.give(reply, opened, opened.next);
        return null;
      },
      done: (next) => next,
      again: async ({ faults }) => this.page(request, Object.values(faults)[0]),
    });
  }

  private page(request: FastifyRequest, error?: string): string {
    const frame = { ...this.frames.bare(request), path: CODE_PATH };
    return renderPage(CodeStepView({ frame, error }));
  }
}

const pendingOf = (request: FastifyRequest) => request.cookies[PENDING_SIGN_IN_COOKIE] ?? '';

function nullIfTooLate(error: unknown): null {
  if (error instanceof NotSignedIn && !error.field) return null;
  throw error;
}

@ApiExcludeController()
@AllowSignedIn()
@BeforeSecondFactor()
@ForNoToken()
@Controller('dang-xuat')
export class SignOutPages {
  constructor(private readonly sessions: SessionsService) {}

  @Post()
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.sessions.end(request.cookies[SESSION_COOKIE] ?? '');
    // What the browser may still hold of the pages goes too.
    void reply.header('clear-site-data', '"cache", "storage"');
    seeOther(reply.clearCookie(SESSION_COOKIE, { path: '/' }), '/dang-nhap');
  }
}
