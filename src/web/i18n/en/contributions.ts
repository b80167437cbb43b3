import type { contributions as vi } from '../vi/contributions.js';

export const contributions: typeof vi = {
  title: 'Contributions',
  note: 'from cooperating bodies to the lead body; part of the side’s report only once the lead body uses them',
  waiting: 'Waiting for the lead body',
  taken_over: (day) => `Used in the report of ${day}`,
  declined: (day) => `Not used, ${day}`,
  reason: (reason) => `Reason: ${reason}`,
  says: (status, percent) => `${status}, ${percent}`,
  settled: (n) => `${n} ${n === 1 ? 'contribution' : 'contributions'} dealt with`,
  takeOver: 'Use in our report',
  takeOverAll: (n) => `Use all ${n} in our report`,
  decline: 'Do not use',
  declineReason: 'Reason given to the cooperating body',
  declineHint: 'The cooperating body reads it word for word',
  fault: 'A reason is needed, of at most 2,000 characters and without control characters.',
  form: {
    title: 'Send a contribution',
    status: (body) => `The part of ${body}`,
    send: 'Send to the lead body',
    sendNote: (lead) =>
      `${lead} uses it in the side’s report, or tells you why not. The side’s status and percentage stay as they are.`,
    to: (lead) => `Lead body: ${lead}`,
  },
  prefilled: (bodies) => `The form was filled in from the contribution of ${bodies}.`,
  prefilledText: (said) =>
    `Edit it into your side’s report, then send it; the contributions are then marked as used. They say: ${said}. The status and percentage below are still your side’s.`,
};
