import type { print as vi } from '../vi/print.js';

export const print: typeof vi = {
  asOf: 'As of',
  printed: 'printed',
  made: 'page created',
  revision: (revision) => `revision ${revision}`,
  legend: 'Legend',
  demo: 'Demo: progress data is illustrative.',
};
