import type { turn as vi } from '../vi/turn.js';

const workingDays = (days: number) => `${days} working ${days === 1 ? 'day' : 'days'}`;

export const turn: typeof vi = {
  title: 'Waiting for',
  leader: 'Leader',
  leaderOf: (committee) => `Leader of the ${committee}`,
  office: 'Committee office',
  officeOf: (committee) => `Office of the ${committee}`,
  roles: {
    lead_body: 'Lead body',
    coordinator: 'Committee office',
    leader: 'Leader',
    other_coordinator: 'Committee office asked for its view',
    outside: 'Another level or body',
  },
  why: {
    works: 'At work on its part',
    returned: 'Its completion report was sent back: it must report again',
    suspended: 'The part is suspended and must be reviewed',
    signs: 'Completion to be confirmed',
    lead_body_gone: 'The lead body has ended: another must be put in charge',
    confirms_plan: 'Plan to be confirmed',
    decides_extension: 'Request for an extension to be decided',
    agrees_to_extension: 'Request for an extension to be answered',
    decides_coordinator: 'An obstacle that the committee office must decide on',
    decides_leader: 'An obstacle that the leader must decide on',
    decides_both_committees: 'An obstacle on which the committees must agree',
    decides_higher: 'An obstacle that a higher level must decide on',
  },
  since: (day, days) => `since ${day}, ${workingDays(days)}`,
  sinceShort: (day, days) => `since ${day}, ${days} d`,
  days: workingDays,
  past: (days) => `${workingDays(days)} over`,
  pastToday: 'past its day',
  nobody: 'Waiting for nobody',
  others: (n) => `and ${n} more ${n === 1 ? 'matter' : 'matters'}`,
  filter: 'Waiting for',
  heldBy: (who) => `Waiting for: ${who}`,
  hands: 'Whose hands each part has been in',
  handsNote: 'working days',
};
