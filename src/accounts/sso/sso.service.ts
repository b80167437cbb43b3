import { Injectable } from '@nestjs/common';
import { SignInLimit } from '../sign-in/sign-in-limit.js';
import type { From } from '../sign-in/sign-in.service.js';
import type { User } from '../user.entity.js';
import { SsoAccounts } from './sso-accounts.js';
import { SsoAttempts } from './sso-attempts.js';
import { personOf } from './sso-person.js';
import { SsoProvider } from './sso-provider.js';
import { SsoRefused } from './sso-refused.js';

/** Single sign-on, from the button to the account. */
@Injectable()
export class SsoService {
  constructor(
    private readonly provider: SsoProvider,
    private readonly attempts: SsoAttempts,
    private readonly accounts: SsoAccounts,
    private readonly limit: SignInLimit,
  ) {}

  /** @returns where the browser goes, and what it keeps until it comes back. @throws SsoRefused, NotFound where none is set up */
  async begin(next: string, { address }: From): Promise<{ url: URL; browser: string }> {
    return this.telling(address, async () => {
      // First, so that no attempt is left behind where the provider is away.
      void this.provider.settings;
      const { attempt, browser } = await this.attempts.begin(next);
      return { url: await this.provider.signInUrl(attempt), browser };
    });
  }

  /** @param query as the browser brought it back. @throws SsoRefused */
  async finish(
    query: URLSearchParams,
    browser: string,
    { address }: From,
  ): Promise<{ user: User; next: string }> {
    return this.telling(address, async () => {
      const { settings } = this.provider;
      const { attempt, next } = await this.attempts.answer(query.get('state') ?? '', browser);
      const claims = await this.provider.claims(query.toString(), attempt);
      const user = await this.accounts.accountOf(personOf(claims, settings.claims), address);
      return { user, next };
    });
  }

  /** Whoever is refused stands in the audit log, and not without end. @throws TooMany */
  private async telling<Result>(address: string, act: () => Promise<Result>): Promise<Result> {
    await this.limit.refuseAddress(address);
    try {
      return await act();
    } catch (error) {
      if (error instanceof SsoRefused) await this.limit.recordSso(error, address);
      throw error;
    }
  }
}
