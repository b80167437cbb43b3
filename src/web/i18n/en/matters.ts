import type { matters as vi } from '../vi/matters.js';

export const matters: typeof vi = {
  question: 'Which level must decide?',
  questionHint: 'When a difficulty is beyond the lead body’s authority; the deadline continues to apply',
  level: 'Level that must decide',
  levels: {
    lead_body: 'The lead body itself',
    coordinator: 'Own committee office',
    leader: 'Own leader',
    both_committees: 'Both committees',
    higher: 'A higher level',
    none: 'No one',
  },
  everyCommittee: 'All committees',
  levelFault: 'Choose a level from the list.',
};
