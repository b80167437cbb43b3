import { Injectable } from '@nestjs/common';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Tokens } from '../tokens.js';
import type { From } from './from.js';

/** Of as many accounts a browser keeps that they were signed in to; the oldest is forgotten first. */
const MOST_ACCOUNTS = 8;
const MARK_BYTES = 16;
const FORM = /^[\w-]{22}(\.[\w-]{22}){1,8}$/;

/**
 * Browsers in which an account was signed in to before. Strangers who guess at it use up the tries of strangers, and not theirs. The
 * cookie opens nothing: it is a number of its own, and a mark under SESSION_SECRET for each account, from which nobody reads which.
 */
@Injectable()
export class KnownBrowsers {
  constructor(private readonly tokens: Tokens) {}

  /** Under what tries are counted by themselves: of a browser that knows the account, or of its own open session; null for strangers. */
  countedAs(email: string, { browser = '', session }: From): Buffer | null {
    if (session?.email === email) return this.tokens.hash(`tries in session ${session.id} for ${email}`);
    const { number, marks } = read(browser);
    const own = this.mark(number, email);
    const isKnown = marks.some((mark) => timingSafeEqual(Buffer.from(mark), Buffer.from(own)));
    return isKnown ? this.tokens.hash(`tries in browser ${number} for ${email}`) : null;
  }

  /** @returns the cookie of a browser in which the account has just been signed in to */
  remember(browser: string | undefined, email: string): string {
    const { number, marks } = read(browser ?? '');
    const own = this.mark(number, email);
    const others = marks.filter((mark) => mark !== own);
    return [number, own, ...others].slice(0, MOST_ACCOUNTS + 1).join('.');
  }

  private mark(number: string, email: string): string {
    return this.tokens.hash(`browser ${number} knows ${email}`).subarray(0, MARK_BYTES).toString('base64url');
  }
}

function read(browser: string): { number: string; marks: string[] } {
  if (!FORM.test(browser)) return { number: randomBytes(MARK_BYTES).toString('base64url'), marks: [] };
  const [number, ...marks] = browser.split('.');
  return { number: number!, marks };
}
