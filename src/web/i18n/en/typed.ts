import type { formWord as viFormWord, keptForm as viKeptForm, typed as viTyped } from '../vi/typed.js';

export const typed: typeof viTyped = {
  title: 'What you entered',
  note: 'It has not been saved. You can select and copy it here.',
  ofAnother: 'This was entered with another account, so it is not shown here. It has not been saved.',
  field: 'Text',
  fields: {
    results: 'Results',
    difficulties: 'Difficulties',
    proposals: 'Proposals',
    nextSteps: 'Main tasks, next period',
    reason: 'Reason',
    text: 'Text',
    name: 'Name',
    nameVi: 'Name (Vietnamese)',
    nameEn: 'Name (English)',
    shortVi: 'Abbreviated name (Vietnamese)',
    shortEn: 'Abbreviated name (English)',
    source: 'Source',
    email: 'Email',
  },
  sendAgain: 'Send again',
  openFilled: 'Open the form with this text',
  toForm: 'Open the form',
};

export const formWord: typeof viFormWord = {
  notSent: {
    title: 'Nothing has been sent yet.',
    text: 'What you entered is still in the form: check it, then send it.',
  },
  notSentNorFile: {
    title: 'Nothing has been sent yet.',
    text: 'What you entered is still in the form, but the file has to be chosen again: check everything, then send it.',
  },
  another: {
    title: 'This form is empty.',
    text: 'What was entered before signing in belongs to another account and is not shown here.',
  },
  tooLate: {
    title: 'This form is empty.',
    text: 'What was entered is kept for 1 hour while you sign in, and that hour has passed.',
  },
};

export const keptForm: typeof viKeptForm = {
  title: 'Your session has ended, and nothing has been saved.',
  text: 'Sign in again: the form will open with what you entered, for you to check and send. This page keeps it for 1 hour.',
  file: 'The file has to be chosen again.',
  tooLong:
    'What you entered is longer than 256 KiB and cannot be kept while you sign in here. Use another tab to sign in, then reload this page and agree to send it again: the form will open with what you entered.',
  elsewhere: 'Already signed in using another tab?',
  open: 'Open the form I filled in',
  ssoHint:
    'Opens in a new tab. Once signed in, come back to this tab and choose “Open the form I filled in”.',
  notYet: 'You do not seem to have signed in using another tab yet.',
};
