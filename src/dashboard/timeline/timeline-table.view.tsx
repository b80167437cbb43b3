import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { SideItem } from '../../commitments/commitment.types.js';
import { commitmentHref, listHref, overdueGroups } from '../../commitments/parts/links.js';
import { StatusBadge } from '../../commitments/parts/status-badge.js';
import { askedFor } from '../../commitments/read/days.js';
import { CountLink } from '../../web/components/count-link.js';
import { TableHead, TableRow, type Column } from '../../web/components/data-table.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { words } from '../../web/i18n/words.js';
import { TimelineAxis } from './timeline-axis.view.js';
import { TimelineBar } from './timeline-bar.view.js';
import type { TimelineGroup } from './timeline-groups.js';
import type { TimelineProps } from './timeline.props.js';
import type { TimeScale } from './timeline-scale.js';
import type { TimelineItem } from './timeline.types.js';

type TableProps = TimelineProps & { groups: TimelineGroup[]; scale: TimeScale };

/** A row a commitment: the line in time stands between its name and the same in words. */
export function TimelineTable(props: TableProps): VNode {
  const { groups, frame } = props;
  const columns = columnsOf(props);
  return (
    <table class="table timeline-table" role="table">
      <caption class="sr">{words(frame.language).timeline.title}</caption>
      <TableHead columns={columns} />
      {groups.map((group) => (
        <tbody role="rowgroup" key={group.key}>
          <GroupRow group={group} span={columns.length} {...props} />
          {group.items.map((item) => (
            <TableRow columns={columns} row={item} key={item.id} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function columnsOf({ frame, slug, timeline, scale }: TableProps): Column<TimelineItem>[] {
  const { language, today } = frame;
  const t = words(language);
  const days = askedFor(timeline, today);
  return [
    {
      key: 'title',
      head: t.columns.commitment,
      rowHead: true,
      cell: ({ code, title, sides }) => (
        <>
          <a class="title-link" href={commitmentHref(slug, code, undefined, days)}>
            <span class="code n">{code}</span> {title[language]}
          </a>
          <Products sides={sides} language={language} />
        </>
      ),
    },
    {
      key: 'line',
      head: (
        <>
          <span class="sr">{t.timeline.title}</span>
          <TimelineAxis scale={scale} asOf={timeline.asOf} today={today} language={language} />
        </>
      ),
      cell: (item) => <TimelineBar item={item} scale={scale} asOf={timeline.asOf} language={language} />,
    },
    {
      key: 'due',
      head: t.columns.due,
      phoneLabel: `${t.columns.due}:`,
      cell: ({ due, originalDue, extensions }) => (
        <span class="lines n">
          <span>{due.label[language]}</span>
          {originalDue ? (
            <small>{t.timeline.extendedFrom(originalDue.label[language], extensions)}</small>
          ) : null}
        </span>
      ),
    },
    {
      key: 'standing',
      head: t.columns.standing,
      cell: (item) => (
        <span class="lines">
          <StatusBadge item={item} language={language} days />
          {item.completedOn ? (
            <small class="n">{t.timeline.doneOn(formatDay(item.completedOn))}</small>
          ) : null}
        </span>
      ),
    },
  ];
}

/** What each side is to bring about, by its kind: the whole stands in the commitment. */
function Products({
  sides,
  language,
}: {
  sides: SideItem[];
  language: TimelineProps['frame']['language'];
}): VNode | null {
  const named = sides.filter(({ product }) => product !== null);
  if (named.length === 0) return null;
  const { kinds } = words(language).commitment.product;
  return (
    <small class="tl-products">
      {named.map(({ party, marker, partyName, product }) => (
        <span title={product!.text[language]} key={party}>
          <SideMarker party={party} marker={marker} name={partyName[language]} /> {kinds[product!.kind]}
        </span>
      ))}
    </small>
  );
}

/** How many stand under it, and of them overdue; on a phone, which shows no head, with the axis. */
function GroupRow({ group, span, ...props }: TableProps & { group: TimelineGroup; span: number }): VNode {
  const { frame, slug, timeline, scale, filter } = props;
  const { language, today } = frame;
  const t = words(language);
  const overdue = group.items.filter(({ timeliness }) => timeliness === 'overdue').length;
  const { sector, side } = group;
  const days = askedFor(timeline, today);
  const whole = { ...filter, asOf: undefined, knownAt: undefined, ...days, sector: sector ?? undefined };
  /** The list knows a sector's commitments; of a body it would show those too in which that only cooperates. */
  const count = (n: number, more: object) =>
    sector === null || timeline.total > timeline.items.length ? (
      <b class="n">{n}</b>
    ) : (
      <CountLink
        count={n}
        href={listHref(slug, { ...whole, deadline: 'dated', ...more })}
        language={language}
      />
    );
  return (
    <tr role="row" class="group-row">
      <th role="rowheader" scope="rowgroup" colSpan={span}>
        <span class="group-line">
          {side ? (
            <SideMarker party={side.party} marker={side.marker} name={side.partyName[language]} />
          ) : null}
          {sector === null ? null : <span class="group-code n">{sector}</span>}
          <strong>{group.name ? group.name[language] : t.timeline.heldByNobody}</strong>
          <span class="group-count">{count(group.items.length, {})}</span>
          {overdue > 0 ? (
            <span class="t-over">
              {t.timeline.overdue} {count(overdue, { group: overdueGroups })}
            </span>
          ) : null}
        </span>
        <span class="tl-phone-axis">
          <TimelineAxis scale={scale} asOf={timeline.asOf} today={today} language={language} />
        </span>
      </th>
    </tr>
  );
}
