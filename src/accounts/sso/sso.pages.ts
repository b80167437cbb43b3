import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../identity/allow.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { ATTEMPT_MINUTES } from './sso-attempts.js';
import { SsoRefused } from './sso-refused.js';
import { SsoRefusedView } from './sso-refused.view.js';
import { SsoService } from './sso.service.js';
import { BackField } from '../../platform/http/input.js';
import { seeOther } from '../../platform/http/redirect.js';
import { renderPage } from '../../web/render.js';
import { sendPage } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { fromOf, SignInCookies } from '../sign-in/sign-in-cookies.js';

const SSO_COOKIE = 'sso';
const SSO_COOKIE_PATH = '/dang-nhap/sso';

class NextDto {
  @BackField() next = '/';
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
    private readonly frames: PageFrame,
  ) {}

  @Get()
  async begin(
    @Query() { next }: NextDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const { url, browser } = await this.sso.begin(next, fromOf(request));
      const kept = this.cookies.options(SSO_COOKIE_PATH, ATTEMPT_MINUTES * 60);
      seeOther(reply.setCookie(SSO_COOKIE, browser, kept), url.href);
    } catch (error) {
      this.refused(request, reply, error);
    }
  }

  /** The provider adds to the address what it likes: read as it came. */
  @Get('tro-ve')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = new URLSearchParams(request.url.split('?')[1] ?? '');
    const browser = request.cookies[SSO_COOKIE] ?? '';
    reply.clearCookie(SSO_COOKIE, { path: SSO_COOKIE_PATH });
    try {
      const { user, next } = await this.sso.finish(query, browser, fromOf(request));
      this.cookies.give(reply, await this.signIns.open(user, next, fromOf(request)), next);
    } catch (error) {
      this.refused(request, reply, error);
    }
  }

  private refused(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
    if (!(error instanceof SsoRefused)) throw error;
    const frame = this.frames.bare(request);
    const status = error.reason === 'provider_away' ? 503 : 403;
    sendPage(reply, status, renderPage(SsoRefusedView({ frame, text: error.text[frame.language] })));
  }
}
