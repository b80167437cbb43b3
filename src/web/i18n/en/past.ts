import type { past as vi } from '../vi/past.js';

export const past: typeof vi = {
  asOf: 'As of',
  knownAt: 'By what had been entered by',
  knownAtHint: 'Left empty: by everything entered so far.',
  view: 'Show',
  byNow: (day) => `Figures as of ${day}, by everything entered so far.`,
  byNowMeans:
    'Work counts as completed from the day on which it was done, even if that was reported or confirmed later.',
  byThen: (day) => `Figures as of ${day}, only by what had been entered by the end of that day.`,
  byDay: (day, known) => `Figures as of ${day}, by what had been entered by the end of ${known}.`,
  ahead: (day) => `As of ${day}, if nothing changes from now on.`,
  toThen: 'Only by what had been entered then',
  toNow: 'By everything entered so far',
  backToToday: 'Back to today',
  onPaper: 'by what had been entered by',
};
