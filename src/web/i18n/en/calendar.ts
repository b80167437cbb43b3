import type { calendar as vi } from '../vi/calendar.js';

export const calendar: typeof vi = {
  title: 'Working calendar',
  titleOf: (year: number) => `Working calendar for ${year}`,
  note: (working: string, off: number, makeUp: number) =>
    `${working} working days, ${off} ${off === 1 ? 'holiday or day in lieu' : 'holidays and days in lieu'}, ${makeUp} make-up ${makeUp === 1 ? 'day' : 'days'}`,
  years: 'Choose a year',
  previous: (year: number) => `${year}`,
  next: (year: number) => `${year}`,
  entered: 'Years entered',
  notEntered: (year: number) => `The public holidays for ${year} have not been entered.`,
  notEnteredNext:
    'For this year, reminders take only Saturdays and Sundays into account. Add the year, then its public holidays and make-up days.',
  toSettle: {
    title: {
      missing: (year: number) => `The public holidays for ${year} have not been entered.`,
      expected: (year: number) => `The working calendar for ${year} is only expected.`,
    },
    text: {
      missing: 'For that year, reminders take only Saturdays and Sundays into account.',
      expected:
        'Compare it with the document that announces the public holidays, then enter the document’s number and date.',
    },
    open: (year: number) => `Open the calendar for ${year}`,
  },
  expected: 'expected',
  expectedTitle: (year: number) => `The calendar for ${year} is only expected.`,
  expectedNext:
    'Once the public holidays have been announced, compare the days, correct any that differ, then enter the document’s number and date.',
  decidedBy: (number: string, day: string) => `decided by document ${number} of ${day}`,
  document: 'Document that decides the calendar',
  documentNote: 'Enter it only after you have read it and checked that the days on this page match.',
  documentFields: { number: 'Number', issuedOn: 'Date of the document' },
  documentHint: 'Example: 9441/TB-BNV',
  documentSubmit: 'Save document',
  source: 'Source',
  sourceHint: 'The document that announces the public holidays',
  addYear: (year: number) => `Add ${year}`,
  month: (month: number) =>
    new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(
      new Date(Date.UTC(2019, month - 1, 1)),
    ),
  legend: { off: 'holiday, day in lieu', makeUp: 'make-up day', weekend: 'weekend', today: 'today' },
  exceptions: 'Public holidays and make-up days',
  caption: 'Public holidays and make-up days, by date',
  columns: { day: 'Day', kind: 'Kind', name: 'Name', remove: 'Remove' },
  kinds: { off: 'Holiday or day in lieu', makeUp: 'Make-up day' },
  none: 'No public holidays or make-up days yet.',
  remove: 'Remove',
  removeOf: (day: string) => `Remove ${day}`,
  add: 'Add days',
  addNote: 'Saturdays and Sundays are days off; all other days are working days. Enter only the exceptions.',
  fields: {
    kind: 'Kind of day',
    from: 'From',
    to: 'To',
    nameVi: 'Name (Vietnamese)',
    nameEn: 'Name (English)',
  },
  hints: { from: 'Weekends within a holiday are left out', to: 'Leave empty for a single day' },
  choices: { off: 'Holiday or day in lieu', makeUp: 'Make-up day' },
  submit: 'Add to the calendar',
  movedTitle: 'Not saved yet: this change affects reminders.',
  moved: (commitments, day) =>
    `Under the new calendar, ${commitments === 1 ? 'the reminder for 1 commitment falls' : `reminders for ${commitments} commitments fall`} on a date whose emails have already been sent. If you save, ${commitments === 1 ? 'it goes' : 'they go'} into the email for ${day} instead.`,
  movedAgree: 'Save anyway',
  movedLeave: 'Do not save',
  failed: 'Not saved yet.',
  faults: {
    kind: 'Choose the kind of day.',
    nameVi: 'Enter the Vietnamese name, up to 200 characters.',
    nameEn: 'Enter the English name, up to 200 characters.',
    year: 'Enter a year from 2000 to 2100.',
    source: 'Enter the source, up to 300 characters.',
    number: 'Enter the document’s number, up to 100 characters.',
  },
  done: {
    year: { title: 'Year added.', text: 'Next: enter its public holidays and make-up days.' },
    decided: { title: 'Document saved.', text: 'The year’s calendar is now decided.' },
    added: {
      title: 'Added to the calendar.',
      text: 'Lists and figures will update within a minute, reminders from the next run on.',
    },
    removed: {
      title: 'Removed from the calendar.',
      text: 'Lists and figures will update within a minute, reminders from the next run on.',
    },
  },
};
