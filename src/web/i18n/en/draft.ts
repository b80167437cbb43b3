import type { draft as vi } from '../vi/draft.js';

export const draft: typeof vi = {
  save: 'Save draft',
  saved: (at) => `Draft saved ${at}`,
  savedNow: 'Draft saved {at}',
  unsaved: 'No connection, draft not saved; it will be saved once there is one.',
  signedOut: 'Your session has ended. Press Save draft to sign in and save.',
  refused: 'Draft not saved. Press Save draft to see why.',
  offline: 'No connection: not sent. Send again once connected.',
  overtaken: 'There is another draft. Press Save draft to compare.',
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
