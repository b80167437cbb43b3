import type { print as vi } from '../vi/print.js';

export const print: typeof vi = {
  asOf: 'As of',
  printed: 'printed',
  made: 'page created',
  revision: (revision) => `revision ${revision}`,
  part: (first, last, all) =>
    `This printout contains only rows ${first}–${last} of ${all}; the others are on other pages of the list.`,
  entries: (oldest, newest) =>
    `This printout contains only entries ${oldest} to ${newest}; the others are on other pages of the log.`,
  legend: 'Legend',
  demo: 'Demo: progress data is illustrative.',
};
