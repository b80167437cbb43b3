import type { notice as vi } from '../vi/notice.js';

export const notice: typeof vi = {
  noText: 'The left column is a summary in the tracker’s own words; it quotes nothing.',
  covered: 'undertakings have a commitment',
  background: (n) =>
    n === 1 ? '1 background item makes no commitment' : `${n} background items make no commitment`,
  confirmed: 'lead bodies confirmed by all sides',
  pending: (n) => `${n} proposed`,
  paragraph: (n) => `Paragraph ${n}`,
  part: (n) => `Part ${n}`,
  clause: 'Clause, in short',
  commitments: 'Commitments made of the clause',
  backgroundTopic: 'Background',
  manySectors: (n) => `${n} other sectors`,
  noCommitments: 'No commitments',
  backgroundRow: 'Background, not a commitment',
  missing: 'No commitment yet',
  onlyParty: (party) => `Acting side named in the document: ${party}.`,
  overview: 'Commitments by part',
  caption: 'Clauses of the document and the commitments made of each',
};
