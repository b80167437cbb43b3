import type { mailSettings as vi } from '../vi/mail-settings.js';

export const mailSettings: typeof vi = {
  note: 'When reminders run, when email goes out, how many a minute, and a test email.',
  hours: 'Sending hours',
  runAt: 'Run reminders at',
  from: 'Send from',
  until: 'until',
  hoursHint:
    'Vietnam time, on working days. Outside these hours, reminders and same-day notices wait for the next working day; account emails (invitations, password resets) go out at any time.',
  perMinute: 'Most emails per minute',
  perMinuteHint:
    'Leave it empty if the mail server sets no limit. What exceeds the limit waits for the next minute; nothing is lost or counted as failed. A fifth is kept for notices and account emails.',
  saved: {
    title: 'Saved.',
    text: 'In force from the next run and the next email; the change is in the audit log.',
  },
  test: 'Test email',
  testNote: 'Sent at once, at any hour; not in the ledger.',
  email: 'Send to',
  send: 'Send a test email',
  serverSaid: 'The mail server answered:',
  outcome: {
    accepted: (address) => `The mail server accepted the email to ${address}.`,
    refused: (address) => `The email to ${address} could not be sent.`,
    limited: () => 'Not sent: this minute’s emails have been used up.',
  },
  next: {
    accepted:
      'If it has not arrived in a few minutes, look in the spam folder and ask the people who run the mail server.',
    refused:
      'If the server could not be reached, check SMTP_URL and the firewall. If it refused, check the address, the SMTP account and the sender MAIL_FROM.',
    limited: 'Try again in a minute.',
  },
  now: 'At present',
  last: 'Last run',
  forDay: (day) => `emails of ${day}`,
  never: 'none yet',
  nextRun: 'Next run',
  state: 'State',
  onTime: 'on schedule',
  late: (day) => `${day} has not been run`,
  ledger: 'Open the ledger',
  queue: 'Open the queue',
  faults: {
    time: 'Choose a time from the list.',
    perMinute: 'A whole number from 1 to 1000, or nothing.',
    email: 'This is not an email address. Example: name@office.vn.',
  },
};
