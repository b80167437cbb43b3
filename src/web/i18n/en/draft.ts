import type { draft as vi } from '../vi/draft.js';

export const draft: typeof vi = {
  save: 'Save draft',
  saved: (at) => `Draft saved ${at}`,
  savedNow: 'Draft saved {at}',
  unsaved:
    'Draft not saved: no connection. The text is still on this page and will be saved as soon as there is a connection.',
  signedOut:
    'Your session has ended, so the draft was not saved. The text is still on this page: press Save draft and sign in, and the form opens again as you left it.',
  refused: 'Draft not saved. The text is still on this page: press Save draft to see why.',
  overtaken: 'Another draft has just been saved. Press Save draft to compare the two; neither is lost.',
  opened: (by, at) => `This is the draft saved by ${by} at ${at}.`,
  keptUntil: (day) =>
    `Only your body’s accounts can read and change it; nothing has been sent. It is kept until ${day}.`,
  discard: 'Discard draft',
  beside: (by, at) => `Your body has a draft saved by ${by} at ${at}.`,
  open: 'Open the draft',
  waitingTitle: (n) => `Drafts not sent: ${n}`,
  since: (day) => `draft since ${day}`,
  goesOn: (day) => `will be deleted on ${day} unless it is changed or sent`,
};
