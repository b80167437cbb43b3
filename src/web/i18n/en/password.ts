import type { password as vi } from '../vi/password.js';

export const password: typeof vi = {
  setTitle: { invitation: 'Set a password', reset: 'Set a new password' },
  setNote: (email) => `Account ${email}`,
  rule: 'Rule',
  new: 'New password',
  repeat: 'New password again',
  notSame: 'The two entries differ. Enter both again.',
  set: 'Set password',
  endsOthers: 'This ends all other sessions and access tokens of the account.',
  failed: 'The password was not set.',
  done: 'The password is set.',
  doneText: 'Sign in with it now.',
  goneTitle: 'This link cannot be used',
  forgot: 'Forgotten your password?',
  forgotTitle: 'Forgotten password',
  forgotNote:
    'A link to set a new password is mailed to the address of the account. It works once, within 1 hour.',
  send: 'Send the link',
  sent: 'Your request has arrived.',
  sentText:
    'If this address has an account, a mail with the link comes within minutes. No mail? Look into the spam folder, check the address, or ask an administrator.',
  notSent: 'Not sent.',
  emailFault: 'Enter the address of the account, such as name@body.gov.vn.',
  backToSignIn: 'Back to sign-in',
  askNew: 'Ask for a new link',
};
