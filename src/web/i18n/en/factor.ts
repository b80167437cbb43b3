import type { factor as vi } from '../vi/factor.js';

export const factor: typeof vi = {
  title: 'Second factor',
  on: (at) => `on since ${at}`,
  off: 'off',
  what: 'Once it is on, you sign in with your password and a 6-digit code, which changes every 30 seconds, from an app on your phone. This keeps out anyone who has your password but not your phone.',
  apps: 'You need an authenticator app that supports TOTP, such as Google Authenticator, Microsoft Authenticator, FreeOTP or Aegis. The app works offline.',
  setUp: 'Set up a second factor',
  setUpTitle: 'Set up a second factor',
  pageNote: 'Password and a code from the app, each time you sign in.',
  next: 'Continue',
  scan: '1. Scan with the app',
  scanText:
    'Open the app, add an account and scan this picture. The picture is a key: do not photograph it or send it to anyone.',
  picture: 'QR code for adding the account to an authenticator app',
  byHand: 'If you cannot scan it, type:',
  enterCode: '2. Enter the first code',
  code: 'Code',
  codeIfAny: 'Code, if the account has a second factor',
  codeHint: '6 digits from the app, or a recovery code',
  firstCodeHint: 'the 6 digits the app shows now',
  confirm: 'Turn on',
  nowOn: 'The second factor is on.',
  nowOnText:
    'The account’s other sessions have ended. From now on each sign-in also asks for a code from the app.',
  codesTitle: 'Recovery codes',
  codesText:
    'If you lose your phone, each code works once instead of a code from the app. They are shown only this once: print them or write them down, and keep them safe.',
  codesOf: { account: 'Account', address: 'Site', made: 'Created' },
  kept: 'I have saved the codes',
  codesLeft: (n) =>
    n === 0 ? 'No recovery codes left' : `${n} unused recovery ${n === 1 ? 'code' : 'codes'}`,
  fewLeft: (n) => (n === 0 ? 'Create new ones now.' : 'Create new ones before they run out.'),
  changeHint:
    'Creating new recovery codes cancels the old ones. For a new phone, turn the second factor off and on again.',
  renewCodes: 'Create new recovery codes',
  turnOff: 'Turn off',
  nowOff: {
    title: 'The second factor is off.',
    text: 'Only the password protects the account now. You can turn it on again here.',
  },
  required: 'Your administrator requires a second factor.',
  requiredText: 'Set it up to continue to other pages.',
  stepTitle: 'Code',
  stepNote: 'Password accepted. This account has a second factor: enter the code within 5 minutes.',
  otherAccount: 'Sign in with another account',
  lost: 'If you have lost your phone, use a recovery code. If you have none left, ask an administrator to remove the account’s second factor.',
  requireTitle: 'Second factor',
  coverage: (on, of, admins, ofAdmins) =>
    `on for ${on} of ${of} accounts; administrators: ${admins} of ${ofAdmins}`,
  requireFor: 'Required for',
  who: { nobody: 'Nobody', admins: 'Administrators', all: 'All accounts' },
  requireHint:
    'Takes effect immediately. Anyone who needs a second factor must set one up first; their API tokens will not work until then.',
  policySaved: {
    title: 'Second factor requirement saved.',
    text: 'It applies at once: anyone it covers who has not set one up must do so before going on.',
  },
  reset: 'Remove the second factor',
  resetHint:
    'Only if the owner has lost the app and has no recovery codes left; verify who is asking. All sessions of the account end, its tokens are revoked, and the owner is told by email.',
};
