import type { factor as vi } from '../vi/factor.js';

export const factor: typeof vi = {
  title: 'Second factor',
  on: (at) => `on since ${at}`,
  off: 'off',
  what: 'Once it is on, signing in needs the password and a code of 6 digits that changes every 30 seconds in an app on your phone. Whoever knows the password but has no phone does not get in.',
  apps: 'You need an authenticator app for TOTP, such as Google Authenticator, Microsoft Authenticator, FreeOTP or Aegis. The app needs no network.',
  setUp: 'Set up a second factor',
  setUpTitle: 'Set up a second factor',
  pageNote: 'Password and a code of the app, at each sign-in.',
  next: 'Continue',
  scan: '1. Scan with the app',
  scanText:
    'Open the app, add an account, scan this picture. The picture is a key: take no photo of it, send it to nobody.',
  picture: 'QR code that adds the account to an authenticator app',
  byHand: 'If it cannot be scanned, type:',
  enterCode: '2. Enter the first code',
  code: 'Code',
  codeIfAny: 'Code, if the account has a second factor',
  codeHint: '6 digits of the app, or a recovery code',
  firstCodeHint: 'the 6 digits that the app shows now',
  confirm: 'Turn on',
  nowOn: 'The second factor is on.',
  nowOnText: 'Other sessions of the account were ended.',
  codesTitle: 'Recovery codes',
  codesText:
    'When the phone is lost, each of them stands in for a code of the app, once. They are shown this time only: print them or write them down, and keep them safe.',
  kept: 'Codes are kept, back to the account',
  codesLeft: (n) =>
    n === 0 ? 'no recovery codes left' : `${n} recovery ${n === 1 ? 'code' : 'codes'} not used yet`,
  fewLeft: 'Make new ones before they run out.',
  changeHint: 'New recovery codes make the old ones void. A new phone: turn it off and on again.',
  renewCodes: 'Make new recovery codes',
  turnOff: 'Turn off',
  nowOff: 'The second factor is off. Only the password protects the account now.',
  required: 'The administrator requires a second factor.',
  requiredText: 'Set it up to go on to other pages.',
  stepTitle: 'Code',
  stepNote: 'The password is right. This account has a second factor; enter the code within 5 minutes.',
  otherAccount: 'Sign in with another account',
  lost: 'Phone lost: use a recovery code. None left: ask an administrator to remove the second factor of the account.',
  requireTitle: 'Second factor',
  coverage: (on, of, admins, ofAdmins) =>
    `on for ${on} of ${of} accounts; administrators: ${admins} of ${ofAdmins}`,
  requireFor: 'Required for',
  who: { nobody: 'Nobody', admins: 'Administrators', all: 'All accounts' },
  requireHint:
    'It holds at once. Who must and has none is led to set it up before anything else; API tokens of theirs are refused until then.',
  policySaved: 'Saved.',
  reset: 'Remove the second factor',
  resetHint:
    'Only where its owner lost the app and has no recovery codes left; make sure who is asking. All sessions and tokens of the account end, and its owner is told by mail.',
};
