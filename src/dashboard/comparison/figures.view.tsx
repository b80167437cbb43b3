import type { ComponentChildren, VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Counts } from '../../commitments/commitment.types.js';
import { completedGroups, listHref, type ListFilter } from '../../commitments/parts/links.js';
import { StandingBadge, DiffersBadge } from '../../commitments/parts/status-badge.js';
import type { Day } from '../../platform/clock.js';
import { CountLink } from '../../web/components/count-link.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { Section } from '../../web/components/section.js';
import { SideLine } from '../../web/components/side-marker.js';
import { StackedBar } from '../../web/components/stacked-bar.js';
import { formatNumber, formatRate } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { standingParts } from '../charts/standing-bar.js';
import { completed } from '../charts/scope.js';
import { sidesOf, type ComparisonProps } from './comparison.props.js';
import type { DayFigures, Direction } from './comparison.types.js';
import { DirectionMark } from './direction.view.js';
import { daysAskedFor } from './two-days.js';

const ends = ['from', 'to'] as const;

interface Row {
  key: string;
  head: ComponentChildren;
  of: (figures: DayFigures) => number | null;
  /** What the number counts; null where it is a rate. */
  filter: ListFilter | null;
  /** Which way is better; null where neither is. */
  better: 'more' | 'fewer' | null;
}

/** Both days as bars of one unit, and in a table with what changed. */
export function FiguresSection(props: ComparisonProps): VNode {
  const { frame, comparison } = props;
  const { language } = frame;
  const t = words(language).comparison;
  return (
    <Section id="so-lieu" title={t.figures} note={t.figuresNote} class="compared-figures">
      <Bars {...props} />
      <DataTable
        caption={t.figures}
        class="table-tight table-keep compared-table"
        rows={rowsOf(props)}
        rowKey={({ key }) => key}
        columns={[
          { key: 'figure', head: t.figure, rowHead: true, cell: ({ head }) => head },
          ...ends.map((end): Column<Row> => ({
            key: end,
            head: <DayHead day={comparison.figures[end].asOf} />,
            numeric: true,
            cell: (row) => <Figure row={row} end={end} {...props} />,
          })),
          {
            key: 'change',
            head: t.change,
            cell: (row) => <Difference row={row} {...props} />,
          },
        ]}
      />
    </Section>
  );
}

/** Broken before the year, where a phone is too narrow for a day in one line. */
function DayHead({ day }: { day: Day }): VNode {
  const written = formatDay(day);
  return (
    <>
      {written.slice(0, -4)}
      <wbr />
      {written.slice(-4)}
    </>
  );
}

function Bars({ comparison, slug, days, frame: { language } }: ComparisonProps): VNode {
  const t = words(language);
  const { figures } = comparison;
  const units = Math.max(1, figures.from.total, figures.to.total);
  return (
    <div class="compared-bars">
      {ends.map((end) => {
        const { asOf, counts } = figures[end];
        const parts = standingParts.map(({ tone, of, filter }) => ({
          tone,
          count: of(counts),
          href: listHref(slug, { ...filter, ...daysAskedFor(asOf, days) }),
          label: `${t.standing[tone]}: ${of(counts)}`,
        }));
        return (
          <div class="compared-bar" role="group" aria-label={t.comparison.barOf(formatDay(asOf))} key={end}>
            <span class="n" aria-hidden="true">
              {formatDay(asOf)}
            </span>
            <StackedBar parts={parts} units={units} />
          </div>
        );
      })}
    </div>
  );
}

function rowsOf({ comparison, frame: { language }, ...props }: ComparisonProps): Row[] {
  const t = words(language);
  const { from, to } = comparison.figures;
  const better: Record<string, Row['better']> = { done: 'more', over: 'fewer' };
  const standing = standingParts.map(({ tone, of, filter }): Row => ({
    key: tone,
    head: <StandingBadge standing={tone} language={language} />,
    of: ({ counts }) => of(counts),
    filter,
    better: better[tone] ?? null,
  }));
  const stopped = (['suspended', 'withdrawn'] as const)
    .filter((group) => from.counts[group] + to.counts[group] > 0)
    .map((group): Row => ({
      key: group,
      head: <StandingBadge standing={group} language={language} />,
      of: ({ counts }) => counts[group],
      filter: { group },
      better: null,
    }));
  const sides = to.bySide.map(({ party, marker, name }): Row => ({
    key: `side-${party}`,
    head: (
      <SideLine party={party} marker={marker}>
        {t.comparison.partsCompleted(name[language])}
      </SideLine>
    ),
    of: ({ bySide }) => completed(bySide.find((side) => side.party === party)?.counts ?? none),
    filter: { party, of: 'side', group: completedGroups },
    better: 'more',
  }));
  return [
    ...standing,
    ...stopped,
    {
      key: 'total',
      head: <strong>{t.comparison.total}</strong>,
      of: ({ total }) => total,
      filter: {},
      better: null,
    },
    {
      key: 'rate',
      head: t.comparison.completionRate,
      of: ({ completionRate }) => completionRate,
      filter: null,
      better: 'more',
    },
    ...sides,
    {
      key: 'differs',
      head: <DiffersBadge language={language} sides={sidesOf({ comparison, ...props })} ground={false} />,
      of: ({ differing }) => differing,
      filter: { differs: true },
      better: 'fewer',
    },
  ];
}

const none = { completed_on_time: 0, completed_late: 0 } as Counts;

function Figure({
  row,
  end,
  comparison,
  slug,
  days,
  frame: { language },
}: ComparisonProps & { row: Row; end: (typeof ends)[number] }): VNode {
  const figures = comparison.figures[end];
  const value = row.of(figures);
  if (row.filter === null || value === null) return <span class="n">{formatRate(value, language)}</span>;
  const href = listHref(slug, { ...row.filter, ...daysAskedFor(figures.asOf, days) });
  return <CountLink count={value} href={href} language={language} />;
}

function Difference({ row, comparison, frame: { language } }: ComparisonProps & { row: Row }): VNode {
  const t = words(language).comparison;
  const [before, after] = [row.of(comparison.figures.from), row.of(comparison.figures.to)];
  if (before === null || after === null) return <span class="zero">–</span>;
  const difference = row.filter === null ? Math.round((after - before) * 1000) / 10 : after - before;
  if (difference === 0) return <span class="zero">{t.same}</span>;
  const amount = `${difference > 0 ? '+' : '−'}${formatNumber(Math.abs(difference), language)}`;
  return (
    <DirectionMark direction={directionOf(row, difference)} language={language}>
      <b class="n">{row.filter === null ? t.points(amount) : amount}</b>
    </DirectionMark>
  );
}

function directionOf({ better }: Row, difference: number): Direction {
  if (better === null) return 'neutral';
  return difference > 0 === (better === 'more') ? 'better' : 'worse';
}
