import type { across as vi } from '../vi/across.js';

export const across: typeof vi = {
  title: 'All agreements together',
  link: 'Figures of all',
  note: 'A row for each agreement, those with the most overdue commitments first. Select a number to open its list.',
  sentence:
    'Of {total} commitments in {agreements} agreements, {done} are completed ({rate}) and {running} go on, {overdue} of them overdue.',
  stopped: (suspended, withdrawn) => `Besides, ${suspended} are suspended and ${withdrawn} withdrawn.`,
  reports: 'Reports on time: {gave} of {owed} ({rate}).',
  caption: 'Figures of each agreement',
  columns: {
    agreement: 'Agreement',
    bar: 'Commitments by standing',
    total: 'Total',
    rate: 'Completed',
    overdue: 'Overdue',
    longestOverdue: 'Longest overdue (days)',
    differing: 'Statements differ',
    ahead: (days) => `Due within ${days} days`,
    aheadShort: (days) => `next ${days} days`,
    reports: 'Reports on time',
    wait: 'Longest wait (working days)',
  },
  all: (n) => `All ${n} agreements`,
  none: 'Your side is not a party to any agreement yet.',
  shown: (shown, all) => `Showing ${shown} of ${all} agreements; the last row counts the others too.`,
  foot: 'Due: commitments still in time whose last day comes within that span. Longest wait: working days for which the longest-waiting matter has been with its holder. Continuing commitments count as in time.',
};
