import type { plan as vi } from '../vi/plan.js';

export const plan: typeof vi = {
  title: 'Plan',
  change: 'Change the plan',
  proposedBy: (party) =>
    party === null ? 'The agreement file names another deadline' : `${party} proposes another deadline`,
  due: 'Deadline',
  agreed: () => 'Agreed by every side',
  notAgreed: () => 'Not confirmed by every side yet',
  proposed: 'Proposed deadline',
  confirmed: (day) => `Confirmed on ${day}`,
  pending: 'Proposed, not confirmed yet',
  again: 'Has to confirm the deadline again; lead body and product stay confirmed',
  form: {
    title: (party) => `${party}’s plan`,
    note: () =>
      'Each committee office confirms its own side’s bodies and product; the deadline takes effect when every side has confirmed it.',
    leadBody: 'Lead body',
    leadHint: 'A new lead body reports from today on, and gets any draft report that is being written',
    cooperating: 'Cooperating bodies',
    cooperatingHint: 'Check bodies of your own side, but not the lead body',
    due: 'Deadline',
    keep: (due) => `Keep the current deadline: ${due}`,
    take: (party, due) => `Agree to the deadline proposed by ${party}: ${due}`,
    other: 'Propose another deadline',
    otherHint: () =>
      'The current deadline counts until every side has confirmed the new one. Sides that have confirmed must confirm again.',
    file: 'the agreement file',
    stands: (due) => `The deadline ${due} is agreed: only an extension or an amendment moves it.`,
    undated: 'The commitment has no date yet; its first one is agreed by “Propose a deadline”.',
    indicators: 'The indicators of your part have a page of their own:',
    submit: 'Save and confirm the plan',
    present: 'The plan now',
    faults: {
      leadBody: 'Choose a lead body from the list.',
      due: 'Keep the deadline, or propose another one and give it: a date, month, quarter or year.',
    },
  },
};
