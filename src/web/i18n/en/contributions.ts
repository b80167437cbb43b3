import type { contributions as vi } from '../vi/contributions.js';

export const contributions: typeof vi = {
  title: 'Contributions',
  note: 'sent by cooperating bodies to the lead body; they count only once the lead body uses them in its report',
  waiting: 'Waiting for the lead body',
  taken_over: (day) => `Used in the report of ${day}`,
  declined: (day) => `Not used, ${day}`,
  reason: 'Reason: {reason}',
  says: (status, percent) => `${status}, ${percent}`,
  settled: (n) => `${n} ${n === 1 ? 'contribution' : 'contributions'} handled`,
  takeOver: 'Use in our report',
  takeOverAll: (n) => `Use all ${n} in our report`,
  decline: 'Do not use',
  declineReason: 'Reason given to the cooperating body',
  declineHint: 'The cooperating body will see exactly what you write',
  fault: 'Give the reason, in up to 2,000 characters and without control characters.',
  form: {
    title: 'Send a contribution',
    status: (body) => `${body}’s part`,
    send: 'Send to the lead body',
    sendNote: (lead) =>
      `${lead} uses it in your side’s report or tells you why not. Your side’s status and percentage do not change.`,
    to: (lead) => `Lead body: ${lead}`,
  },
  prefilled: (bodies) => `Text from ${bodies} has been copied into the form.`,
  prefilledText: (said) =>
    `Edit the text and send it as your side’s report. The contributions are then marked as used. They report: ${said}. The status and percentage below are still your side’s.`,
};
