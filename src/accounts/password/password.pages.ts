import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../identity/allow.js';
import { AccountLinks } from '../links/account-links.js';
import { InvitationsService } from '../links/invitations.service.js';
import type { OpenLink } from '../links/link.types.js';
import { ForgotPasswordView, type ForgotPasswordProps } from './forgot-password.view.js';
import { fromOf } from '../sign-in/from.js';
import { SignInCookies } from '../sign-in/sign-in-cookies.js';
import { linkIsGone, PasswordsService } from './passwords.service.js';
import { LinkGoneView, SetPasswordView, type SetPasswordProps } from './set-password.view.js';
import { NotFound } from '../../platform/errors.js';
import { formValues, readForm, type FormBody } from '../../platform/http/forms.js';
import { Secret } from '../../platform/http/secret-fields.js';
import { languageOf } from '../../platform/http/language.js';
import { EmailAddress, PlainText } from '../../platform/http/input.js';
import { words } from '../../web/i18n/words.js';
import { renderPage } from '../../web/render.js';
import { answerForm } from '../../shell/answer-form.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { Html, sendPage } from '../../shell/html.js';
import { mustBeSame } from './must-be-same.js';
import { PageFrame } from '../../shell/page-frame.js';
import { FormOn } from '../../shell/form-on.js';

class ForgotForm {
  @PlainText(254) @EmailAddress() email = '';
}

class SetPasswordForm {
  @Secret() @IsString() @MaxLength(1000) password = '';
  @Secret() @IsString() @MaxLength(1000) repeat = '';
}

/**
 * What the address of a link tells must stay on its page: no referrer carries it on, not even to ourselves. By `no-referrer` browsers would
 * also call the form's origin `null`, and it would be refused as one from elsewhere.
 */
const keptBack = { 'referrer-policy': 'strict-origin' };

/** The page behind a mailed link. Opening it changes nothing; sending the form uses the link up. */
@ApiExcludeController()
@Public()
@Controller('dat-mat-khau')
export class SetPasswordPages {
  constructor(
    private readonly links: AccountLinks,
    private readonly passwords: PasswordsService,
    private readonly cookies: SignInCookies,
    private readonly frames: PageFrame,
  ) {}

  @Get(':token')
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const link = await this.links.find(token);
    if (link) sendPage(reply.headers(keptBack), 200, this.page(request, link));
    else this.gone(request, reply);
  }

  @Post(':token')
  async set(
    @Param('token') token: string,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const link = await this.links.find(token);
    if (!link) return this.gone(request, reply);
    return answerForm(reply.headers(keptBack), {
      input: readForm(SetPasswordForm, formValues(body), {}),
      act: async (form) => {
        mustBeSame(form);
        await this.passwords.setByLink(token, form.password);
        this.cookies.remember(reply, link.email);
      },
      done: { to: '/dang-nhap', say: { what: 'password' } },
      again: async ({ faults, error }) => {
        if (error instanceof NotFound) return this.goneView(request);
        return this.page(request, link, faults.repeat ? faults : { password: Object.values(faults)[0] });
      },
    });
  }

  private page(
    request: FastifyRequest,
    { purpose, email }: OpenLink,
    errors?: SetPasswordProps['errors'],
  ): string {
    const frame = this.frames.bare(request);
    return renderPage(SetPasswordView({ frame, action: request.url, purpose, email, errors }));
  }

  private gone(request: FastifyRequest, reply: FastifyReply): void {
    sendPage(reply.headers(keptBack), 404, this.goneView(request));
  }

  private goneView(request: FastifyRequest): string {
    const frame = this.frames.bare(request);
    return renderPage(LinkGoneView({ frame, text: linkIsGone[frame.language] }));
  }
}

/** Asking for a link. The answer is the same for every address. */
@ApiExcludeController()
@Public()
@Controller('quen-mat-khau')
export class ForgotPasswordPages {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly frames: PageFrame,
  ) {}

  @Get()
  @Html()
  show(@SaidHere() said: Said | null, @Req() request: FastifyRequest): string {
    return this.page(request, { sent: said?.what === 'sent' });
  }

  @Post()
  @FormOn('/quen-mat-khau')
  ask(@Body() body: FormBody, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { email = '' } = formValues(body);
    const { emailFault } = words(languageOf(request)).password;
    return answerForm(reply, {
      input: readForm(ForgotForm, formValues(body), { email: emailFault }),
      act: (form) => this.invitations.requestReset(form.email, fromOf(request)),
      done: { to: '/quen-mat-khau', say: { what: 'sent' } },
      again: async ({ faults, error }) =>
        this.page(request, { email, ...(error ? { failed: faults[''] } : { error: faults.email }) }),
    });
  }

  private page(request: FastifyRequest, props: Omit<ForgotPasswordProps, 'frame'>): string {
    return renderPage(ForgotPasswordView({ frame: this.frames.bare(request), ...props }));
  }
}
