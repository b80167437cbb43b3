import { Injectable } from '@nestjs/common';
import type { Access } from '../../identity/access.types.js';
import { SignInLimit } from '../sign-in/sign-in-limit.js';
import type { From } from '../sign-in/from.js';
import type { User } from '../user.entity.js';
import { SsoAccounts } from './sso-accounts.js';
import { SsoAttempts } from './sso-attempts.js';
import { SsoLinks } from './sso-links.js';
import { personOf, type SsoPerson } from './sso-person.js';
import { SsoProvider } from './sso-provider.js';
import { SsoRefused } from './sso-refused.js';

/** Whoever signed in; null where it was the owner of an open session, who has shown it again. */
export interface Finished {
  user: User | null;
  next: string;
}

/** Single sign-on, from the button to the account. */
@Injectable()
export class SsoService {
  constructor(
    private readonly provider: SsoProvider,
    private readonly attempts: SsoAttempts,
    private readonly accounts: SsoAccounts,
    private readonly links: SsoLinks,
    private readonly limit: SignInLimit,
  ) {}

  /**
   * @param session whose owner is to show again who it is; null for signing in
   * @returns where the browser goes, and what it keeps until it comes back. @throws SsoRefused, NotFound where none is set up
   */
  async begin(next: string, { address }: From, session: Access | null) {
    return this.telling(address, async () => {
      // First, so that no attempt is left behind where the provider is away.
      void this.provider.settings;
      const { attempt, browser } = await this.attempts.begin(next, session?.id ?? null);
      return { url: await this.provider.signInUrl(attempt), state: attempt.state, browser };
    });
  }

  /**
   * @param query as the browser brought it back
   * @param session in which it came back
   * @throws SsoRefused, with a link that waits for the password where the person may have an account
   */
  async finish(
    query: URLSearchParams,
    browser: string,
    { address }: From,
    session: Access | null,
  ): Promise<Finished> {
    return this.telling(address, async () => {
      const { settings } = this.provider;
      const { attempt, next, sessionId } = await this.attempts.answer(query.get('state') ?? '', browser);
      if (sessionId !== null && sessionId !== session?.id) throw new SsoRefused('attempt_gone');
      const person = personOf(await this.provider.claims(query.toString(), attempt), settings);
      if (sessionId === null) return { user: await this.userOf(person, next, address), next };
      if (await this.accounts.prove(person, sessionId, address)) return { user: null, next };
      throw new SsoRefused('other_person', person.email);
    });
  }

  private userOf(person: SsoPerson, next: string, address: string): Promise<User> {
    return this.accounts.accountOf(person, address).catch(async (error: unknown) => {
      if (error instanceof SsoRefused && error.mayLink) error.link = await this.links.open(person, next);
      throw error;
    });
  }

  /** Whoever is refused stands in the audit log, and not without end. @throws TooMany */
  private async telling<Result>(address: string, act: () => Promise<Result>): Promise<Result> {
    await this.limit.refuseAddress(address);
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof SsoRefused)) throw error;
      if (error.reason === 'has_account') await this.links.askedFor(error.email, address);
      else await this.limit.recordSso(error, address);
      throw error;
    }
  }
}
