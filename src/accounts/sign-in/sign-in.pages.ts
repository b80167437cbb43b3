import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn, BeforeSecondFactor, Public } from '../../identity/allow.js';
import { FromAnyPost } from '../../identity/by-oneself.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { SESSION_COOKIE } from '../callers.js';
import { SessionsService } from '../sessions.service.js';
import { SignInPageMaker } from './sign-in-page-maker.js';
import { FilledForm } from './filled-form.js';
import { keptIn, type CarriedForm } from './kept-form.view.js';
import { SignInService } from './sign-in.service.js';
import { NotSignedIn } from '../../platform/errors.js';
import { BackField, PlainText } from '../../platform/http/input.js';
import { Secret } from '../../platform/http/secret-fields.js';
import { formValues, readForm, type FormBody } from '../../platform/http/forms.js';
import { seeOther } from '../../platform/http/redirect.js';
import { languageOf } from '../../platform/http/language.js';
import { words } from '../../web/i18n/words.js';
import { answerForm } from '../../shell/answer-form.js';
import { goOn, SaidHere, type Said } from '../../shell/said.js';
import { Html, sendPage } from '../../shell/html.js';
import { FormOn } from '../../shell/form-on.js';
import { fromOf } from './from.js';
import { PENDING_SIGN_IN_COOKIE, SignInCookies } from './sign-in-cookies.js';

class NextDto {
  @BackField() next = '/';
}

class SignInForm extends NextDto {
  @PlainText(254) email = '';
  @Secret() @IsString() @MaxLength(200) password = '';
  @IsOptional() _csrf?: unknown;
}

@ApiExcludeController()
@Public()
@Controller('dang-nhap')
export class SignInPages {
  constructor(
    private readonly signIns: SignInService,
    private readonly pages: SignInPageMaker,
    private readonly cookies: SignInCookies,
    private readonly filled: FilledForm,
  ) {}

  @Get()
  @Html()
  show(@Req() request: FastifyRequest, @Query() { next }: NextDto, @SaidHere() said: Said | null): string {
    return this.pages.page(request, { next, done: said?.what });
  }

  @Post()
  @FormOn('/dang-nhap')
  signIn(@Body() body: FormBody, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const values = formValues(body);
    const { email = '', next = '/' } = values;
    const kept = keptIn(values);
    return answerForm(reply, {
      input: readForm(SignInForm, values, {}),
      act: async (form) => {
        const opened = await this.signIns.byPassword(form.email, form.password, form.next, fromOf(request));
        if (!kept) return this.cookies.give(reply, opened, form.next);
        this.cookies.set(reply, opened);
        if ('pending' in opened) sendPage(reply, 200, this.pages.codePage(request, { kept }));
        else await this.filled.answer(request, reply, kept.sealed, opened.session);
      },
      done: () => null,
      again: async ({ faults }) =>
        this.pages.page(request, { email, next, kept, error: Object.values(faults)[0] }),
    });
  }

  /** The page again with the form that waits: in the other language, or for another account. It changes nothing, and so needs no token. */
  @Post('lai')
  @FormOn('/dang-nhap')
  again(@Body() body: FormBody, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const values = formValues(body);
    const kept = keptIn(values);
    if (!kept) return seeOther(reply, '/dang-nhap');
    this.cookies.speak(reply, values);
    sendPage(reply, 200, this.pages.page(request, { kept }));
  }

  /** For who has signed in in another tab. It changes nothing, and so needs no token. */
  @Post('mo-bieu-mau')
  @FormOn('/dang-nhap')
  async open(
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const kept = keptIn(formValues(body));
    if (!kept) return seeOther(reply, '/dang-nhap');
    const session = request.viewer && request.cookies[SESSION_COOKIE];
    if (session) return this.filled.answer(request, reply, kept.sealed, session);
    const { notYet } = words(languageOf(request)).keptForm;
    sendPage(reply, 401, this.pages.page(request, { kept, error: notYet }));
  }
}

class CodeForm {
  @Secret() @PlainText(40) code = '';
  @IsOptional() _csrf?: unknown;
}

/** The second step, for accounts with a second factor. What it rests on opens no other page. */
@ApiExcludeController()
@Public()
@Controller('dang-nhap/ma')
export class CodeStepPages {
  constructor(
    private readonly signIns: SignInService,
    private readonly pages: SignInPageMaker,
    private readonly cookies: SignInCookies,
    private readonly filled: FilledForm,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (await this.signIns.isPending(pendingOf(request)))
      sendPage(reply, 200, this.pages.codePage(request, {}));
    else seeOther(reply, '/dang-nhap');
  }

  @Post()
  @FormOn('/dang-nhap/ma')
  send(@Body() body: FormBody, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const values = formValues(body);
    const kept = keptIn(values);
    return answerForm(reply, {
      input: readForm(CodeForm, values, {}),
      act: async ({ code }) => {
        const opened = await this.signIns
          .byCode(pendingOf(request), code, fromOf(request))
          .catch(nullIfTooLate);
        if (!opened) return this.tooLate(request, reply, kept);
        reply.clearCookie(PENDING_SIGN_IN_COOKIE, { path: '/dang-nhap' });
        if (!kept) return this.cookies.give(reply, opened, opened.next);
        this.cookies.set(reply, opened);
        await this.filled.answer(request, reply, kept.sealed, opened.session);
      },
      done: () => null,
      again: async ({ faults }) => this.pages.codePage(request, { kept, error: Object.values(faults)[0] }),
    });
  }

  /** As on the page before it. */
  @Post('lai')
  @FormOn('/dang-nhap/ma')
  again(@Body() body: FormBody, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const values = formValues(body);
    const kept = keptIn(values);
    if (!kept) return seeOther(reply, '/dang-nhap/ma');
    this.cookies.speak(reply, values);
    sendPage(reply, 200, this.pages.codePage(request, { kept }));
  }

  private tooLate(request: FastifyRequest, reply: FastifyReply, kept?: CarriedForm): void {
    if (kept) sendPage(reply, 401, this.pages.page(request, { kept, done: 'too-late' }));
    else goOn(reply, { to: '/dang-nhap', say: { what: 'too-late' } });
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
  @FromAnyPost()
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.sessions.end(request.cookies[SESSION_COOKIE] ?? '');
    // What the browser may still hold of the pages goes too.
    void reply.header('clear-site-data', '"cache", "storage"');
    seeOther(reply.clearCookie(SESSION_COOKIE, { path: '/' }), '/dang-nhap');
  }
}
