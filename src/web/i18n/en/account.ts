import type { account as vi } from '../vi/account.js';

export const account: typeof vi = {
  title: 'My account',
  note: 'An account belongs to a post. An administrator sets its role, side and body.',
  open: 'My account',
  details: 'Account',
  detailsNote: 'if something is wrong, tell an administrator',
  post: 'Post',
  side: 'Side',
  noSide: 'represents no side',
  body: 'Body',
  mailLanguage: 'Language of emails to this account',
  save: 'Save',
  languageSaved: {
    title: 'Email language saved.',
    text: 'Emails to you are in this language from now on; the language of the pages stays as it is.',
  },
  changePassword: 'Change password',
  current: 'Current password',
  proven: 'Confirmed at the single sign-on service.',
  proveAtProvider:
    'This account has no password: sign in again at the single sign-on service to confirm it is you.',
  prove: 'Sign in again to confirm',
  endsOthers: 'This ends all other sessions and revokes all API tokens; this session stays open.',
  passwordSaved: 'Password changed.',
  passwordSavedText:
    'Other sessions have ended and all API tokens are revoked. A confirmation has been emailed to the account’s address.',
  noPassword: 'this account has no password',
  noPasswordText: 'It uses single sign-on. If you need a password, ask an administrator for an invitation.',
};
