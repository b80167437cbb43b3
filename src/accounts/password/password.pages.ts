import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isEmail, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../identity/allow.js';
import { AccountLinks } from '../links/account-links.js';
import { InvitationsService } from '../links/invitations.service.js';
import type { OpenLink } from '../links/link.types.js';
import { ForgotPasswordView, type ForgotPasswordProps } from './forgot-password.view.js';
import { linkIsGone, PasswordsService } from './passwords.service.js';
import { LinkGoneView, SetPasswordView, type SetPasswordProps } from './set-password.view.js';
import { NotFound, RuleBroken, TooMany } from '../../platform/errors.js';
import { addressOf } from '../../platform/http/address.js';
import { problemOf } from '../../platform/http/errors.filter.js';
import { Optional, PlainText } from '../../platform/http/input.js';
import { words } from '../../web/i18n/words.js';
import { renderPage } from '../../web/render.js';
import { sendPage } from '../../shell/html.js';
import { PageContext } from '../../shell/page-frame.js';

class SentDto {
  @Optional() @IsString() sent?: string;
}

class ForgotForm {
  @PlainText(254) email = '';
  @IsOptional() _csrf?: unknown;
}

class SetPasswordForm {
  @IsString() @MaxLength(1000) password = '';
  @IsString() @MaxLength(1000) repeat = '';
  @IsOptional() username?: unknown;
  @IsOptional() _csrf?: unknown;
}

/** What the address of a link tells must stay with us: no referrer carries it on. */
const keptBack = { 'referrer-policy': 'no-referrer' };

/** The page behind a mailed link. Opening it changes nothing; sending the form uses the link up. */
@ApiExcludeController()
@Public()
@Controller('dat-mat-khau')
export class SetPasswordPages {
  constructor(
    private readonly links: AccountLinks,
    private readonly passwords: PasswordsService,
    private readonly pages: PageContext,
  ) {}

  @Get(':token')
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const link = await this.links.find(token);
    if (link) this.page(request, reply, 200, link);
    else this.gone(request, reply);
  }

  @Post(':token')
  async set(
    @Param('token') token: string,
    @Body() { password, repeat }: SetPasswordForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const link = await this.links.find(token);
    if (!link) return this.gone(request, reply);
    const { language } = this.pages.bareFrame(request);
    if (password !== repeat)
      return this.page(request, reply, 422, link, { repeat: words(language).password.notSame });
    try {
      await this.passwords.setByLink(token, password);
    } catch (error) {
      if (error instanceof NotFound) return this.gone(request, reply);
      if (!(error instanceof RuleBroken)) throw error;
      return this.page(request, reply, 422, link, { password: error.text[language] });
    }
    void reply.headers(keptBack).status(303).redirect('/dang-nhap?done=password');
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    { purpose, email }: OpenLink,
    errors?: SetPasswordProps['errors'],
  ): void {
    const frame = this.pages.bareFrame(request);
    const view = SetPasswordView({ frame, action: request.url, purpose, email, errors });
    sendPage(reply.headers(keptBack), status, renderPage(view));
  }

  private gone(request: FastifyRequest, reply: FastifyReply): void {
    const frame = this.pages.bareFrame(request);
    const view = LinkGoneView({ frame, text: linkIsGone[frame.language] });
    sendPage(reply.headers(keptBack), 404, renderPage(view));
  }
}

/** Asking for a link. The answer is the same for every address. */
@ApiExcludeController()
@Public()
@Controller('quen-mat-khau')
export class ForgotPasswordPages {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly pages: PageContext,
  ) {}

  @Get()
  show(@Query() { sent }: SentDto, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.page(request, reply, 200, { sent: sent !== undefined });
  }

  @Post()
  async ask(@Body() { email }: ForgotForm, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { language } = this.pages.bareFrame(request);
    if (!isEmail(email))
      return this.page(request, reply, 400, { email, error: words(language).password.emailFault });
    try {
      await this.invitations.requestReset(email, addressOf(request));
    } catch (error) {
      if (!(error instanceof TooMany)) throw error;
      const { status, headers } = problemOf(error);
      return this.page(request, reply.headers(headers), status, { email, failed: error.text[language] });
    }
    void reply.status(303).redirect('/quen-mat-khau?sent=1');
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    props: Omit<ForgotPasswordProps, 'frame'>,
  ): void {
    sendPage(
      reply,
      status,
      renderPage(ForgotPasswordView({ frame: this.pages.bareFrame(request), ...props })),
    );
  }
}
