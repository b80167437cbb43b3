import type { sso as vi } from '../vi/sso.js';

export const sso: typeof vi = {
  button: 'Single sign-on (SSO)',
  or: 'or',
  refusedTitle: 'Not signed in by single sign-on',
  linkTitle: 'No account is linked to this sign-in yet',
  link: 'Link an account you have',
  linkNote: 'by its own password, once',
  linkHint:
    'From then on single sign-on opens this account. After a change of the password, link it again. Only do so if it was you who just signed in at the single sign-on service.',
  linkSubmit: 'Link and sign in',
  linkFailed: 'The account was not linked.',
  again: 'Try single sign-on again',
  byPassword: 'Sign in with a password',
  title: 'Single sign-on (SSO)',
  status: (issuer, accounts) => `${issuer}; used by ${accounts} ${accounts === 1 ? 'account' : 'accounts'}`,
  domains: (list) => `Accounts are made only for addresses in: ${list}.`,
  none: 'not set up',
  noneText:
    'Set OIDC_ISSUER and what goes with it in the environment of the program; see the operator’s guide.',
  same: 'There is no account of which the provider says otherwise.',
  differing: 'The provider says otherwise',
  differingNote: 'not applied: change the account on its page, or have it put right at the provider',
  account: 'Account',
  fact: 'What',
  here: 'Here',
  there: 'Provider',
  at: 'Last time',
  facts: { email: 'e-mail', role: 'role', party: 'side', body: 'body' },
};
