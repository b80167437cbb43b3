import type { errors as viErrors, signIn as viSignIn } from '../vi/sign-in.js';

export const signIn: typeof viSignIn = {
  title: 'Sign in',
  note: 'Use the official account of your body. An account belongs to a post, not to a person.',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  failed: 'Not signed in.',
  tooLate: 'Not signed in.',
  tooLateText: 'The code has to follow within 5 minutes of the password. Sign in again.',
  demoTitle: 'Demo accounts',
  demoNote: 'password for all',
  account: 'Account',
  post: 'Post',
  role: 'Role',
  can: 'What it can do',
  abilities: {
    liaison: 'Updates progress of the commitments of its own body',
    coordinator:
      'Confirms lead bodies and deadlines, agrees to extensions, sends back reports of another side',
    leader: 'Reads the overview, decides extensions, confirms completion',
    auditor: 'Reads all that is shared, changes nothing',
    admin: 'Reads all that is shared, runs reminders; speaks for no side',
  },
};

export const errors: typeof viErrors = {
  titles: {
    400: 'The request could not be read',
    401: 'Sign-in needed',
    403: 'This account may not do that',
    404: 'Page not found',
    409: 'Somebody else has just changed this',
    412: 'Somebody else has just changed this',
    413: 'What was sent is too large',
    422: 'This cannot be done now',
    429: 'Too many attempts',
    500: 'Something went wrong in the system',
    503: 'The system is not ready for the moment',
  },
  next: {
    400: 'Go back, check what was entered and send it again.',
    401: 'Sign in, then open this page again.',
    403: 'If it has to be done, use the account of the post concerned or ask the Party committee office of your side.',
    404: 'Check the address, or look for the commitment by its code in the list.',
    409: 'Open the page again to see the latest version, then repeat.',
    412: 'Open the page again to see the latest version, then repeat.',
    413: 'Shorten it and send it again.',
    422: 'Go back, mend what is named above, then try again.',
    429: 'Wait a few minutes, then try again.',
    500: 'What was not sent may still be on the previous page. Try later; if it fails again, tell the administrator the request id.',
    503: 'Try again in a few minutes.',
  },
  code: (status) => `Error ${status}`,
  requestId: 'Request id',
  goOverview: 'Go to Overview',
  goCommitments: 'Open the list of commitments',
};
