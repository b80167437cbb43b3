import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from '../../identity/access.types.js';
import type { FormFaults } from '../../platform/http/forms.js';
import { seeOther } from '../../platform/http/redirect.js';
import { sendPage } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { renderPage } from '../../web/render.js';
import { fromOf } from '../sign-in/from.js';
import { SignInCookies } from '../sign-in/sign-in-cookies.js';
import { attemptCookie, ATTEMPT_MINUTES } from './sso-attempts.js';
import { linkCookie, linkName } from './sso-links.js';
import { SsoRefused } from './sso-refused.js';
import { SsoRefusedView } from './sso-refused.view.js';
import { SsoService } from './sso.service.js';

export const SSO_COOKIE_PATH = '/dang-nhap/sso';

/** What a browser is sent and shown on the way to the provider and back. */
@Injectable()
export class SsoPageMaker {
  constructor(
    private readonly sso: SsoService,
    private readonly cookies: SignInCookies,
    private readonly frames: PageFrame,
  ) {}

  async begin(
    request: FastifyRequest,
    reply: FastifyReply,
    next: string,
    session: Access | null,
  ): Promise<void> {
    try {
      const { url, state, browser } = await this.sso.begin(next, fromOf(request), session);
      seeOther(reply.setCookie(attemptCookie(state), browser, this.kept), url.href);
    } catch (error) {
      this.refused(request, reply, error);
    }
  }

  /** Says why, and offers to link an account where that may help. */
  refused(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
    if (!(error instanceof SsoRefused)) throw error;
    const frame = this.frames.bare(request);
    const status = error.reason === 'provider_away' ? 503 : 403;
    const { link: secret, email } = error;
    const link = secret === null ? null : { name: linkName(secret), email: email ?? '', faults: {} };
    if (secret !== null && link) void reply.setCookie(linkCookie(link.name), secret, this.kept);
    sendPage(reply, status, renderPage(SsoRefusedView({ frame, text: error.text[frame.language], link })));
  }

  linkAgain(
    request: FastifyRequest,
    { email, link, faults }: { email: string; link: string; faults: FormFaults },
  ): string {
    const frame = this.frames.bare(request);
    return renderPage(SsoRefusedView({ frame, text: null, link: { name: link, email, faults } }));
  }

  private get kept() {
    return this.cookies.options(SSO_COOKIE_PATH, ATTEMPT_MINUTES * 60);
  }
}
