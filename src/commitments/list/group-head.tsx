import type { VNode } from 'preact';
import { Icon } from '../../web/components/icon.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { CountGroup, Counts } from '../commitment.types.js';
import { completedGroups, inTimeGroups, listHref, overdueGroups, type ListFilter } from '../parts/links.js';
import { toneOf, type Standing } from '../parts/status-badge.js';
import type { GroupNamed } from './group-heads.js';
import type { ListViewProps } from './list-props.js';

export interface GroupHeadProps {
  group: GroupNamed;
  count: number;
  /** Of the whole group; left out where they are not known. */
  counts?: Partial<Counts>;
  /** By a side's own reports. */
  ofSide?: boolean;
  isContinued?: boolean;
  props: ListViewProps;
  span: number;
}

const parts: [Standing, readonly CountGroup[]][] = [
  ['over', overdueGroups],
  ['run', inTimeGroups],
  ['idle', ['not_started_on_time']],
  ['late', [completedGroups[1]]],
  ['done', [completedGroups[0]]],
];

/** Name, how many, and how they stand: each figure opens the list that it counts. The rows of the group fold, without a script too. */
export function GroupHead({ group, count, counts, ofSide, isContinued, props, span }: GroupHeadProps): VNode {
  const { frame, slug, filter } = props;
  const t = words(frame.language);
  const all: ListFilter = { ...filter, ...group.only };
  const title = [group.party?.marker, group.name].filter(Boolean).join(' ');
  const countWords = t.commitments(formatNumber(count, frame.language), count);
  return (
    <tr role="row" class="group-row">
      <th role="rowheader" scope="rowgroup" colSpan={span}>
        <span class="group-line">
          <details class="group-fold" open>
            <summary title={t.shape.fold(title)}>
              <Icon name="down" size={12} />
              {group.code === undefined ? null : <span class="group-code n">{group.code}</span>}
              {group.party ? <SideMarker party={group.party.code} marker={group.party.marker} /> : null}
              <strong title={group.title}>{group.name}</strong>
              {isContinued ? <small>({t.shape.continued})</small> : null}
            </summary>
          </details>
          <a class="group-count n" href={listHref(slug, all)}>
            {countWords}
            <span class="sr">, {title}</span>
          </a>
          {counts ? <Parts counts={counts} all={all} ofSide={ofSide} title={title} props={props} /> : null}
        </span>
      </th>
    </tr>
  );
}

interface PartsProps {
  counts: Partial<Counts>;
  all: ListFilter;
  ofSide?: boolean;
  title: string;
  props: ListViewProps;
}

function Parts({ counts, all, ofSide = false, title, props }: PartsProps): VNode {
  const { slug, filter, frame } = props;
  const t = words(frame.language);
  // What is filtered by its standing already has no part that a filter more would leave.
  const isWhole = [filter.group, filter.status, filter.timeliness, filter.deadline, filter.of].every(
    (one) => one === undefined,
  );
  return (
    <span class="group-parts">
      {parts.map(([standing, group]) => {
        const count = group.reduce((sum, one) => sum + (counts[one] ?? 0), 0);
        if (count === 0) return null;
        const number = formatNumber(count, frame.language);
        const inside = (
          <>
            <Icon name={standing} size={14} title={t.standing[standing]} /> <b class="n">{number}</b>
          </>
        );
        const at = { class: `t-${toneOf(standing)} of-${standing}`, title: t.standing[standing] };
        if (!isWhole) return <span {...at}>{inside}</span>;
        const href = listHref(slug, { ...all, ...(ofSide ? { of: 'side' } : {}), group });
        return (
          <a {...at} href={href} key={standing}>
            {inside}
            <span class="sr">, {title}</span>
          </a>
        );
      })}
    </span>
  );
}
