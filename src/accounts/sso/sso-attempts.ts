import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Config } from '../../config/config.js';
import { SsoRefused } from './sso-refused.js';

export const ATTEMPT_MINUTES = 10;

/** What ties the provider's answer to the question: none of it stands in the table. */
export interface Attempt {
  state: string;
  nonce: string;
  codeVerifier: string;
  /** Somebody who is signed in shows again who it is. */
  isProof: boolean;
}

export interface AnsweredAttempt {
  attempt: Attempt;
  next: string;
  /** The session that asked for a proof; null where somebody signs in. */
  sessionId: number | null;
}

/** Attempts under way. Each is answered once, in the browser in which it began, within ten minutes. */
@Injectable()
export class SsoAttempts {
  private readonly key: Buffer;

  constructor(
    private readonly em: EntityManager,
    config: Config,
  ) {
    this.key = Buffer.from(hkdfSync('sha256', config.SESSION_SECRET ?? '', '', 'single sign-on', 32));
  }

  /**
   * @param sessionId of who is to show again who it is
   * @returns the attempt, and the secret that the browser keeps until the answer
   */
  async begin(next: string, sessionId: number | null): Promise<{ attempt: Attempt; browser: string }> {
    const [state, browser] = [secret(), secret()];
    await sql`
      with forgotten as (delete from sso_attempt where expires_at < now())
      insert into sso_attempt (state_hash, browser_hash, next, session_id, created_at, expires_at)
      values (${this.mac('state', state)}, ${this.mac('browser', browser)}, ${next}, ${sessionId}, now(),
        now() + make_interval(mins => ${ATTEMPT_MINUTES}))`.execute(this.em.fork().getKysely());
    return { attempt: this.attempt(state, sessionId !== null), browser };
  }

  /** Ends it, whatever comes of it. @throws SsoRefused where there is none, or it belongs to another browser */
  async answer(state: string, browser: string): Promise<AnsweredAttempt> {
    const { rows } = await sql<{ next: string; sessionId: number | null }>`
      delete from sso_attempt
      where state_hash = ${this.mac('state', state)} and browser_hash = ${this.mac('browser', browser)} and expires_at > now()
      returning next, session_id as "sessionId"`.execute(this.em.fork().getKysely());
    if (!rows[0]) throw new SsoRefused('attempt_gone');
    return { attempt: this.attempt(state, rows[0].sessionId !== null), ...rows[0] };
  }

  private attempt(state: string, isProof: boolean): Attempt {
    const [nonce, codeVerifier] = [this.mac('nonce', state), this.mac('verifier', state)];
    const texts = { nonce: nonce.toString('base64url'), codeVerifier: codeVerifier.toString('base64url') };
    return { state, ...texts, isProof };
  }

  private mac(what: string, text: string): Buffer {
    return createHmac('sha256', this.key).update(`${what} ${text}`).digest();
  }
}

/** Each attempt has a cookie of its own: what becomes of one in another tab is nothing to it. */
export const attemptCookie = (state: string) =>
  `sso-${createHash('sha256').update(state).digest('hex').slice(0, 16)}`;

const secret = () => randomBytes(32).toString('base64url');
