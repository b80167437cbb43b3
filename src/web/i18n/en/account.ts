import type { account as vi } from '../vi/account.js';

export const account: typeof vi = {
  title: 'My account',
  note: 'An account belongs to a post. Role, side and body are set by an administrator.',
  open: 'My account',
  details: 'Account',
  detailsNote: 'if something is wrong, tell an administrator',
  post: 'Post',
  side: 'Side',
  noSide: 'speaks for no side',
  body: 'Body',
  mailLanguage: 'Language of mails to this account',
  save: 'Save',
  languageSaved: 'The language of mails is saved.',
  changePassword: 'Change password',
  current: 'Present password',
  proven: 'Confirmed at the single sign-on service.',
  proveAtProvider:
    'This account has no password: sign in again at the single sign-on service to confirm that it is you.',
  prove: 'Sign in again to confirm',
  endsOthers: 'This ends all other sessions and all access tokens; this session stays.',
  passwordSaved: 'The password is changed.',
  passwordSavedText:
    'Other sessions and all access tokens were ended. A mail tells so at the address of the account.',
  noPassword: 'this account has no password',
  noPasswordText:
    'It signs in by single sign-on. If you need a password of your own, ask an administrator for an invitation.',
};
