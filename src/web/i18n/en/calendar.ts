import type { calendar as vi } from '../vi/calendar.js';

export const calendar: typeof vi = {
  title: 'Working calendar',
  titleOf: (year: number) => `Working calendar of ${year}`,
  note: (working: string, off: number, makeUp: number) =>
    `${working} working days, ${off} holidays and days in lieu, ${makeUp} make-up days`,
  years: 'Choose a year',
  previous: (year: number) => `${year}`,
  next: (year: number) => `${year}`,
  entered: 'Years entered',
  notEntered: (year: number) => `The holidays of ${year} are not entered.`,
  notEnteredNext:
    'For this year reminders leave out Saturdays and Sundays only. Add the year, then its holidays and make-up days.',
  source: 'Source',
  sourceHint: 'The paper that announces the holidays',
  addYear: (year: number) => `Add ${year}`,
  month: (month: number) =>
    new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(
      new Date(Date.UTC(2019, month - 1, 1)),
    ),
  legend: { off: 'holiday, day in lieu', makeUp: 'make-up day', weekend: 'weekend', today: 'today' },
  exceptions: 'Holidays and make-up days',
  caption: 'Holidays and make-up days, in order of time',
  columns: { day: 'Day', kind: 'Kind', name: 'Name', remove: 'Remove' },
  kinds: { off: 'Off', makeUp: 'Worked' },
  none: 'No holiday and no make-up day yet.',
  remove: 'Remove',
  removeOf: (day: string) => `Remove ${day}`,
  add: 'Add days',
  addNote: 'Saturdays and Sundays are off anyway, other days are worked anyway: enter only what differs.',
  fields: {
    kind: 'Kind of day',
    from: 'From',
    to: 'To',
    nameVi: 'Name (Vietnamese)',
    nameEn: 'Name (English)',
  },
  hints: { from: 'Weekends within a holiday are left out', to: 'Empty for one day' },
  choices: { off: 'Holiday, in lieu', makeUp: 'Make-up day' },
  submit: 'Add to the calendar',
  movedTitle: 'Not saved yet: this change moves reminders.',
  moved: (commitments, day) =>
    `By the new calendar the reminder of ${commitments === 1 ? '1 commitment' : `${commitments} commitments`} belongs to a day whose mails have gone out. If you save, ${commitments === 1 ? 'it is' : 'they are'} told in the mail of ${day} instead.`,
  movedAgree: 'I have seen this: save',
  movedLeave: 'Do not save',
  failed: 'Not saved yet.',
  faults: {
    kind: 'Choose the kind of day.',
    nameVi: 'Give the Vietnamese name, of at most 200 characters.',
    nameEn: 'Give the English name, of at most 200 characters.',
    year: 'The year must be from 2000 to 2100.',
    source: 'Give the source, of at most 300 characters.',
  },
  done: {
    year: 'The year was added. Now enter its holidays and make-up days.',
    added: 'Added to the calendar. Lists and figures follow within a minute.',
    removed: 'Removed from the calendar. Lists and figures follow within a minute.',
  },
};
