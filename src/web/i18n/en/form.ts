/** What every form says. `{typed}` and the like are filled in, by the program and by the browser's script. */
export const form = {
  fault: 'This entry is missing, too long or contains control characters. Correct it and send it again.',
  left: 'Characters left: {left}',
  long: 'Too long: shorten it by {over} (at most {most} characters).',
  signs:
    'It contains control characters, or too many marks on one letter. Type that part again, then send it.',
  missing: {
    fill: 'Fill in this field.',
    choose: 'Choose one of these.',
    file: 'Choose a file.',
    email: 'Enter a full email address, for example name@office.vn.',
    number: 'Enter a whole number from {min} to {max}.',
  },
  files: { choose: 'Choose a file…', none: 'No file chosen' },
  dayHint: 'dd/mm/yyyy',
  days: {
    shape: 'Enter the date as dd/mm/yyyy, for example 25/11/2019.',
    year: 'Write the year with four digits, for example 25/11/2019.',
    missing: '{typed} is not a real date. The day comes first, then the month, then the year.',
    range: 'Enter a date between the years 1900 and 2100, for example 25/11/2019.',
  },
  dayInWords: '{weekday}, {d} {month} {year}',
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};
