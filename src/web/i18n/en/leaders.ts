import type { leaders as vi } from '../vi/leaders.js';

export const leaders: typeof vi = {
  title: 'Leaders in charge of sectors',
  note: 'What waits for a side’s leader in a sector goes to the leader in charge; where nobody is named, to all leaders of the side. The other leaders can still decide.',
  side: (party) => `${party} side`,
  sector: 'Sector',
  leader: 'Leader in charge',
  all: 'All leaders',
  lapsedChoice: (name) => `${name} (no longer a leader)`,
  lapsed: 'This account is disabled or no longer leads the side: what waits goes to all leaders.',
  lapsedTitle: (sectors) =>
    sectors === 1 ? 'One sector needs another leader.' : `${sectors} sectors need another leader.`,
  lapsedText:
    'The account that was named is disabled or no longer leads the side; what waits goes to all leaders.',
  noLeaders: 'This side has no leader’s account yet. Ask an administrator.',
  readsOnly: 'The side’s committee office names them.',
  save: 'Save',
  failed: 'Nothing was saved.',
  faults: {
    leaders: 'Choose a leader from the list.',
    version: 'Reload the page and choose again.',
  },
  saved: {
    title: 'Saved.',
    text: 'From now on, what waits for a leader goes to the one in charge of the sector.',
  },
  unchanged: { title: 'Nothing was changed.', text: '' },
  link: 'Leaders in charge of sectors',
};
