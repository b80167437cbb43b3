import type { ComponentChildren, VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { CountLink } from '../../web/components/count-link.js';
import { TileStrip, type Tile } from '../../web/components/tile-strip.js';
import { formatRate } from '../../web/format.js';
import { fill } from '../../web/i18n/fill.js';
import { comparisonHref, timelineHref } from '../../web/links.js';
import { words } from '../../web/i18n/words.js';
import {
  completedGroups,
  daysHref,
  inTimeGroups,
  listHref,
  overdueGroups,
  type ListFilter,
} from '../../commitments/parts/links.js';
import { askedFor } from '../../commitments/read/days.js';
import type { Dashboard } from '../dashboard.types.js';
import { completed, inTime, listOf, overdue, share, type Scope } from './scope.js';

interface Part {
  dashboard: Dashboard;
  scope: Scope;
}

/** The figures that sum to the total, then what changed and how much of what fell due is done. */
export function Headline(props: Part): VNode {
  const t = words(props.scope.language).dashboard;
  return (
    <>
      <TileStrip tiles={headlineTiles(props)} label={t.tiles} />
      <Sentences {...props} />
    </>
  );
}

/** Those that sum to the total, and those that ask for action. */
export const headlineTiles = (part: Part): Tile[] => [...groupTiles(part), ...actionTiles(part)];

function counter({ scope }: Part) {
  return (count: number, filter: ListFilter): VNode => (
    <CountLink count={count} href={listOf(scope, filter)} language={scope.language} />
  );
}

/** Those that go on for good: without those that only have no date yet, which are counted with them. */
function continuingOf(part: Part): VNode {
  const { counts, undated } = part.dashboard;
  const deadline = undated > 0 ? 'continuing' : undefined;
  return counter(part)(counts.continuing - undated, { group: 'continuing', deadline });
}

function groupTiles(part: Part): Tile[] {
  const { counts, total, dated, undated, trend } = part.dashboard;
  const t = words(part.scope.language).dashboard;
  const count = counter(part);
  const continuing = continuingOf(part);
  const split = (template: string, parts: Record<string, ComponentChildren> = {}) => (
    <>
      {fill(template, { ...parts, continuing })}
      {undated > 0
        ? fill(t.undatedSplit, { undated: count(undated, { group: 'continuing', deadline: 'undated' }) })
        : null}
    </>
  );
  return [
    {
      key: 'total',
      label: t.total,
      figure: count(total, {}),
      split: split(t.totalSplit, { dated: count(dated, { dueTo: trend.to }) }),
    },
    {
      key: 'done',
      label: t.completed,
      icon: 'done',
      tone: 'done',
      figure: count(completed(counts), { group: completedGroups }),
      split: fill(t.completedSplit, {
        onTime: count(counts.completed_on_time, { group: 'completed_on_time' }),
        late: count(counts.completed_late, { group: 'completed_late' }),
      }),
    },
    {
      key: 'run',
      label: t.inTime,
      icon: 'run',
      tone: 'run',
      figure: count(inTime(counts), { group: inTimeGroups }),
      split: split(t.inTimeSplit),
    },
    {
      key: 'idle',
      label: t.notStarted,
      icon: 'idle',
      tone: 'idle',
      figure: count(counts.not_started_on_time, { group: 'not_started_on_time' }),
      split: t.notStartedSplit,
    },
  ];
}

function actionTiles(part: Part): Tile[] {
  const { asOf, counts, differing, chasedOften, dueSoon, bySide } = part.dashboard;
  const t = words(part.scope.language).dashboard;
  const count = counter(part);
  const soon: ListFilter = { timeliness: 'on_time', dueFrom: asOf, dueTo: dueSoon.until };
  return [
    {
      key: 'over',
      label: t.overdue,
      icon: 'over',
      tone: 'over',
      strong: true,
      figure: count(overdue(counts), { group: overdueGroups }),
      split: fill(t.overdueSplit, {
        count: count(chasedOften, { group: overdueGroups, remindedAtLeast: 4 }),
      }),
    },
    {
      key: 'diff',
      label: t.differs,
      icon: 'diff',
      tone: 'diff',
      strong: true,
      figure: count(differing.length, { differs: true }),
      split: t.differsSplit(bySide.length),
    },
    {
      key: 'soon',
      label: t.dueSoon(dueSoon.days),
      icon: 'calendar',
      figure: count(dueSoon.count, soon),
      split: dueSoon.nearest
        ? fill(t.dueSoonSplit, {
            day: (
              <a
                class="count n"
                href={listOf(part.scope, { ...soon, dueFrom: dueSoon.nearest, dueTo: dueSoon.nearest })}
              >
                {formatDay(dueSoon.nearest)}
              </a>
            ),
          })
        : t.dueSoonNone,
    },
  ];
}

function Sentences(part: Part): VNode {
  const { asOf, before, counts, knownAt, reached, trend } = part.dashboard;
  const { language, slug } = part.scope;
  const t = words(language).dashboard;
  const count = counter(part);
  const then = (number: number, filter: ListFilter): VNode => (
    <CountLink
      count={number}
      href={listHref(slug, { ...filter, ...askedFor({ asOf: before.day, knownAt }, part.scope.today) })}
      language={language}
    />
  );
  const dated = { dueTo: trend.to };
  return (
    <p class="headline n">
      {fill(t.compare, {
        day: formatDay(before.day),
        completed: then(before.completed, { group: completedGroups }),
        overdue: then(before.overdue, { group: overdueGroups }),
        doneChange: <b>{t.change(completed(counts) - before.completed)}</b>,
        overChange: <b>{t.change(overdue(counts) - before.overdue)}</b>,
      })}{' '}
      <span class="aside-link">
        <a href={comparisonHref(slug, { from: before.day, to: asOf })}>{words(language).comparison.link}</a>
        {' · '}
        <a href={daysHref(timelineHref(slug), part.scope.days)}>{words(language).timeline.link}</a>
        {'. '}
      </span>
      {fill(t.reached, {
        due: <b>{count(reached.due, { ...dated, group: [...completedGroups, ...overdueGroups] })}</b>,
        completed: <b>{count(reached.completed, { ...dated, group: completedGroups })}</b>,
        completedRate: formatRate(share(reached.completed, reached.due), language),
        onTime: <b>{count(reached.onTime, { ...dated, group: 'completed_on_time' })}</b>,
        onTimeRate: formatRate(share(reached.onTime, reached.due), language),
      })}{' '}
      {counts.suspended + counts.withdrawn > 0
        ? fill(t.stopped, {
            suspended: count(counts.suspended, { group: 'suspended' }),
            withdrawn: count(counts.withdrawn, { group: 'withdrawn' }),
          })
        : null}
    </p>
  );
}
