import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByOneself } from '../../identity/by-oneself.js';
import { AllowSignedIn, BeforeSecondFactor, Public } from '../../identity/allow.js';
import type { Access } from '../../identity/access.types.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { formValues, readForm, type FormBody } from '../../platform/http/forms.js';
import { Secret } from '../../platform/http/secret-fields.js';
import { BackField, PlainText } from '../../platform/http/input.js';
import { seeOther } from '../../platform/http/redirect.js';
import { answerForm } from '../../shell/answer-form.js';
import { fromOf } from '../sign-in/from.js';
import { SignInCookies } from '../sign-in/sign-in-cookies.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { attemptCookie } from './sso-attempts.js';
import { SSO_COOKIE_PATH, SsoPageMaker } from './sso-page-maker.js';
import { SsoLinking } from './sso-linking.js';
import { linkCookie } from './sso-links.js';
import { SsoService } from './sso.service.js';
import { FormOn } from '../../shell/form-on.js';

class NextDto {
  @BackField() next = '/';
}

class LinkForm {
  @Matches(/^[0-9a-f]{16}$/) link = '';
  @PlainText(254) email = '';
  @Secret() @IsString() @MaxLength(200) password = '';
  @Secret() @PlainText(40) code = '';
}

/** Single sign-on: to the provider and back. A link, not a form: the answer to a form may not lead to another site. */
@ApiExcludeController()
@Public()
@Controller('dang-nhap/sso')
export class SsoPages {
  constructor(
    private readonly sso: SsoService,
    private readonly signIns: SignInService,
    private readonly cookies: SignInCookies,
    private readonly pages: SsoPageMaker,
  ) {}

  @Get()
  begin(
    @Query() { next }: NextDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.pages.begin(request, reply, next, null);
  }

  /** The provider adds to the address what it likes: read as it came. Of the cookies only that of this attempt is used up. */
  @Get('tro-ve')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = new URLSearchParams(request.url.split('?')[1] ?? '');
    const name = attemptCookie(query.get('state') ?? '');
    const browser = request.cookies[name];
    if (browser !== undefined) reply.clearCookie(name, { path: SSO_COOKIE_PATH });
    try {
      const from = fromOf(request);
      const { user, next } = await this.sso.finish(query, browser ?? '', from, sessionOf(request));
      if (!user) return seeOther(reply, next);
      this.cookies.give(reply, await this.signIns.open(user, next, from), next);
    } catch (error) {
      this.pages.refused(request, reply, error);
    }
  }
}

/** The account's own password and code, right after the provider said who it is: from then on that person signs in to it. */
@ApiExcludeController()
@Public()
@Controller('dang-nhap/sso/gan')
export class SsoLinkPages {
  constructor(
    private readonly linking: SsoLinking,
    private readonly cookies: SignInCookies,
    private readonly pages: SsoPageMaker,
  ) {}

  @Post()
  @FormOn('/dang-nhap')
  link(@Body() body: FormBody, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { email = '', link = '' } = formValues(body);
    return answerForm(reply, {
      input: readForm(LinkForm, formValues(body), {}),
      act: async (form) => {
        const secret = request.cookies[linkCookie(form.link)] ?? '';
        const { session, next } = await this.linking.link(secret, form, fromOf(request));
        reply.clearCookie(linkCookie(form.link), { path: SSO_COOKIE_PATH });
        this.cookies.give(reply, { session, email: form.email.toLowerCase() }, next);
      },
      done: () => null,
      again: async ({ faults }) => this.pages.linkAgain(request, { email, link, faults }),
    });
  }
}

/** For the owner of an open session who has no password: a fresh sign-in at the provider shows that it is still he. */
@ApiExcludeController()
@AllowSignedIn()
@BeforeSecondFactor()
@ForNoToken()
@ByOneself()
@Controller('tai-khoan/chung-thuc')
export class SsoProofPages {
  constructor(private readonly pages: SsoPageMaker) {}

  @Get()
  begin(
    @Query() { next }: NextDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.pages.begin(request, reply, next, sessionOf(request));
  }
}

const sessionOf = ({ access }: FastifyRequest): Access | null => (access?.by === 'cookie' ? access : null);

export const ssoPages = [SsoPages, SsoLinkPages, SsoProofPages];
