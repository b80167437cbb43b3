import type { VNode } from 'preact';
import type { CommitmentItem } from '../commitments/commitment.types.js';
import type { Language } from '../platform/text.js';
import { StatusBadge } from '../commitments/parts/status-badge.js';
import { TwoSideGlyph } from '../commitments/parts/two-side-glyph.js';
import { words } from '../web/i18n/words.js';
import { commitmentHref } from '../commitments/parts/links.js';
import {
  commitmentsOf,
  paragraphName,
  paragraphsOf,
  type NoticeClause,
  type NoticeViewProps,
  type Paragraph,
} from './clauses.js';

interface Where {
  slug: string;
  language: Language;
}

export function ClauseTable({ frame, slug, clauses }: NoticeViewProps): VNode {
  const t = words(frame.language);
  const where = { slug, language: frame.language };
  return (
    <table class="table clauses" role="table">
      <caption class="sr">{t.notice.caption}</caption>
      <colgroup>
        {['locator', 'summary', 'link', 'code', 'title', 'glyph', 'standing'].map((column) => (
          <col class={`w-${column}`} key={column} />
        ))}
      </colgroup>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" colSpan={2}>
            {t.notice.clause}
          </th>
          <td role="cell" class="c-link" />
          <th role="columnheader" scope="col">
            {t.columns.code}
          </th>
          <th role="columnheader" scope="col">
            {t.columns.commitment}
          </th>
          <th role="columnheader" scope="col">
            {t.columns.progress}
          </th>
          <th role="columnheader" scope="col">
            {t.columns.standing}
          </th>
        </tr>
      </thead>
      {paragraphsOf(clauses).map((paragraph) => (
        <ParagraphRows paragraph={paragraph} where={where} key={paragraph.number} />
      ))}
    </table>
  );
}

function ParagraphRows({ paragraph, where }: { paragraph: Paragraph; where: Where }): VNode {
  const t = words(where.language);
  const count = commitmentsOf(paragraph.clauses).length;
  return (
    <tbody role="rowgroup" id={`P${paragraph.number}`}>
      <tr role="row" class="group-row">
        <th role="rowheader" scope="rowgroup" colSpan={2}>
          <strong>
            {paragraphName(paragraph, where.language)}. {topic(paragraph, where.language)}
          </strong>
        </th>
        <td role="cell" class="c-link" />
        <td role="cell" class="n c-count" colSpan={4}>
          {count === 0 ? t.notice.noCommitments : t.commitments(count)}
        </td>
      </tr>
      {paragraph.clauses.map((clause) => (
        <ClauseRows clause={clause} where={where} key={clause.locator} />
      ))}
    </tbody>
  );
}

/** The sectors that the paragraph speaks of. */
function topic({ clauses }: Paragraph, language: Language): string {
  const t = words(language).notice;
  const sectors = [...new Set(clauses.flatMap(({ sector }) => (sector ? [sector.name[language]] : [])))];
  if (sectors.length === 0) return t.backgroundTopic;
  return sectors.length > 2 ? t.manySectors(sectors.length) : sectors.join('; ');
}

function ClauseRows({ clause, where }: { clause: NoticeClause; where: Where }): VNode {
  const rows: (CommitmentItem | null)[] = clause.commitments.length > 0 ? clause.commitments : [null];
  return (
    <>
      {rows.map((item, index) => (
        <tr
          role="row"
          id={index === 0 ? clause.locator : undefined}
          class={item ? 'clause' : 'clause clause-bare'}
          key={index}
        >
          {index === 0 ? <ClauseCells clause={clause} span={rows.length} language={where.language} /> : null}
          <td role="cell" class="c-link">
            {item ? <Connector /> : null}
          </td>
          {item ? (
            <CommitmentCells item={item} where={where} />
          ) : (
            <NoCommitment clause={clause} where={where} />
          )}
        </tr>
      ))}
    </>
  );
}

function ClauseCells({
  clause,
  span,
  language,
}: {
  clause: NoticeClause;
  span: number;
  language: Language;
}): VNode {
  const { locator, summary, actingParty } = clause;
  return (
    <>
      <th role="rowheader" scope="row" class="c-locator code n" rowSpan={span}>
        {locator}
      </th>
      <td role="cell" class="c-summary" rowSpan={span}>
        {summary[language]}{' '}
        {actingParty ? words(language).notice.onlyParty(actingParty.name[language]) : null}
      </td>
    </>
  );
}

function CommitmentCells({ item, where }: { item: CommitmentItem; where: Where }): VNode {
  const { slug, language } = where;
  return (
    <>
      <td role="cell" class="c-code code n">
        {item.code}
      </td>
      <td role="cell" class="c-title">
        <a class="title-link" href={commitmentHref(slug, item.code)}>
          {item.title[language]}
        </a>
      </td>
      <td role="cell" class="c-glyph">
        <TwoSideGlyph sides={item.sides} language={language} />
      </td>
      <td role="cell" class="c-standing">
        <StatusBadge item={item} language={language} />
      </td>
    </>
  );
}

function NoCommitment({ clause, where }: { clause: NoticeClause; where: Where }): VNode {
  const t = words(where.language).notice;
  return (
    <td role="cell" class="c-none quiet" colSpan={4}>
      {clause.undertaking ? <strong class="t-over">{t.missing}</strong> : t.backgroundRow}
    </td>
  );
}

function Connector(): VNode {
  return (
    <svg class="connector" width="22" height="6" aria-hidden="true">
      <path d="M3 3H19" />
      <circle cx="3" cy="3" r="2" />
      <circle cx="19" cy="3" r="2" />
    </svg>
  );
}
