import { Injectable } from '@nestjs/common';
import { Tokens as Csrf } from '@fastify/csrf';
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Config } from '../config/config.js';

const MARK_BYTES = 16;
const FORM_TOKEN = /^([0-9a-f]{12}\.(\d{1,10}))\.([0-9a-f]{32})-/;

/** Makes and recognises the secrets that sessions rest on. Only their keyed hashes are stored. */
@Injectable()
export class Tokens {
  private readonly csrf = new Csrf({});

  constructor(private readonly config: Config) {}

  make(): string {
    return randomBytes(32).toString('base64url');
  }

  hash(token: string): Buffer {
    return createHmac('sha256', this.config.SESSION_SECRET ?? '')
      .update(token)
      .digest();
  }

  csrfSecret(): string {
    return this.csrf.secretSync();
  }

  /**
   * Of one page's forms, as `@fastify/csrf` makes it: a salt, and a hash of it with the session's secret. The salt says for which
   * account the page was made, also once the session has ended.
   */
  formToken(secret: string, userId: number): string {
    const page = `${randomBytes(6).toString('hex')}.${userId}`;
    const salt = `${page}.${this.mark(page)}`;
    return `${salt}-${createHash('sha256').update(`${salt}-${secret}`).digest('base64url')}`;
  }

  isFormToken(secret: string, token: unknown): boolean {
    return typeof token === 'string' && this.csrf.verify(secret, token);
  }

  /** The account for which the page of a form was made; null for what does not say so. */
  accountOf(token: unknown): number | null {
    const [, page, userId, mark] = FORM_TOKEN.exec(typeof token === 'string' ? token : '') ?? [];
    if (page === undefined) return null;
    return timingSafeEqual(Buffer.from(this.mark(page)), Buffer.from(mark!)) ? Number(userId) : null;
  }

  private mark(page: string): string {
    return this.hash(`form ${page}`).subarray(0, MARK_BYTES).toString('hex');
  }
}
