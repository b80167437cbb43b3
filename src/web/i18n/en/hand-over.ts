import type { handOver as vi } from '../vi/hand-over.js';

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const handOver: typeof vi = {
  link: 'Hand over to a new holder',
  title: 'Hand over the account',
  newHolder: 'New holder',
  email: 'Email of the new holder',
  emailHint: (now) =>
    `Leave empty to keep ${now}. If that address belongs to the old holder, enter a new one.`,
  submit: 'Hand over and send the invitation',
  cancel: 'Do not hand over',
  failed: 'The account has not been handed over.',
  ends: 'Ends at once',
  password: 'The old holder’s password; the new holder sets one with the link in the invitation.',
  sessions: (count) => `${counted(count, 'open session', 'open sessions')}.`,
  tokens: (count) => `${counted(count, 'access token', 'access tokens')}.`,
  factor: 'The second factor; the new holder turns it on again.',
  sso: 'The link to single sign-on.',
  standIns: (count) => `${counted(count, 'stand-in', 'stand-ins')}, for this account or by it.`,
  settings: 'Reminder settings, absence, links that have not been used.',
  stays: 'Stays',
  work: 'Role, body, and everything that waits under My work.',
  drafts: (count) => `${counted(count, 'draft of a report', 'drafts of reports')} of the body.`,
  files: (count) =>
    `${counted(count, 'uploaded file that is', 'uploaded files that are')} not part of a report yet.`,
  asked: (count) =>
    `${counted(count, 'unanswered question or directive', 'unanswered questions and directives')}; the new holder gets the answers.`,
  history: 'What the account has done, named as before; the audit log has the day of the handover.',
};
