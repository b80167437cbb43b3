import type { finding as vi } from '../vi/finding.js';

const of = (what: string) => (by: string) => (by ? `In ${what} of ${by}` : `In ${what}`);

export const finding: typeof vi = {
  title: 'Search',
  label: 'Code, words or name of a page',
  keys: 'Ctrl K or ⌘K',
  places: 'Pages',
  clauses: 'Text of the document',
  nothing: 'Nothing found. Try other or fewer words.',
  narrow: 'Only the best results are shown. Add words to narrow them down.',
  results: (count) => `${count} ${count === '1' ? 'result' : 'results'}`,
  in: {
    report: of('the report'),
    evidence: of('the evidence'),
    indicator: of('indicators'),
    question: of('question'),
    answer: of('answer'),
    directive: of('directive'),
    directive_answer: of('answer to a directive'),
    note: of('internal note'),
  },
};
