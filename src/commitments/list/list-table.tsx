import type { VNode } from 'preact';
import { TableHead, TableRow } from '../../web/components/data-table.js';
import { PartOnPaper } from '../../web/components/part-on-paper.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { listHref } from '../parts/links.js';
import type { Language } from '../../platform/text.js';
import type { CommitmentPage } from '../read/list.types.js';
import { askedFor } from '../read/days.js';
import type { ListViewProps } from './list-props.js';
import { activeFilters } from './active-filters.js';
import { GroupHead } from './group-head.js';
import { columns } from './list-columns.js';
import { Legend } from './list-legend.js';
import { withPicks } from './picking.js';
import { shownGroups } from './shown-groups.js';
import { roomOf } from './shape.js';

/** The rows, under heads where they are in groups. */
export function ListTable(props: ListViewProps): VNode {
  const { frame, page, asOf, slug, today, shape, evidence } = props;
  const t = words(frame.language);
  const room = roomOf(shape.columns);
  if (page.items.length === 0) return <Empty {...props} />;
  const cells = withPicks(
    props,
    columns({
      slug,
      language: frame.language,
      viewer: frame.viewer,
      asOf,
      days: askedFor(props, today),
      q: props.filter.q,
      shown: shape.columns,
      evidence,
    }),
  );
  return (
    <>
      <PartOnPaper
        before={props.shownBefore ?? 0}
        shown={page.items.length}
        total={props.grouped?.rows ?? page.total}
        language={frame.language}
      />
      <SumNote {...props} />
      <div class={room === null ? undefined : `chosen-columns room-${room}`}>
        <table class="table commitments" role="table">
          <caption class="sr">{t.list.title}</caption>
          <TableHead columns={cells} />
          {shownGroups(props).map(({ key, head, items }) => (
            <tbody role="rowgroup" key={key}>
              {head ? <GroupHead {...head} props={props} span={cells.length} /> : null}
              {items.map((item) => (
                <TableRow columns={cells} row={item} key={item.id} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      <More {...props} />
      <Legend language={frame.language} sides={frame.agreement?.sides.length ?? 2} />
    </>
  );
}

/** Of a search that finds very many, that there are more. */
export function countedTotal({ total, totalIsAtLeast }: CommitmentPage, language: Language): string {
  const count = formatNumber(total, language);
  return totalIsAtLeast ? words(language).list.moreThan(count) : count;
}

/** How groups are counted, where they add up to more than the list. */
function SumNote({ frame, page, grouped, shape }: ListViewProps): VNode | null {
  if (!grouped) return null;
  const { language } = frame;
  const t = words(language).shape;
  const said = [
    grouped.rows === page.total
      ? null
      : t.inSeveral(formatNumber(page.total, language), formatNumber(grouped.rows, language)),
    shape.groups === 'side' ? t.ofSide : null,
  ].filter((one) => one !== null);
  return said.length === 0 ? null : <p class="hint sum-note n">{said.join(' ')}</p>;
}

function More({ frame, slug, filter, page, grouped, shownBefore = 0 }: ListViewProps): VNode | null {
  if (page.nextCursor === null && shownBefore === 0) return null;
  const { language } = frame;
  const t = words(language).list;
  const shown = shownBefore + page.items.length;
  const total = countedTotal(page, language);
  const query = listHref(slug, filter);
  const href = `${query}${query.includes('?') ? '&' : '?'}shown=${shown}&cursor=${encodeURIComponent(page.nextCursor ?? '')}`;
  return (
    <p class="more n">
      {grouped && grouped.rows !== page.total
        ? words(language).shape.moreRows(
            formatNumber(shown, language),
            formatNumber(grouped.rows, language),
            total,
          )
        : t.more(formatNumber(shown, language), total)}{' '}
      {page.nextCursor === null ? null : (
        <a class="btn" href={href} rel="next">
          {t.next}
        </a>
      )}
    </p>
  );
}

/** Says which condition to loosen. */
function Empty(props: ListViewProps): VNode {
  const t = words(props.frame.language).list;
  const active = activeFilters(props);
  return (
    <div class="empty">
      <p>
        <strong>{t.emptyTitle}</strong>
      </p>
      {active.length > 0 ? (
        <>
          <p>{t.emptyNext}</p>
          <ul class="loosen">
            {active.map(({ key, label, href }) => (
              <li key={key}>
                <a href={href}>{t.remove(label)}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
