import type { extension as vi } from '../vi/extension.js';

export const extension: typeof vi = {
  title: 'Request an extension',
  note: () =>
    'Your side’s leader decides; the committee office of every other side responds. The original deadline stays on record.',
  present: 'Current deadline',
  lastDay: (day) => `last day ${day}`,
  precision: 'State the new deadline as a',
  precisions: { date: 'Day', month: 'Month', quarter: 'Quarter', year: 'Year' },
  fillOne: 'Choose one, then fill in its boxes; the others are ignored.',
  date: 'Last day',
  month: 'Month',
  monthYear: 'Year of the month',
  quarter: 'Quarter',
  quarterYear: 'Year of the quarter',
  year: 'Year',
  choose: 'choose',
  monthName: (n) =>
    'January February March April May June July August September October November December'.split(' ')[
      n - 1
    ] ?? '',
  quarterName: (roman) => `Q${['I', 'II', 'III', 'IV'].indexOf(roman) + 1}`,
  reason: 'Reason',
  reasonHint: 'Cause, what remains to be done, support needed',
  send: 'Send request',
  cancel: 'Cancel and go back',
  sendNote: 'The current deadline applies until a decision is made.',
  decide: 'Decide on the extension',
  agree: 'Respond to the extension request',
  agreementEnds: 'Agreement ends',
  pastEnd: (day) =>
    `The agreement ends on ${day}. You can request a later deadline; those who decide will be told.`,
  afterAgreement: (day) => `Note: the requested deadline is after the end of the agreement (${day}).`,
  asks: (party) => `${party} requests an extension`,
  firstDate: {
    title: 'Propose a deadline',
    note: () =>
      'Your side’s leader decides; the committee office of every other side responds. This is the first deadline and does not count as an extension.',
    precision: 'State the deadline as a',
    sendNote: 'Until a decision is made, the commitment still has no date.',
    reasonHint: 'What this deadline is based on',
    decide: 'Decide on the deadline',
    agree: 'Respond to the proposed deadline',
    asks: (party) => `${party} proposes a deadline`,
    granted: () =>
      'The deadline is set once the proposing side’s leader and every other side’s committee office have approved.',
  },
  decision: 'Decision',
  opinion: 'Response',
  approved: 'Approve',
  rejected: 'Refuse',
  counter: 'Earlier deadline',
  counterHint: (present, asked) =>
    `After the current deadline (${present}), before the one requested (${asked}). The leader of the side that asked decides on it.`,
  opinionReasonHint: 'Required if you refuse, or propose an earlier deadline',
  decisionReason: 'Reason or comment',
  decisionReasonHint: 'Required if you refuse',
  decisionSubmit: 'Save decision',
  opinionSubmit: 'Send response',
  granted: () =>
    'The deadline changes once the requesting side’s leader and every other side’s committee office have approved.',
  faults: {
    due: 'Enter the new deadline as chosen: a day, a month, a quarter or a year, from 1900 to 2100.',
    reason: 'Give the reason, in up to 2,000 characters.',
  },
  answerFaults: {
    decision: 'Choose “Approve” or “Refuse”.',
    opinion: 'Choose “Approve”, “Refuse” or “Earlier deadline”.',
    reason: 'Up to 2,000 characters, without control characters. Shorten the reason and send it again.',
  },
};
