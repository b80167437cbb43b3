import type { VNode } from 'preact';
import { words } from '../../../web/i18n/words.js';
import type { CommitmentItem } from '../../commitment.types.js';
import { commitmentHref } from '../../parts/links.js';
import type { ListedCommitment } from '../../read/list.types.js';
import { FoundLine, MarkedText } from '../../search/found-text.view.js';
import { IndicatorLine } from '../indicator-line.js';
import type { Columns, Where } from './where.js';

/** What a commitment is. */
export function nameColumns(where: Where): Columns {
  const { language } = where;
  const t = words(language);
  return {
    code: { key: 'code', head: t.columns.code, cell: ({ code }) => <span class="code n">{code}</span> },
    title: {
      key: 'title',
      head: t.columns.commitment,
      rowHead: true,
      cell: (item) => <Title item={item} where={where} />,
    },
    sector: {
      key: 'sector',
      head: t.list.sector,
      phoneLabel: `${t.list.sector}:`,
      cell: ({ sector }) => (
        <span class="cell-text">
          {sector.code}. {sector.name[language]}
        </span>
      ),
    },
  };
}

function Title({ item, where }: { item: ListedCommitment; where: Where }): VNode {
  const { slug, language, days, q } = where;
  return (
    <>
      <a
        class="title-link"
        href={commitmentHref(slug, item.code, undefined, days)}
        title={item.title[language]}
      >
        <MarkedText text={item.title[language]} q={q} />
      </a>
      {reportsOn(item, where) ? (
        <a class="row-report" href={`${commitmentHref(slug, item.code)}/cap-nhat`}>
          {words(language).list.report} <span class="sr">{item.code}</span>
        </a>
      ) : null}
      <FoundLine found={item.found} language={language} />
      {where.shown.includes('indicators') ? null : <IndicatorLine item={item} language={language} />}
    </>
  );
}

/** Whether the reader's body leads the own part, and that takes reports: one step to its form. Nobody reports on a past day. */
function reportsOn(
  { sides, status }: Pick<CommitmentItem, 'sides' | 'status'>,
  { viewer, days }: Where,
): boolean {
  if (viewer?.role !== 'liaison' || Object.keys(days).length > 0 || status === 'completed') return false;
  const own = sides.find(({ party }) => party === viewer.party?.code);
  return own?.leadBody.code === viewer.body?.code && own?.completionConfirmedAt === null;
}
