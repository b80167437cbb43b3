import type { waits as vi } from '../vi/waits.js';

export const waits: typeof vi = {
  title: 'Reporting and confirming completions',
  note: (parts) => `${parts} parts reported as completed`,
  folded: (parts) => `Reporting and confirming ${parts} completions`,
  waiting: 'Waiting for confirmation (working days)',
  confirmer: 'Who confirms',
  confirmers: { leader: 'Leader', coordinator: 'Committee office, on the leader’s behalf' },
  confirmed: 'Confirmed',
  average: 'Average',
  longest: 'Longest',
  stillWaiting: 'Waiting',
  longestSoFar: 'Longest so far',
  entry: 'From the day done to the day reported (days)',
  parts: 'Parts',
  late: 'Over 10 days',
  moreBodies: (n) => (n === 1 ? 'Show one more body' : `Show ${n} more bodies`),
};
