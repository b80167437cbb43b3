import type { AmendmentItem } from '../commitments/amendments/amendment.types.js';
import type { CommitmentItem, NamedCode } from '../commitments/commitment.types.js';
import type { BilingualText, Language } from '../platform/text.js';
import type { Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';

export interface NoticeClause {
  /** `P5.S6a`. */
  locator: string;
  /** Where it stands by its locator: `5` of `P5.S6a`, `II` of `II.3`. */
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
  kind: string;
  /** What the document is about. */
  title: BilingualText;
  /** What a reader must know of the source. */
  sourceNote: BilingualText;
  clauses: NoticeClause[];
  /** What the sides changed since, or propose to, newest first. */
  amendments: AmendmentItem[];
}

export interface Paragraph {
  number: string;
  clauses: NoticeClause[];
}

/** Of `P5.S6a` the paragraph is `5`; of other locators it is what stands before the first point. */
export function paragraphOf(locator: string): string {
  return /^P(\d+)/.exec(locator)?.[1] ?? locator.split('.')[0]!;
}

/** `Đoạn 5`, or `Mục II` where the document is not told by paragraphs. */
export function paragraphName({ number, clauses }: Paragraph, language: Language): string {
  const t = words(language).notice;
  return clauses.every(({ locator }) => /^P\d/.test(locator)) ? t.paragraph(number) : t.part(number);
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
