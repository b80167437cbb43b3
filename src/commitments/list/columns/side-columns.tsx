import type { ComponentChildren, VNode } from 'preact';
import { formatDay } from '../../../calendar/deadline.js';
import { dayOf } from '../../../platform/clock.js';
import { formatNumber } from '../../../web/format.js';
import { words } from '../../../web/i18n/words.js';
import type { CommitmentItem, SideItem } from '../../commitment.types.js';
import { LeadBodies } from '../../parts/lead-bodies.js';
import { commitmentHref } from '../../parts/links.js';
import { ProductWords } from '../../parts/product-line.js';
import { SideLines } from '../../parts/side-lines.js';
import { TwoSideGlyph } from '../../parts/two-side-glyph.js';
import type { Column } from '../../../web/components/data-table.js';
import type { ListedCommitment } from '../../read/list.types.js';
import type { Columns, Where } from './where.js';

/** What each side has of it: a line a side. */
export function sideColumns(where: Where): Columns {
  const { language } = where;
  const t = words(language);
  return {
    lead: {
      key: 'lead',
      head: t.columns.leadBody,
      cell: ({ sides }) => <LeadBodies sides={sides} language={language} />,
    },
    progress: {
      key: 'glyph',
      head: t.columns.progress,
      cell: ({ sides }) => <TwoSideGlyph sides={sides} language={language} />,
    },
    product: ofEach(where, 'product', (side) => (
      <span>
        <ProductWords side={side} language={language} />
      </span>
    )),
    stated: ofEach(where, 'stated', ({ status, percent }) =>
      percent === null ? <None>{t.noneYet}</None> : t.status[status],
    ),
    reported: ofEach(where, 'reported', ({ updatedAt }) =>
      updatedAt === null ? <None>{t.noneYet}</None> : formatDay(dayOf(new Date(updatedAt))),
    ),
    evidence: ofEach(where, 'evidence', (side, item) => <Evidence side={side} item={item} where={where} />),
    indicators: {
      key: 'indicators',
      head: t.shape.indicators,
      phoneLabel: `${t.shape.indicators}:`,
      cell: (item) => <Indicators item={item} where={where} />,
    },
  };
}

function ofEach(
  { language }: Where,
  key: 'product' | 'stated' | 'reported' | 'evidence',
  of: (side: SideItem, item: ListedCommitment) => ComponentChildren,
): Column<ListedCommitment> {
  const head = words(language).shape[key];
  return {
    key,
    head,
    phoneLabel: `${head}:`,
    cell: (item) => (
      <span class="cell-text n">
        <SideLines sides={item.sides} language={language} of={(side) => of(side, item)} />
      </span>
    ),
  };
}

const None = ({ children }: { children: ComponentChildren }) => <span class="none">{children}</span>;

/** How many documents stand as its proof, and where they are. */
function Evidence({ side, item, where }: { side: SideItem; item: ListedCommitment; where: Where }): VNode {
  const { slug, language, days, evidence } = where;
  const t = words(language);
  const count = evidence?.get(item.id)?.[side.party] ?? 0;
  if (count === 0) return <None>{t.shape.noEvidence}</None>;
  return (
    <a class="count" href={commitmentHref(slug, item.code, 'minh-chung', days)}>
      {t.shape.documents(formatNumber(count, language), count)}
    </a>
  );
}

/** How many of its indicators are reached: those of both sides together once. */
function Indicators({ item, where }: { item: CommitmentItem; where: Where }): VNode {
  const { slug, language, days } = where;
  const t = words(language).shape;
  const joint = new Set(item.jointIndicators.map(({ code }) => code));
  const own = item.sides.flatMap(({ indicators }) => indicators.filter(({ code }) => !joint.has(code)));
  const all = [...item.jointIndicators, ...own];
  if (all.length === 0) return <None>{t.noIndicators}</None>;
  const inState = (asked: string) => all.filter(({ state }) => state === asked).length;
  const behind = inState('behind');
  return (
    <span class="lines cell-text n">
      <a class="count" href={commitmentHref(slug, item.code, 'chi-tieu', days)}>
        {t.reached(inState('reached'), all.length)}
      </a>
      {behind > 0 ? <small class="t-late">{t.behind(behind)}</small> : null}
    </span>
  );
}
