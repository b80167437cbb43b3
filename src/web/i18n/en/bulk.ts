import type { bulk as vi } from '../vi/bulk.js';

const commitments = (count: number) => `${count} ${count === 1 ? 'commitment' : 'commitments'}`;

export const bulk: typeof vi = {
  pick: {
    one: (code) => `Select ${code}`,
    page: 'Select every commitment on this page',
    all: (count) => `All ${count} commitments in this list`,
    tooMany: (most) => `The whole list: at most ${most} commitments at once, so filter it first.`,
    bar: 'What to do with the selected commitments',
    count: '{count} selected',
    every: 'Select the page',
    clear: 'Clear',
  },
  actions: {
    ask_report: 'Ask for an update',
    confirm_plan: 'Confirm plans',
    hand_over: 'Change lead body',
    propose_due: 'Propose a new deadline',
  },
  chosen: (count) => `${commitments(count)} selected.`,
  notYet: 'Nothing has been done yet.',
  nothing: 'No commitment is selected.',
  nothingText: 'Tick commitments in the list.',
  tooMany: (count, most) => `This list has ${count} commitments; at most ${most} can be done at once.`,
  tooManyText: 'Filter the list, or select page by page.',
  back: 'Back to the list',
  failed: 'Nothing was done.',
  will: (count) => `To be done: ${count}`,
  could: (count) => `Can be done: ${count}`,
  wont: (count) => `Left out: ${count}`,
  wontNote: 'These commitments stay as they are.',
  none: 'This cannot be done with any of the selected commitments.',
  columns: { commitment: 'Commitment', change: 'Change', reason: 'Reason' },
  fields: {
    lead_body: 'Lead body',
    cooperating_bodies: 'Cooperating bodies',
    plan: 'Plan',
    due: 'Deadline',
    proposed_due: 'Deadline proposed',
    report: 'Email to',
  },
  notSaid: 'still to be named',
  follows: {
    ask_report:
      'Each body gets one email that names every commitment it has to report on. Each commitment’s page records it.',
    ask_report_leader: 'The committee office gets your request and reminds the lead bodies.',
    confirm_plan:
      'Once confirmed, your side’s parts are no longer marked “proposed”. You can withdraw a confirmation on the commitment’s page.',
    hand_over: 'Your side’s plans are confirmed with it. Draft reports move to the new body.',
    propose_due: 'Each commitment gets a request of its own: your leader decides, the other side responds.',
  },
  form: {
    body: 'New lead body',
    choose: 'Choose a body',
    reason: 'Reason',
    reasonHint: 'Causes, what remains, support needed; written into every request.',
    next: 'With the next daily email',
    preview: 'Preview',
    previewAgain: 'Preview again',
  },
  submit: {
    ask_report: (count) => `Ask about ${commitments(count)}`,
    ask_report_leader: (count) => `Send a request about ${commitments(count)}`,
    confirm_plan: (count) => `Confirm ${count} ${count === 1 ? 'plan' : 'plans'}`,
    hand_over: (count) => `Hand over ${commitments(count)}`,
    propose_due: (count) => `Send ${count} ${count === 1 ? 'request' : 'requests'}`,
  },
  faults: {
    body: 'Choose the new lead body.',
    reason: 'Give the reason, in at most 2,000 characters.',
    text: 'The message can have at most 500 characters.',
    when: 'Choose when to send it.',
    rows: 'Select the commitments in the list again.',
    action: 'Choose what to do in the list again.',
  },
  done: {
    ask_report: (count) => `Asked for updates on ${commitments(count)}.`,
    ask_report_leader: (count) => `Sent your office a request about ${commitments(count)}.`,
    confirm_plan: (count) => `Confirmed the plans of ${commitments(count)}.`,
    hand_over: (count) => `Changed the lead body of ${commitments(count)}.`,
    propose_due: (count) => `Sent requests for a new deadline of ${commitments(count)}.`,
  },
  doneText: (out) =>
    out === 0
      ? 'Every selected commitment is done.'
      : `${out === 1 ? 'One other stays' : `${out} others stay`} as ${out === 1 ? 'it is' : 'they are'}.`,
  doneList: 'Commitments that were done',
};
