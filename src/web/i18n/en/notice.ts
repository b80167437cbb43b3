import type { notice as vi } from '../vi/notice.js';

export const notice: typeof vi = {
  noText: 'The left column is summarised by the tracker, not quoted.',
  covered: 'undertakings have a commitment',
  background: (n) =>
    n === 1 ? '1 background item without a commitment' : `${n} background items without commitments`,
  confirmed: 'lead bodies confirmed by all sides',
  pending: (n) => `${n} proposed`,
  paragraph: (n) => `Paragraph ${n}`,
  part: (n) => `Part ${n}`,
  clause: 'Clause, summarised',
  commitments: 'Commitments under the clause',
  backgroundTopic: 'Background',
  manySectors: (n) => `${n} other sectors`,
  noCommitments: 'No commitments',
  backgroundRow: 'Background, not a commitment',
  missing: 'No commitment yet',
  onlyParty: (party) => `Acting side named in the document: ${party}.`,
  overview: 'Commitments by part',
  caption: 'Clauses of the document and the commitments under each',
};
