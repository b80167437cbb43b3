import { Injectable } from '@nestjs/common';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import { SESSION_COOKIE } from '../callers.js';
import { PENDING_SIGN_IN_MINUTES } from './pending-sign-ins.js';
import { BROWSER_COOKIE } from './from.js';
import { KnownBrowsers } from './known-browsers.js';
import type { Opened } from './sign-in.service.js';
import { Config } from '../../config/config.js';
import { isLanguage } from '../../platform/http/language.js';
import { seeOther } from '../../platform/http/redirect.js';
import { rememberLanguage } from '../../shell/remember-language.js';

export const PENDING_SIGN_IN_COOKIE = 'sign-in';
const KNOWN_DAYS = 365;
export const CODE_PATH = '/dang-nhap/ma';

/** What a browser is given once it has shown who it is: a session, or half of one and the way to the form for the code. */
@Injectable()
export class SignInCookies {
  constructor(
    private readonly config: Config,
    private readonly browsers: KnownBrowsers,
  ) {}

  give(reply: FastifyReply, opened: Opened, next: string): void {
    this.set(reply, opened);
    seeOther(reply, 'pending' in opened ? CODE_PATH : next);
  }

  /** Without sending it on. */
  set(reply: FastifyReply, opened: Opened): void {
    if ('pending' in opened) {
      const options = this.options('/dang-nhap', PENDING_SIGN_IN_MINUTES * 60);
      void reply.setCookie(PENDING_SIGN_IN_COOKIE, opened.pending, options);
      return;
    }
    void reply.setCookie(SESSION_COOKIE, opened.session, this.options('/'));
    this.remember(reply, opened.email);
  }

  /** Guessing by others does not lock this browser out of the account from now on. */
  remember(reply: FastifyReply, email: string): void {
    const known = this.browsers.remember(reply.request.cookies[BROWSER_COOKIE], email);
    void reply.setCookie(BROWSER_COOKIE, known, this.options('/', KNOWN_DAYS * 86_400));
  }

  /** The page with a form that waits is in the other language from this answer on. */
  speak(reply: FastifyReply, { language }: Record<string, string>): void {
    if (isLanguage(language)) rememberLanguage(reply, language, this.config.secureCookies);
  }

  /** Scripts cannot read it, other sites cannot send it along with a form. */
  options(path: string, maxAge?: number): CookieSerializeOptions {
    return { path, maxAge, httpOnly: true, sameSite: 'lax', secure: this.config.secureCookies };
  }
}
