import { Injectable } from '@nestjs/common';
import { AccountMailNotifier } from '../mail/account-mail.notifier.js';
import type { From } from '../sign-in/from.js';
import { SignInService, type Credentials } from '../sign-in/sign-in.service.js';
import { SsoAccounts } from './sso-accounts.js';
import { SsoLinks } from './sso-links.js';

/** Links an account to whoever was just recognised at the provider: by the account's own password and code, in the same visit. */
@Injectable()
export class SsoLinking {
  constructor(
    private readonly links: SsoLinks,
    private readonly signIns: SignInService,
    private readonly accounts: SsoAccounts,
    private readonly notifier: AccountMailNotifier,
  ) {}

  /** @param secret of the link that waits. @throws NotSignedIn naming `code` where it is that, RuleBroken, TooMany */
  async link(
    secret: string,
    credentials: Credentials,
    from: From,
  ): Promise<{ session: string; next: string }> {
    const { next } = await this.links.find(secret);
    const session = await this.signIns.inOneForm(credentials, from, async (em, user) => {
      const { person } = await this.links.take(em, secret);
      await this.accounts.link(em, user, person, from.address);
    });
    await this.notifier.notify();
    return { session, next };
  }
}
