import type { sso as vi } from '../vi/sso.js';

export const sso: typeof vi = {
  button: 'Single sign-on (SSO)',
  or: 'or',
  refusedTitle: 'Single sign-on failed',
  linkTitle: 'No account is linked to this sign-in yet',
  link: 'Link an existing account',
  linkNote: 'with its password, once',
  linkHint:
    'From then on, single sign-on opens this account. If the password changes, link it again. Only link it if you have just signed in at the single sign-on service yourself.',
  linkSubmit: 'Link and sign in',
  linkFailed: 'The account was not linked.',
  again: 'Try single sign-on again',
  byPassword: 'Sign in with a password',
  title: 'Single sign-on (SSO)',
  status: (issuer, accounts) => `${issuer}; used by ${accounts} ${accounts === 1 ? 'account' : 'accounts'}`,
  domains: (list) => `Accounts are created only for addresses in: ${list}.`,
  none: 'not set up',
  noneText: 'Set OIDC_ISSUER and the related environment variables; see the operations guide.',
  same: 'All account details match the provider’s.',
  differing: 'Different at the provider',
  differingNote:
    'not applied automatically: edit the account on its page, or have it corrected at the provider',
  account: 'Account',
  fact: 'Field',
  here: 'Here',
  there: 'Provider',
  at: 'Last seen',
  facts: { email: 'email', role: 'role', party: 'side', body: 'body' },
};
