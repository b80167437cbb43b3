import { Injectable, Logger } from '@nestjs/common';
import type { Configuration } from 'openid-client';
import { Config } from '../../config/config.js';
import { isLoopback } from '../../config/sso-settings.js';
import { NotFound } from '../../platform/errors.js';
import type { Attempt } from './sso-attempts.js';
import { SsoRefused } from './sso-refused.js';

export const SSO_PATH = '/dang-nhap/sso';
export const SSO_RETURN_PATH = `${SSO_PATH}/tro-ve`;

const TIMEOUT_SECONDS = 5;
/** How long ago a fresh sign-in there may have been. */
const FRESH_SECONDS = 300;

/** What the provider says of whoever signed in there. */
export type Claims = Record<string, unknown> & { iss: string; sub: string };

/** The provider, asked for its addresses when somebody first needs them: the program starts without it. */
@Injectable()
export class SsoProvider {
  private readonly log = new Logger('sso');
  private discovered?: Configuration;

  constructor(private readonly config: Config) {}

  get isConfigured(): boolean {
    return this.config.sso !== null;
  }

  get settings() {
    if (!this.config.sso) throw new NotFound();
    return this.config.sso;
  }

  /** Where the browser is sent. @throws SsoRefused where the provider does not answer */
  async signInUrl({ state, nonce, codeVerifier, isProof }: Attempt): Promise<URL> {
    const oidc = await client();
    return oidc.buildAuthorizationUrl(await this.discover(), {
      redirect_uri: this.redirectUri,
      scope: this.settings.scope,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      ...(isProof && { prompt: 'login', max_age: String(FRESH_SECONDS) }),
    });
  }

  /**
   * Takes the code that the browser brought back, and asks who that is.
   * @param query as it came, with code and state
   * @throws SsoRefused where the provider refuses, does not answer, or its answer does not hold
   */
  async claims(query: string, attempt: Attempt): Promise<Claims> {
    const oidc = await client();
    const discovered = await this.discover();
    try {
      const tokens = await oidc.authorizationCodeGrant(discovered, new URL(`${this.redirectUri}?${query}`), {
        pkceCodeVerifier: attempt.codeVerifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
        // The browser could have left out what was asked: that it is fresh is read from the answer.
        ...(attempt.isProof && { maxAge: FRESH_SECONDS }),
      });
      const identity = tokens.claims()!;
      const more = discovered.serverMetadata().userinfo_endpoint
        ? await oidc.fetchUserInfo(discovered, tokens.access_token, identity.sub)
        : {};
      return merged(more, identity, this.settings.emailVerified);
    } catch (error) {
      this.log.warn({ err: error }, 'the provider’s answer was not accepted');
      throw new SsoRefused(isAway(error) ? 'provider_away' : 'provider_refused');
    }
  }

  private get redirectUri(): string {
    return `${this.config.publicUrl}${SSO_RETURN_PATH}`;
  }

  /** Asked again after a failure, kept after a success. */
  private async discover(): Promise<Configuration> {
    if (this.discovered) return this.discovered;
    const { issuer, clientId, clientSecret } = this.settings;
    const server = new URL(issuer);
    const oidc = await client();
    const plain = server.protocol === 'http:' && isLoopback(server.hostname);
    try {
      this.discovered = await oidc.discovery(
        server,
        clientId,
        undefined,
        oidc.ClientSecretBasic(clientSecret),
        {
          timeout: TIMEOUT_SECONDS,
          execute: plain ? [oidc.allowInsecureRequests] : [],
        },
      );
      return this.discovered;
    } catch (error) {
      this.log.warn({ err: error }, 'the provider does not answer');
      throw new SsoRefused('provider_away');
    }
  }
}

/**
 * The ID token goes before what the userinfo address adds. Address and word on it come from one of the two: a word of the one says nothing
 * of the other's address.
 */
function merged(more: Record<string, unknown>, identity: Claims, emailVerified: string): Claims {
  const { email, [emailVerified]: verified } = identity.email === undefined ? more : identity;
  return { ...more, ...identity, email, [emailVerified]: verified };
}

/** Loaded with the first sign-in: most offices have no provider. */
const client = () => import('openid-client');

/** No answer at all, or one of a server in trouble; anything else is an answer that does not hold. */
function isAway(error: unknown): boolean {
  const { name, code, status, cause } = error as Fault;
  const answered = cause instanceof Response ? cause.status : status;
  const noAnswer = name === 'TimeoutError' || code === 'OAUTH_TIMEOUT' || error instanceof TypeError;
  return noAnswer || (answered ?? 0) >= 500;
}

interface Fault {
  name?: string;
  code?: string;
  status?: number;
  cause?: unknown;
}
