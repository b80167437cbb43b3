import type { extension as vi } from '../vi/extension.js';

export const extension: typeof vi = {
  title: 'Request extension',
  note: 'Your leader decides; the committee office of every other side gives its view. The original deadline is kept.',
  present: 'Present deadline',
  lastDay: (day) => `last day ${day}`,
  precision: 'New deadline given as',
  precisions: { date: 'Day', month: 'Month', quarter: 'Quarter', year: 'Year' },
  fillOne: 'Choose one way, then fill in its own boxes; the others are left aside.',
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
  quarterName: (roman) => `Quarter ${roman}`,
  reason: 'Reason',
  reasonHint: 'Why it cannot be met, what remains, whose help is needed',
  send: 'Send request',
  cancel: 'Do not send, back to the commitment',
  sendNote: 'Until it is decided, the present deadline counts.',
  decide: 'Decide extension',
  agree: 'Give a view on the extension',
  agreementEnds: 'Agreement ends',
  pastEnd: (day) =>
    `The agreement ends on ${day}. You may ask for a later deadline; those who decide will be told that it is later.`,
  afterAgreement: (day) => `Please note: the requested deadline is after the agreement ends (${day}).`,
  asks: (party) => `${party} asks for an extension`,
  decision: 'Decision',
  opinion: 'View',
  approved: 'Agree',
  rejected: 'Do not agree',
  decisionReason: 'Reason or remark',
  decisionReasonHint: 'Needed when you do not agree',
  decisionSubmit: 'Record decision',
  opinionSubmit: 'Send view',
  granted:
    'The deadline changes once the asking side’s leader and the committee offices of all other sides have agreed.',
  faults: {
    due: 'Write the new deadline as chosen: a day, a month, a quarter or a year, from 1900 to 2100.',
    reason: 'State the reason, in at most 2,000 characters.',
  },
  answerFaults: {
    decision: 'Choose whether you agree.',
    reason:
      'The reason may have at most 2,000 characters and no control characters. Shorten it and send it again.',
  },
};
