import type { Words } from '../words.js';

export const print: Words['print'] = {
  asOf: 'As of',
  printed: 'printed',
  made: 'page made',
  revision: (revision) => `revision ${revision}`,
  legend: 'Legend',
  demo: 'Demo: progress data are illustrative.',
};
