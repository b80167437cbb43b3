import type { calendarFeed as vi } from '../vi/calendar-feed.js';

export const calendarFeed: typeof vi = {
  title: 'Deadlines in your calendar',
  note: 'Updates by itself, without signing in',
  none: 'There are no calendar addresses yet.',
  columns: { name: 'Calendar address', scope: 'Covers', made: 'Created', used: 'Last read' },
  scopes: { own: 'own work', all: 'all commitments' },
  everywhere: 'all agreements',
  onlyIn: (slug: string) => `${slug} only`,
  revoke: 'Revoke',
  revokeOf: (name: string) => `Revoke calendar address ${name}`,
  revoked: {
    title: 'Calendar address revoked.',
    text: 'The calendar that used it can no longer read deadlines.',
  },
  make: 'Create a calendar address',
  makeNote:
    'Add the address to a calendar app to see the deadlines of commitments. It is shown only once, right after you create it.',
  fields: { name: 'Name', scope: 'Covers', agreement: 'Agreement' },
  hints: { name: 'Which device or app uses it, so that you know what to revoke' },
  choices: { own: 'My body’s work', all: 'All commitments' },
  submit: 'Create address',
  failed: 'Calendar address not created.',
  faults: {
    name: 'Enter a name, up to 80 characters.',
    scope: 'Choose what it covers.',
    agreement: 'Choose an agreement from the list.',
  },
  address: 'Calendar address',
  made: 'Your new calendar address. Copy it now: it is shown only this once.',
  madeNote:
    'Anyone who has this address can read the deadlines without signing in, so do not pass it on. In your calendar app, choose to add a calendar from an address (URL) and paste it.',
  open: 'Open in a calendar app',
  another: 'Create another address',
  back: 'Back to My account',
  calendar: (account) => `Commitment deadlines · ${account}`,
  due: {
    date: () => 'Due',
    month: (label) => `End of ${label}`,
    quarter: (label) => `End of ${label}`,
    year: (label) => `End of ${label}`,
  },
  proposed: 'proposed',
  closed: { completed: 'Completed', suspended: 'Suspended', withdrawn: 'Withdrawn' },
  lines: {
    due: (label, day) => `Deadline: ${label}${label === day ? '' : ` (last day ${day})`}`,
    workingDay: (day) => `Last working day before it: ${day}`,
    original: (label, times) =>
      `Original deadline: ${label}; extended ${times === 1 ? 'once' : `${times} times`}`,
    proposed: 'The two sides have not confirmed this deadline yet.',
    leads: (names) => `Lead bodies: ${names}`,
    cutOff: (most) => `This calendar has only the ${most} nearest deadlines.`,
  },
};
