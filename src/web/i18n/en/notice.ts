import type { notice as vi } from '../vi/notice.js';

export const notice: typeof vi = {
  title: (number) => `Notice ${number}`,
  note: 'The Hanoi Party Committee announces the conclusions of the meeting between the Standing Boards of the Hanoi and Nghệ An Party Committees. “2016” is a serial number of the term, not a year.',
  noText: 'The tracker does not hold the full text of the notice.',
  source:
    'The left column summarises, in the tracker’s own words, a press report of 21/6/2019 (the date of issue is not stated); it quotes nothing. Lead bodies and deadlines are not in the report: the two Party committee offices confirm them.',
  covered: 'undertakings have a commitment',
  background: (n) =>
    n === 1 ? '1 background item makes no commitment' : `${n} background items make no commitment`,
  confirmed: 'lead bodies confirmed by both sides',
  pending: (n) => `${n} proposed`,
  paragraph: (n) => `Paragraph ${n}`,
  clause: 'Clause, in short',
  commitments: 'Commitments made of the clause',
  backgroundTopic: 'Background',
  manySectors: (n) => `${n} other sectors`,
  noCommitments: 'No commitments',
  backgroundRow: 'Background, not a commitment',
  missing: 'No commitment yet',
  onlyParty: (party) => `Acting side named in the report: ${party}.`,
  overview: 'Commitments by paragraph',
  caption: 'Clauses of the notice and the commitments made of each',
};
