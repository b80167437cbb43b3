import type { password as vi } from '../vi/password.js';

export const password: typeof vi = {
  setTitle: { invitation: 'Set a password', reset: 'Set a new password' },
  setNote: (email) => `Account ${email}`,
  rule: 'Rule',
  new: 'New password',
  repeat: 'New password again',
  notSame: 'The two passwords do not match. Enter both again.',
  set: 'Set password',
  endsOthers: 'This ends all other sessions and revokes all API tokens of the account.',
  failed: 'Password not set.',
  done: 'Password set.',
  doneText: 'Sign in with your new password.',
  goneTitle: 'This link cannot be used',
  forgot: 'Forgot your password?',
  forgotTitle: 'Forgot your password',
  forgotNote: 'We email a link to set a new password to the account’s address. It works once, within 1 hour.',
  send: 'Send link',
  sent: 'Request received.',
  sentText:
    'If this address has an account, an email with the link will arrive in a few minutes. If it does not, check the spam folder and the address, or ask an administrator.',
  notSent: 'Not sent.',
  emailFault: 'Enter the account’s email address, for example name@body.gov.vn.',
  backToSignIn: 'Back to sign-in',
  askNew: 'Request a new link',
};
