import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { CountGroup } from '../../commitments/commitment.types.js';
import { commitmentHref } from '../../commitments/parts/links.js';
import { StandingBadge, type Standing } from '../../commitments/parts/status-badge.js';
import { TableHead, TableRow, type Column } from '../../web/components/data-table.js';
import { Section } from '../../web/components/section.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { comparisonHref } from '../../web/links.js';
import { PERCENT_POINTS } from './change-kinds.js';
import { ChangeLine } from './change-line.view.js';
import type { ComparisonProps } from './comparison.props.js';
import { standingKinds, type Change, type Direction } from './comparison.types.js';
import { DirectionMark } from './direction.view.js';
import { daysAskedFor } from './two-days.js';

/** A commitment with all that changed about it; `standing` is the change of its counted group, where there is one. */
interface Row {
  commitment: Change['commitment'];
  standing: Change | null;
  changes: Change[];
}

const kinds: ReadonlySet<string> = new Set(standingKinds);
const order: Direction[] = ['better', 'worse', 'neutral'];

/** Better first, then worse, then others; what left the standing as it was waits behind a line. */
export function ChangesSection(props: ComparisonProps): VNode {
  const { comparison, frame } = props;
  const { language } = frame;
  const t = words(language).comparison;
  const rows = rowsOf(comparison.changes);
  const moved = rows.filter(({ standing }) => standing !== null);
  const same = rows.filter(({ standing }) => standing === null);
  return (
    <Section id="thay-doi" title={t.changes} note={t.changesNote(PERCENT_POINTS)}>
      {moved.length > 0 ? <Moved rows={moved} {...props} /> : null}
      {same.length > 0 ? (
        <details class="compared-same" open={moved.length === 0}>
          <summary>{t.sameFold(formatNumber(comparison.sameStanding, language))}</summary>
          <Same rows={same} {...props} />
        </details>
      ) : null}
      <Pages {...props} />
    </Section>
  );
}

function rowsOf(changes: Change[]): Row[] {
  const rows = new Map<number, Row>();
  for (const change of changes) {
    const { commitment } = change;
    const row = rows.get(commitment.id) ?? { commitment, standing: null, changes: [] };
    if (kinds.has(change.what)) row.standing = change;
    row.changes.push(change);
    rows.set(commitment.id, row);
  }
  return [...rows.values()];
}

function Moved({ rows, ...props }: ComparisonProps & { rows: Row[] }): VNode {
  const { comparison, days, frame } = props;
  const { language } = frame;
  const t = words(language).comparison;
  const standingOn = (end: 'from' | 'to'): Column<Row> => ({
    key: end,
    head: formatDay(days[end]),
    phoneLabel: `${formatDay(days[end])}:`,
    cell: ({ standing }) => <Group group={standing![end] as CountGroup | null} language={language} />,
  });
  const columns: Column<Row>[] = [
    {
      key: 'mark',
      head: <span class="sr">{t.change}</span>,
      cell: ({ standing }) => <DirectionMark direction={standing!.direction} language={language} />,
    },
    ...nameColumns(props),
    standingOn('from'),
    standingOn('to'),
    whyColumn(props),
  ];
  return (
    <table class="table compared-changes" role="table">
      <caption class="sr">{t.changes}</caption>
      <TableHead columns={columns} />
      {order.map((direction) => {
        const some = rows.filter(({ standing }) => standing!.direction === direction);
        if (some.length === 0) return null;
        const count = comparison.moves
          .filter((move) => move.direction === direction)
          .reduce((sum, move) => sum + move.count, 0);
        return (
          <tbody role="rowgroup" key={direction}>
            <tr role="row" class="group-row">
              <th role="rowheader" scope="rowgroup" colSpan={columns.length}>
                <span class="group-line">
                  <strong>{t.groups[direction]}</strong>
                  <span class="group-count n">{formatNumber(count, language)}</span>
                </span>
              </th>
            </tr>
            {some.map((row) => (
              <TableRow columns={columns} row={row} key={row.commitment.id} />
            ))}
          </tbody>
        );
      })}
    </table>
  );
}

function Same({ rows, ...props }: ComparisonProps & { rows: Row[] }): VNode {
  const columns = [...nameColumns(props), whyColumn(props)];
  return (
    <table class="table compared-changes compared-changes-same" role="table">
      <caption class="sr">{words(props.frame.language).comparison.groups.same}</caption>
      <TableHead columns={columns} />
      <tbody role="rowgroup">
        {rows.map((row) => (
          <TableRow columns={columns} row={row} key={row.commitment.id} />
        ))}
      </tbody>
    </table>
  );
}

function nameColumns({ frame, slug, days }: ComparisonProps): Column<Row>[] {
  const { language, today } = frame;
  const t = words(language).columns;
  const asked = days.to === today ? {} : daysAskedFor(days.to, days);
  return [
    { key: 'code', head: t.code, cell: ({ commitment }) => <span class="code n">{commitment.code}</span> },
    {
      key: 'title',
      head: t.commitment,
      rowHead: true,
      cell: ({ commitment: { code, name } }) => (
        <a class="title-link" href={commitmentHref(slug, code, undefined, asked)}>
          {name[language]}
        </a>
      ),
    },
  ];
}

const whyColumn = (props: ComparisonProps): Column<Row> => ({
  key: 'why',
  head: words(props.frame.language).comparison.why,
  cell: ({ changes }) => (
    <ul class="change-lines">
      {changes.map((change) => (
        <ChangeLine change={change} {...props} key={`${change.what} ${change.party}`} />
      ))}
    </ul>
  ),
});

const standings: Record<CountGroup, Standing> = {
  completed_on_time: 'done',
  completed_late: 'late',
  in_progress_on_time: 'run',
  in_progress_overdue: 'over',
  not_started_on_time: 'idle',
  not_started_overdue: 'over',
  continuing: 'continuing',
  suspended: 'suspended',
  withdrawn: 'withdrawn',
};

function Group({ group, language }: { group: CountGroup | null; language: 'vi' | 'en' }): VNode {
  if (group === null) return <span class="zero">{words(language).comparison.notYet}</span>;
  return <StandingBadge standing={standings[group]} language={language} />;
}

function Pages({ comparison, query, slug, days, frame: { language } }: ComparisonProps): VNode | null {
  const t = words(language).comparison;
  if (comparison.nextCursor === null && query.cursor === undefined) return null;
  const here = comparisonHref(slug, days);
  const more = `limit=${query.limit}&cursor=${comparison.nextCursor}`;
  return (
    <p class="more">
      {query.cursor === undefined ? null : (
        <a class="btn" href={`${here}#thay-doi`}>
          {t.first}
        </a>
      )}{' '}
      {comparison.nextCursor === null ? null : (
        <a class="btn" href={`${here}&${more}#thay-doi`} rel="next">
          {t.next}
        </a>
      )}
    </p>
  );
}
