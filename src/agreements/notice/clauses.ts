import type { CommitmentItem, NamedCode } from '../../commitments/commitment.types.js';
import type { BilingualText } from '../../platform/text.js';
import type { Frame } from '../../web/frame.js';

export interface NoticeClause {
  /** `P5.S6a`. */
  locator: string;
  /** `5`. */
  paragraph: string;
  /** False for background, which makes no commitment. */
  undertaking: boolean;
  /** In the tracker's own words. */
  summary: BilingualText;
  sector: NamedCode | null;
  /** The one side that the source names, where it names one. */
  actingParty: { code: string; name: BilingualText } | null;
  commitments: CommitmentItem[];
}

export interface NoticeViewProps {
  frame: Frame;
  slug: string;
  number: string;
  clauses: NoticeClause[];
}

export interface Paragraph {
  number: string;
  clauses: NoticeClause[];
}

export function paragraphsOf(clauses: NoticeClause[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const clause of clauses) {
    const last = paragraphs.at(-1);
    if (last?.number === clause.paragraph) last.clauses.push(clause);
    else paragraphs.push({ number: clause.paragraph, clauses: [clause] });
  }
  return paragraphs;
}

/** Each commitment once, though it may answer to several clauses. */
export function commitmentsOf(clauses: NoticeClause[]): CommitmentItem[] {
  return [
    ...new Map(clauses.flatMap(({ commitments }) => commitments).map((item) => [item.id, item])).values(),
  ];
}
