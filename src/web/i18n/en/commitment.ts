import type { commitment as vi } from '../vi/commitment.js';
import { contributions } from './contributions.js';
import { events } from './commitment-events.js';
import { extension } from './extension.js';
import { said } from './commitment-said.js';
import { indicators } from './indicators.js';
import { directives } from './directives.js';
import { matters } from './matters.js';
import { amendments } from './amendments.js';
import { questions } from './questions.js';
import { plan } from './plan.js';
import { product } from './product.js';
import { review } from './review.js';
import { undated } from './undated.js';
import { draft } from './draft.js';
import { sitting } from './sitting.js';
import { update } from './update.js';

const times = (n: number): string => (n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`);
const days = (n: number): string => `${n} ${n === 1 ? 'day' : 'days'}`;

export const commitment: typeof vi = {
  previous: 'Previous commitment',
  next: 'Next commitment',
  extended: (n) => `Extended ${times(n)}`,
  chased: (n) => `${n} overdue ${n === 1 ? 'notice' : 'notices'}`,
  sector: (name) => `Sector: ${name}`,
  illustrative: 'illustrative',
  illustrativeShort: 'illustrative',
  differsTitle: (sides, day) =>
    `The ${sides > 2 ? 'sides’' : 'two sides’'} statements differ${day ? ` (since ${day})` : ''}.`,
  says: (party, status, percent) => `${party} reports its part as ${status} (${percent})`,
  saysNothing: (party) => `${party} has not reported`,
  andConfirmed: 'and its leader has confirmed it',
  butReturned: (day) => `but its completion report was sent back on ${day} and it has not reported again`,
  differsNext: 'A commitment counts as completed only once every side has confirmed it.',
  returnedTitle: (from, party, day) =>
    from
      ? `${from} sent back ${party}’s completion report on ${day}.`
      : `${party}’s completion report was sent back on ${day}.`,
  returnedReason: 'Reason: {reason}',
  returnedNext: (party) => `${party} needs to add what is missing and report again.`,
  sides: 'What each side reports',
  side: (party) => `${party} reports`,
  noStatement: 'No report yet',
  noStatementNote: 'no figure yet',
  leadBody: 'Lead body',
  leadToBeNamedBy: (party, office) => `to be named by ${party} (meanwhile with ${office})`,
  cooperating: 'Cooperating',
  inChargeNow: (body: string) => `Now the responsibility of ${body}`,
  texts: {
    results: 'Results',
    difficulties: 'Difficulties',
    proposals: 'Proposals',
    nextSteps: 'Main tasks, next period',
  },
  emptyText: 'None given.',
  planConfirmed: (day) => `Lead body and deadline confirmed on ${day}`,
  planPending: 'Plan not confirmed (lead body, product and deadline are proposals)',
  completionReturned: (day) => `Sent back on ${day}, no new report yet`,
  completionNone: 'Confirmation of completion not requested',
  givenLate: 'late',
  forPeriod: (name) => `for ${name}`,
  updatedAt: (at) => `Updated ${at}`,
  by: (post) => `reported by ${post}`,
  reports: (n) => `${n} ${n === 1 ? 'report' : 'reports'}`,
  due: {
    title: 'Deadline',
    present: 'Current deadline',
    lastDay: 'Last day (calculated)',
    noLastDay: 'none, reported each period',
    original: 'Original deadline',
    extension: (n) => `Extension ${n}`,
    refused: 'Extension refused',
    open: 'Extension requested',
    closedByAmendment: 'Closed: an amendment withdrew the commitment or merged it into another',
    firstDate: {
      granted: 'Deadline agreed',
      refused: 'Proposed deadline refused',
      open: 'Deadline proposed',
    },
    today: 'As of today',
    thatDay: 'On that day',
    overdue: (n) => `${days(n)} overdue`,
    workingDays: (n) => `${n} working ${n === 1 ? 'day' : 'days'}`,
    left: (n) => (n === 0 ? 'due today' : `${days(n)} left`),
    completed: (day) => `completed on ${day}`,
    stopped: 'deadline no longer applies',
    asked: (party, day) => `Requested by ${party} on ${day}.`,
    reason: 'Reason: {reason}',
    leader: {
      approved: 'leader approved',
      rejected: 'leader refused',
      none: 'awaiting the leader’s decision',
    },
    countered: (party, from, to, day) =>
      `On ${day}, ${party}’s committee office proposed ${to} instead of ${from}.`,
    approvalFell: 'The leader’s earlier approval is no longer valid.',
    others: { approved: 'approved', rejected: 'refused' },
    on: (day) => `on ${day}`,
  },
  clauses: {
    title: (document) => `Clauses of ${document}`,
    none: 'No clause yet: the commitment comes from an office’s sheet (see Timeline).',
    note: 'Summarised by the tracker, not quoted from the document.',
    proposed:
      'Lead bodies, products and deadlines are proposals until the committee office of each side confirms them.',
  },
  reminders: {
    title: 'Reminders and overdue notices',
    ledger: 'Reminder ledger',
    chased: (n, last) => `${n} overdue ${n === 1 ? 'notice' : 'notices'} so far, the last on ${last}`,
    notChased: 'No overdue notices so far',
    stepTold: (who, day) => `Taken up with ${who} on ${day}`,
    stepHeld: (who, until, answered) =>
      `Taking it up with ${who} is on hold until ${until}: a report or an extension request came on ${answered}`,
    noStep: 'Not taken up with anyone',
    step: (who) => `taken up with ${who}`,
    to: (what, who) => `${what} to ${who}`,
    officesOnly: (what) => `${what}, to the committee offices only`,
    and: '; ',
    headOf: (body) => `the head of ${body}`,
    leaderOf: (committee) => `the leaders of the ${committee}`,
    byOffice: (who) => `${who} (through the committee office)`,
    mixed: (n) => `${n} reminders of the deadline and of what waits`,
    run: (what, from, to) => `${what}, ${from}–${to}`,
    reminder: (rule) => `Reminder (${rule})`,
    chase: (n) => `Overdue notice ${n}`,
    statuses: {
      planned: 'waiting to be sent',
      claimed: 'being sent',
      sent: 'sent',
      failed: 'could not be sent',
      skipped: 'skipped',
    },
    next: (weekday) => `Next: ${weekday}, planned`,
    nextNote: 'Not sent if the lead body has reported completion by then.',
    waiting: (recipient) => `Reminder to the ${recipient}`,
    waitingNote: 'Not sent if it has been dealt with by then.',
  },
  timeline: {
    title: 'Timeline',
    note: 'newest first; records who made each change and when; cannot be edited',
    today: 'Today',
    thatDay: 'Day of the figures',
    sent: (what, parties) => `${what} sent to ${parties}`,
    chases: (n) => `${n} overdue notices`,
    reminders: (n) => `${n} reminders`,
    waiting: (n) => `${n} waiting ${n === 1 ? 'reminder' : 'reminders'}`,
    planned: (what) => `Planned: ${what}`,
    overdue: 'Became overdue',
    overdueAgain: 'Overdue again',
    overdueDetail: (day) => `deadline ${day}`,
  },
  evidence: {
    title: 'Evidence',
    note: (sides) =>
      `${sides > 2 ? 'all' : 'both'} sides can see and download it; it cannot be edited or deleted`,
    none: 'No evidence yet.',
    by: (who, at) => `${who} · ${at}`,
    unpublished: 'not yet visible to other sides: its report waits for your committee office',
    withdrawn: (who, at) => `Withdrawn: ${who} · ${at}`,
    look: 'View in a new tab',
    withdraw: 'Withdraw evidence',
    withdrawText: 'It stays in the list, marked as withdrawn.',
    withdrawFileText: 'Only auditors can still open the file.',
    add: (party) => `Add evidence for ${party}`,
    addHint: 'Enter a document’s number, choose a file, or do both.',
    number: 'Document number',
    numberHint: 'for example 215-BC/TU',
    issuedOn: 'Date of issue',
    issuer: 'Issuer',
    issuerHint: 'for example the Nghệ An Provincial Party Committee',
    recipient: 'Recipient (optional)',
    recipientHint: 'for example the Hanoi Party Committee',
    documentTitle: 'Subject (optional)',
    say: {
      number: 'Enter the document’s number, for example 215-BC/TU.',
      issuer: 'Enter who issued the document.',
    },
    document: (number, day) => `No. ${number} of ${day}`,
    choose: 'File (optional)',
    hint: (kinds, limit) => `One file at a time, up to ${limit}: ${kinds}.`,
    chooseAgain: 'If you had chosen a file, choose it again.',
    attach: 'Add evidence',
  },
  actions: {
    label: (party) => `Actions for ${party}`,
    update: 'Update progress',
    contribute: 'Send contribution',
    requestExtension: 'Request extension',
    confirmPlan: 'Confirm lead body and deadline',
    confirmPlanText: (party, body, due) =>
      `You confirm ${body} as ${party}’s lead body and ${due} as the deadline, with the product below. None of these will then be marked as proposed. You can withdraw this later.`,
    confirm: 'Confirm',
    withdrawPlan: 'Withdraw confirmation of lead body and deadline',
    withdrawPlanText: (party, isDueAgreed) =>
      isDueAgreed
        ? `${party}’s lead body and product become proposals again. The agreed deadline stands.`
        : `${party}’s lead body, product and deadline become proposals again.`,
    withdraw: 'Withdraw confirmation',
    sign: 'Confirm completion',
    signText: (party, percent) =>
      `You confirm that ${party}’s part is completed (${percent}). Once every side has confirmed, the commitment counts as completed and reminders stop.`,
    signOnBehalf: 'The committee office confirms on the leader’s behalf; the timeline says so.',
    withdrawSignature: 'Withdraw completion confirmation',
    withdrawSignatureText: (party) =>
      `${party}’s part awaits its leader’s confirmation again; the commitment no longer counts as completed.`,
    sendBack: 'Send back',
    sendBackText: (parties) =>
      parties.includes(', ')
        ? `The parts of ${parties} go back to “in progress”. Any confirmation by their leaders is no longer valid.`
        : `${parties}’s part goes back to “in progress”. If its leader has confirmed it, that confirmation is no longer valid.`,
    sendBackWhose: 'Send back the report of',
    sendBackAll: 'All of the above',
    sendBackReason: 'Reason for sending back',
    sendBackHint: 'Say what is missing; the other side will see exactly what you write',
    sendBackSubmit: 'Send back',
  },
  notes: {
    title: (party) => `${party}’s internal notes`,
    only: (sides) =>
      `not shown to ${sides > 2 ? 'the other sides' : 'the other side'}, auditors or administrators`,
    none: 'No notes yet.',
    write: 'Write a note…',
    label: 'New note',
    hint: 'Everyone on your side can read this. Notes are not printed or exported and cannot be edited; withdraw a note to correct a mistake.',
    save: 'Save note',
    fault: 'Write a note of up to 4,000 characters, without control characters.',
    readOnly: 'Your body neither leads nor cooperates on this commitment, so you can only read the notes.',
    withdraw: 'Withdraw note',
    withdrawText: 'Nobody will see its text again. Its date and author stay.',
    withdrawn: (day) => `Withdrawn on ${day}.`,
  },
  said,
  contributions,
  events,
  update,
  draft,
  sitting,
  matters,
  amendments,
  questions,
  directives,
  plan,
  product,
  indicators,
  extension,
  undated,
  review,
};
