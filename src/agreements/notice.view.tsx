import type { VNode } from 'preact';
import type { CommitmentItem, NamedCode } from '../commitments/commitment.types.js';
import type { BilingualText } from '../platform/text.js';
import { PrintButton } from '../web/components/button.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { PageHead } from '../web/components/section.js';
import { words } from '../web/i18n/words.js';
import { Page, type Frame } from '../web/layout.js';
import { ClauseTable } from './notice/clause-table.js';
import { Coverage } from './notice/coverage.js';

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

/** Shows that no clause is left out: each clause at the left, what was made of it at the right. */
export function NoticeView(props: NoticeViewProps): VNode {
  const { frame, number } = props;
  const t = words(frame.language).notice;
  return (
    <Page {...frame} active="notice" title={t.title(number)}>
      <PageHead title={t.title(number)} note={t.note}>
        <PrintButton language={frame.language} />
      </PageHead>
      <NoticeBar tone="info" title={t.noText}>
        {t.source}
      </NoticeBar>
      <Coverage {...props} />
      <ClauseTable {...props} />
    </Page>
  );
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
