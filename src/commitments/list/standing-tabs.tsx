import type { VNode } from 'preact';
import type { Tone } from '../../web/components/badge.js';
import { Icon, type IconName } from '../../web/components/icon.js';
import { toneOf, type Standing } from '../parts/status-badge.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { listHref, overdueGroups, sameGroups, type ListFilter } from '../parts/links.js';
import type { CountGroup } from '../commitment.types.js';
import type { CommitmentFacets, DeadlineKind } from '../read/list.types.js';
import type { ListViewProps } from './list-props.js';

interface Tab {
  standing: Standing;
  groups: readonly CountGroup[];
  /** Of the group that has no last day, those that have none ever, or none yet. */
  deadline?: DeadlineKind;
  /** Left out where there is none. */
  rare?: boolean;
}

/** The group of those without a last day is told in two where some of them should have one. */
function tabsOf({ facets, filter }: ListViewProps): Tab[] {
  if (facets.undated === 0 && filter.deadline === undefined) return tabs;
  return tabs.flatMap((tab): Tab[] =>
    tab.standing === 'continuing'
      ? [
          { ...tab, deadline: 'continuing' },
          { ...tab, deadline: 'undated' },
        ]
      : [tab],
  );
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
  const { group: _group, deadline: _deadline, timeliness: _timeliness, status: _status, ...rest } = filter;
  const countOf = (tab: Tab) => countIn(facets, tab);
  const all = Object.values(facets.group).reduce((sum, count) => sum + count, 0);
  const differs: ListFilter = { ...filter, differs: filter.differs ? undefined : true };
  return (
    <nav class="tabs" aria-label={t.list.tabs}>
      <ul>
        <TabLink
          id="all"
          href={listHref(slug, rest)}
          current={isAll(filter)}
          label={t.list.all}
          count={all}
          props={props}
        />
        {tabsOf(props)
          .filter((tab) => !tab.rare || countOf(tab) > 0 || isChosen(filter, tab))
          .map((tab) => (
            <StandingTab {...props} tab={tab} rest={rest} key={`${tab.standing} ${tab.deadline}`} />
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

function StandingTab(props: ListViewProps & { tab: Tab; rest: ListFilter }): VNode {
  const { tab, rest, filter, facets, slug, frame } = props;
  const { standing, groups, deadline } = tab;
  const t = words(frame.language);
  const isUndated = deadline === 'undated';
  return (
    <TabLink
      id={isUndated ? 'undated' : standing}
      href={listHref(slug, { ...rest, group: groups, deadline })}
      current={isChosen(filter, tab)}
      tone={isUndated ? 'late' : toneOf(standing)}
      icon={isUndated ? 'calendar' : standing}
      label={isUndated ? t.commitment.undated.badge : t.standing[standing]}
      count={countIn(facets, tab)}
      props={props}
    />
  );
}

function countIn({ group, undated }: CommitmentFacets, { groups, deadline }: Tab): number {
  if (deadline === 'undated') return undated;
  const all = groups.reduce((sum, one) => sum + (group[one] ?? 0), 0);
  return deadline === 'continuing' ? all - undated : all;
}

interface TabLinkProps {
  id: string;
  href: string;
  current: boolean;
  tone?: Tone;
  icon?: IconName;
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

function TabLink({ id, href, current, tone, icon, label, count, props }: TabLinkProps): VNode {
  return (
    <li>
      <a id={`tab-${id}`} href={href} aria-current={current ? 'true' : undefined} {...boosted}>
        {icon ? (
          <span class={`t-${tone}`}>
            <Icon name={icon} size={14} />
          </span>
        ) : null}
        {label}{' '}
        <b data-answer class={`n${tone === 'over' && count > 0 ? ' t-over' : ''}`}>
          {formatNumber(count, props.frame.language)}
        </b>
      </a>
    </li>
  );
}

function isAll({ group, deadline, timeliness, status }: ListFilter): boolean {
  return group === undefined && deadline === undefined && timeliness === undefined && status === undefined;
}

function isChosen({ group: chosen, deadline }: ListFilter, tab: Tab): boolean {
  if (chosen === undefined || deadline !== tab.deadline) return false;
  return sameGroups(Array.isArray(chosen) ? chosen : [chosen], tab.groups);
}
