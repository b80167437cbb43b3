import type { notifications as vi } from '../vi/notifications.js';

export const notifications: typeof vi = {
  title: 'Reminders and absence',
  note: 'sent on working days, at most one email a day',
  frequency: 'Emails',
  daily: 'Every day with something to do',
  weekly: 'Weekly, on the first working day',
  pausedFrom: 'Away from',
  pausedFromHint: 'leave empty if you are away already',
  pausedUntil: 'Away, emails paused until the end of',
  pausedHint: 'at most 45 days; whatever is still open is in the first email after that',
  standIn: 'Stand-in',
  standInHint:
    'gets your emails and acts for you on the pages until the end of that day; if no day is given, gets the emails only, until you remove them',
  nobody: 'none',
  officeHears: 'Committee offices are always told what is overdue, also when they choose weekly or pause.',
  saved: {
    title: 'Your reminder settings have been saved.',
    text: 'They apply from the next email on. Nothing is lost: what has not been told yet is in a later email, if it is still true.',
  },
  lapsed: (name) => `${name} can no longer stand in for you.`,
  lapsedText: 'Reminders come to you again. Choose someone else if you need to.',
};
