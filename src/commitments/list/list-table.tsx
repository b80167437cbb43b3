import type { VNode } from 'preact';
import { TableHead, TableRow } from '../../web/components/data-table.js';
import { PartOnPaper } from '../../web/components/part-on-paper.js';
import { Icon } from '../../web/components/icon.js';
import { standingOf, toneOf, type Standing } from '../parts/status-badge.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { listHref } from '../parts/links.js';
import type { Language } from '../../platform/text.js';
import type { CommitmentPage } from '../read/list.types.js';
import type { CommitmentItem, NamedCode } from '../commitment.types.js';
import { askedFor } from '../read/days.js';
import type { ListViewProps } from './list-props.js';
import { activeFilters } from './active-filters.js';
import { columns } from './list-columns.js';
import { Legend } from './list-legend.js';
import { withPicks } from './picking.js';

/** Rows grouped by sector while they are in the order of their codes; else, or where codes do not follow sectors, one list. */
export function ListTable(props: ListViewProps): VNode {
  const { frame, filter, page, asOf, slug, today } = props;
  const t = words(frame.language).list;
  if (page.items.length === 0) return <Empty {...props} />;
  const cells = withPicks(
    props,
    columns({
      slug,
      language: frame.language,
      viewer: frame.viewer,
      asOf,
      days: askedFor(props, today),
      q: filter.q,
    }),
  );
  const sectors = bySector(page.items);
  const grouped = (filter.sort ?? (filter.q ? 'relevance' : 'code')) === 'code' && isOnceEach(sectors);
  const groups = grouped ? sectors : [{ sector: null, items: page.items }];
  return (
    <>
      <PartOnPaper
        before={props.shownBefore ?? 0}
        shown={page.items.length}
        total={page.total}
        language={frame.language}
      />
      <table class="table commitments" role="table">
        <caption class="sr">{t.title}</caption>
        <TableHead columns={cells} />
        {groups.map(({ sector, items }) => (
          <tbody role="rowgroup" key={sector?.code ?? 'all'}>
            {sector ? <GroupRow sector={sector} items={items} props={props} span={cells.length} /> : null}
            {items.map((item) => (
              <TableRow columns={cells} row={item} key={item.id} />
            ))}
          </tbody>
        ))}
      </table>
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

interface SectorGroup {
  sector: NamedCode;
  items: CommitmentItem[];
}

const isOnceEach = (groups: SectorGroup[]) =>
  new Set(groups.map(({ sector }) => sector.code)).size === groups.length;

function bySector(items: CommitmentItem[]): SectorGroup[] {
  const groups: SectorGroup[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last?.sector.code === item.sector.code) last.items.push(item);
    else groups.push({ sector: item.sector, items: [item] });
  }
  return groups;
}

interface GroupRowProps {
  sector: NamedCode;
  items: CommitmentItem[];
  props: ListViewProps;
  span: number;
}

const order: Standing[] = ['over', 'run', 'idle', 'late', 'done'];

/** Counts by standing only where the whole group is on this page: a part would mislead. */
function GroupRow({ sector, items, props, span }: GroupRowProps): VNode {
  const { language } = props.frame;
  const t = words(language);
  const total = props.facets.sector[sector.code] ?? items.length;
  const whole = total === items.length;
  const standings = items.map(standingOf).map((standing) => (standing === 'continuing' ? 'run' : standing));
  return (
    <tr role="row" class="group-row">
      <th role="rowheader" scope="rowgroup" colSpan={span}>
        <span class="group-line">
          <span class="group-code n">{sector.code}</span>
          <strong>{sector.name[language]}</strong>
          <span class="group-count n">{t.commitments(formatNumber(total, language), total)}</span>
          <span class="group-parts">
            {order.map((standing) => {
              const count = standings.filter((one) => one === standing).length;
              return whole && count > 0 ? (
                <span class={`t-${toneOf(standing)}`} title={t.standing[standing]} key={standing}>
                  <Icon name={standing} size={14} title={t.standing[standing]} /> <b class="n">{count}</b>
                </span>
              ) : null;
            })}
          </span>
        </span>
      </th>
    </tr>
  );
}

function More({ frame, slug, filter, page, shownBefore = 0 }: ListViewProps): VNode | null {
  if (page.nextCursor === null && shownBefore === 0) return null;
  const { language } = frame;
  const t = words(language).list;
  const shown = shownBefore + page.items.length;
  const query = listHref(slug, filter);
  const href = `${query}${query.includes('?') ? '&' : '?'}shown=${shown}&cursor=${encodeURIComponent(page.nextCursor ?? '')}`;
  return (
    <p class="more n">
      {t.more(formatNumber(shown, language), countedTotal(page, language))}{' '}
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
