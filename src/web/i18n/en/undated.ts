import type { undated as vi } from '../vi/undated.js';

export const undated: typeof vi = {
  badge: 'No date yet',
  age: (day, days) => `since ${day}, ${days} working ${days === 1 ? 'day' : 'days'}`,
  ageShort: (days) => `for ${days} working ${days === 1 ? 'day' : 'days'}`,
  reviewShort: (day) => `review ${day}`,
  lastDay: 'none yet',
  reason: 'Why there is no date yet',
  review: 'Review day',
  reviewToday: 'up for review',
  firstReview: (day) => `at first ${day}`,
  propose: 'Propose a deadline',
  move: {
    title: 'Move the review day',
    text: 'On that day, if there is still no date, the commitment comes back to My work of every side’s committee office.',
    already: 'If a deadline can be set now, there is no need to move it:',
    reviewOn: 'New review day',
    reviewHint: 'From today, at most a year ahead',
    reason: 'Reason',
    reasonHint: 'Why no deadline can be set yet, what it waits for',
    submit: 'Save review day',
    faults: {
      reviewOn: 'Enter the review day as day, month, year, such as 15/12/2019.',
      reason: 'Give the reason, in up to 2,000 characters.',
    },
  },
};
