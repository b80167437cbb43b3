import type { DemoAccount } from './sign-in.view.js';

/** Accounts that the sign-in page may show: the demo's, never production's. */
export class DemoAccounts {
  constructor(readonly shown: { accounts: DemoAccount[]; password: string } | null) {}
}
