import type { sso as vi } from '../vi/sso.js';

export const sso: typeof vi = {
  button: 'Single sign-on (SSO)',
  or: 'or',
  refusedTitle: 'Not signed in by single sign-on',
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
