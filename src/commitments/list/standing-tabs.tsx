import type { VNode } from 'preact';
import { Icon } from '../../web/components/icon.js';
import { toneOf, type Standing } from '../parts/status-badge.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { listHref, overdueGroups, sameGroups, type ListFilter } from '../parts/links.js';
import type { CountGroup } from '../commitment.types.js';
import type { ListViewProps } from './list-props.js';

interface Tab {
  standing: Standing;
  groups: readonly CountGroup[];
  /** Left out where there is none. */
  rare?: boolean;
}

const tabs: Tab[] = [
  { standing: 'over', groups: overdueGroups },
  { standing: 'run', groups: ['in_progress_on_time'] },
  { standing: 'continuing', groups: ['continuing'] },
  { standing: 'idle', groups: ['not_started_on_time'] },
  { standing: 'done', groups: ['completed_on_time'] },
  { standing: 'late', groups: ['completed_late'] },
  { standing: 'suspended', groups: ['suspended'], rare: true },
  { standing: 'withdrawn', groups: ['withdrawn'], rare: true },
];

/** Links, so that each is an address; counts say what each would leave under the other filters. */
export function StandingTabs(props: ListViewProps): VNode {
  const { frame, slug, filter, facets } = props;
  const t = words(frame.language);
  const { group: chosen, timeliness: _timeliness, status: _status, ...rest } = filter;
  const countOf = (groups: readonly CountGroup[]) =>
    groups.reduce((sum, group) => sum + (facets.group[group] ?? 0), 0);
  const all = Object.values(facets.group).reduce((sum, count) => sum + count, 0);
  const differs: ListFilter = { ...filter, differs: filter.differs ? undefined : true };
  return (
    <nav class="tabs" aria-label={t.list.tabs}>
      <ul>
        <TabLink
          href={listHref(slug, rest)}
          current={isAll(filter)}
          label={t.list.all}
          count={all}
          props={props}
        />
        {tabs
          .filter(({ groups, rare }) => !rare || countOf(groups) > 0 || isChosen(chosen, groups))
          .map(({ standing, groups }) => (
            <TabLink
              href={listHref(slug, { ...rest, group: groups })}
              current={isChosen(chosen, groups)}
              standing={standing}
              label={t.standing[standing]}
              count={countOf(groups)}
              props={props}
              key={standing}
            />
          ))}
        <li class="tab-gap">
          <a
            id="tab-differs"
            href={listHref(slug, differs)}
            aria-current={filter.differs ? 'true' : undefined}
            {...boosted}
          >
            <span class="t-diff">
              <Icon name="diff" size={14} />
            </span>
            {t.differs}{' '}
            <b class="t-diff n" data-answer>
              {formatNumber(facets.differs, frame.language)}
            </b>
          </a>
        </li>
      </ul>
    </nav>
  );
}

interface TabLinkProps {
  href: string;
  current: boolean;
  standing?: Standing;
  label: string;
  count: number;
  props: ListViewProps;
}

/** Only the results are replaced when a tab is followed with a script. */
export const boosted = {
  'hx-boost': 'true',
  'hx-target': '#results',
  'hx-select': '#results > *',
  'hx-swap': 'innerHTML show:none',
};

function TabLink({ href, current, standing, label, count, props }: TabLinkProps): VNode {
  return (
    <li>
      <a id={`tab-${standing ?? 'all'}`} href={href} aria-current={current ? 'true' : undefined} {...boosted}>
        {standing ? (
          <span class={`t-${toneOf(standing)}`}>
            <Icon name={standing} size={14} />
          </span>
        ) : null}
        {label}{' '}
        <b data-answer class={`n${standing === 'over' && count > 0 ? ' t-over' : ''}`}>
          {formatNumber(count, props.frame.language)}
        </b>
      </a>
    </li>
  );
}

function isAll({ group, timeliness, status }: ListFilter): boolean {
  return group === undefined && timeliness === undefined && status === undefined;
}

function isChosen(chosen: ListFilter['group'], groups: readonly CountGroup[]): boolean {
  return chosen !== undefined && sameGroups(Array.isArray(chosen) ? chosen : [chosen], groups);
}
