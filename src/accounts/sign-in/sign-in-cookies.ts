import { Injectable } from '@nestjs/common';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_COOKIE } from '../callers.js';
import { PENDING_SIGN_IN_MINUTES } from './pending-sign-ins.js';
import type { From, Opened } from './sign-in.service.js';
import { Config } from '../../config/config.js';
import { addressOf } from '../../platform/http/address.js';
import { seeOther } from '../../platform/http/redirect.js';

export const PENDING_SIGN_IN_COOKIE = 'sign-in';
export const CODE_PATH = '/dang-nhap/ma';

/** What a browser is given once it has shown who it is: a session, or half of one and the way to the form for the code. */
@Injectable()
export class SignInCookies {
  constructor(private readonly config: Config) {}

  give(reply: FastifyReply, opened: Opened, next: string): void {
    if ('pending' in opened) {
      const pending = this.options('/dang-nhap', PENDING_SIGN_IN_MINUTES * 60);
      seeOther(reply.setCookie(PENDING_SIGN_IN_COOKIE, opened.pending, pending), CODE_PATH);
      return;
    }
    seeOther(reply.setCookie(SESSION_COOKIE, opened.session, this.options('/')), next);
  }

  /** Scripts cannot read it, other sites cannot send it along with a form. */
  options(path: string, maxAge?: number): CookieSerializeOptions {
    return { path, maxAge, httpOnly: true, sameSite: 'lax', secure: this.config.secureCookies };
  }
}

export const fromOf = (request: FastifyRequest): From => ({
  address: addressOf(request),
  userAgent: request.headers['user-agent'],
});
