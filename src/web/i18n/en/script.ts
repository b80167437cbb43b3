import type { script as vi } from '../vi/script.js';

export const script: typeof vi = {
  stillSending: 'Still sending, no answer yet. Wait a little longer or send it again.',
  stopped:
    'Stopped before an answer came; it may have been received. Your text is still in the form, and you can send it again.',
  chooseFileAgain: 'The browser could not keep the file you chose. Choose it again.',
  failed: 'The results could not be loaded.',
  noAnswer: 'The system cannot be reached. Check your connection.',
  tooSlow: 'The system took too long to answer.',
  unavailable: 'The system is unavailable at the moment. Try again in a few minutes.',
  refused: 'The system did not accept this request.',
  oldRows: 'The previous results are no longer shown.',
  tryAgain: 'Try again',
};
