import type { chase as vi } from '../vi/chase.js';

export const chase: typeof vi = {
  title: 'Send a reminder by hand',
  titleLeader: 'Ask the office to remind',
  note: 'Once per body, commitment and working day. The commitment’s page records it for all sides.',
  noteLeader: 'The committee office gets your request and reminds the lead body.',
  who: (bodies, commitments) => {
    const of = `${commitments} ${commitments === 1 ? 'commitment' : 'commitments'}`;
    return `Recipients: ${bodies} ${bodies === 1 ? 'body' : 'bodies'}, ${of}`;
  },
  columns: { body: 'Body', recipients: 'Recipients', commitments: 'Commitments' },
  caption: 'Bodies that will get the email',
  office: (party) => `the ${party} office`,
  ownSide: 'the lead body',
  noAccount: 'No account yet: no email can be sent.',
  paused: (day) => `has paused emails until the end of ${day}`,
  standIn: (name) => `${name} reads it instead`,
  chasedToday: 'already reminded for that day, will be left out',
  facts: (times) =>
    times === 0 ? 'no overdue notice yet' : `${times} overdue ${times === 1 ? 'notice' : 'notices'} so far`,
  text: 'Message (optional)',
  textHint: 'Recipients read it exactly as written.',
  when: 'When to send',
  whens: {
    now: (at) => (at === null ? 'Now' : `As soon as possible: ${at}`),
    next: (day) => `On ${day}, at the time of the daily email`,
  },
  goes: (at) => (at === null ? 'The email goes out at once.' : `The email goes out at ${at}.`),
  mail: 'The email',
  mailOf: (body) => `Email to ${body}; the others are alike.`,
  subject: 'Subject',
  preview: 'Preview the email',
  send: 'Send reminder',
  sendLeader: 'Send request',
  back: 'Back',
  nothing: 'There is nobody to remind.',
  nothingText: 'The reports are in, or a reminder has already been sent today.',
  failed: 'Not sent.',
  sent: (recipients, at) => ({
    title: `Recorded for ${recipients} ${recipients === 1 ? 'recipient' : 'recipients'}.`,
    text: `The email goes out at ${at}.`,
  }),
  faults: {
    when: 'Choose when to send it.',
    text: 'The message can have up to 500 characters.',
    body: 'Open the list again.',
    commitments: 'Open the list again.',
    period: 'Open the list again.',
  },
  button: 'Remind',
  buttonLeader: 'Ask to remind',
  unreported: {
    title: (period) => `Not yet reported: ${period}`,
    link: 'Bodies that have not reported',
    note: (day, commitments, bodies) =>
      `Due ${day}. Reports are missing on ${commitments} ${commitments === 1 ? 'commitment' : 'commitments'}, from ${bodies} ${bodies === 1 ? 'body' : 'bodies'}.`,
    columns: { body: 'Body', accounts: 'Accounts', owed: 'Reports missing', chased: 'Reminded by hand' },
    none: 'All reports are in.',
    noneText: 'Nobody still owes a report on this period.',
    noAccount: 'No account yet',
    chased: (times, day) => `${times} ${times === 1 ? 'time' : 'times'}, last on ${day}`,
    notChased: 'Not yet',
    all: (bodies) =>
      bodies === 1 ? 'Remind the body with an account' : `Remind all ${bodies} bodies with an account`,
    one: 'Remind',
    previous: 'Previous period',
    next: 'Next period',
    overdue: 'overdue',
  },
};
