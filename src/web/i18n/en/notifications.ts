import type { notifications as vi } from '../vi/notifications.js';

export const notifications: typeof vi = {
  title: 'Reminders',
  note: 'sent on working days, at most one email a day',
  frequency: 'Emails',
  daily: 'Every day with something to do',
  weekly: 'Weekly, on the first working day',
  pausedUntil: 'Pause until the end of',
  pausedHint: 'at most 45 days; whatever is still open is in the first email after that',
  standIn: 'Stand-in',
  standInHint:
    'gets your reminders until the end of the pause, or, if no day is given, until you remove them',
  nobody: 'none',
  officeHears: 'Committee offices are always told what is overdue, also when they choose weekly or pause.',
  saved: {
    title: 'Your reminder settings have been saved.',
    text: 'They apply from the next email on. Nothing is lost: what has not been told yet is in a later email, if it is still true.',
  },
  lapsed: (name) => `${name} can no longer stand in for you.`,
  lapsedText: 'Reminders come to you again. Choose someone else if you need to.',
};
