import type { VNode } from 'preact';
import { CountLink } from '../../web/components/count-link.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { Fold } from '../../web/components/fold.js';
import { LeadBodies } from '../../commitments/parts/lead-bodies.js';
import { Section } from '../../web/components/section.js';
import { DiffersBadge } from '../../commitments/parts/status-badge.js';
import { TwoSideGlyph } from '../../commitments/parts/two-side-glyph.js';
import { formatShortDay, weekdayName } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Dashboard } from '../dashboard.types.js';
import { commitmentOf, listOf, type Scope } from './scope.js';

type Row = Dashboard['nextDeadlines'][number];

const NEAR_DAYS = 14;

export function NextDeadlines({ dashboard, scope }: { dashboard: Dashboard; scope: Scope }): VNode {
  const t = words(scope.language).dashboard;
  const rows = dashboard.nextDeadlines;
  const end = dashboard.trend.to;
  const all = listOf(scope, { timeliness: 'on_time', dueTo: end, sort: 'due' });
  return (
    <Section
      id="next"
      class="next"
      title={t.next}
      note={<Ahead dashboard={dashboard} scope={scope} />}
      aside={<a href={all}>{t.nextAll(end.slice(0, 4))}</a>}
    >
      {rows.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <Fold label={t.foldedNext(rows.length)} language={scope.language}>
          <DataTable
            caption={t.next}
            class="table-tight next-table"
            rows={rows}
            rowKey={(row) => row.id}
            columns={columns(scope)}
          />
        </Fold>
      )}
    </Section>
  );
}

/** How many fall due within thirty, sixty and ninety days: each opens its list. */
function Ahead({ dashboard, scope }: { dashboard: Dashboard; scope: Scope }): VNode {
  const { language } = scope;
  const t = words(language).dashboard;
  return (
    <>
      {dashboard.dueWithin.map(({ days, until, count }, at) => (
        <>
          {at === 0 ? '' : ' · '}
          {t.within(days)}{' '}
          <CountLink
            count={count}
            href={listOf(scope, { timeliness: 'on_time', dueFrom: dashboard.asOf, dueTo: until })}
            language={language}
          />
        </>
      ))}
    </>
  );
}

function columns(scope: Scope): Column<Row>[] {
  const { language } = scope;
  const t = words(language);
  return [
    { key: 'due', head: t.columns.due, cell: (row) => <Due row={row} language={language} /> },
    {
      key: 'left',
      head: t.dashboard.remaining,
      numeric: true,
      phoneLabel: t.dashboard.left,
      cell: (row) =>
        row.daysLeft <= NEAR_DAYS ? <strong>{t.days(row.daysLeft)}</strong> : t.days(row.daysLeft),
    },
    { key: 'code', head: t.columns.code, cell: (row) => <span class="code n">{row.code}</span> },
    {
      key: 'title',
      head: t.columns.commitment,
      rowHead: true,
      cell: (row) => (
        <>
          <a class="title-link" href={commitmentOf(scope, row.code)}>
            {row.title[language]}
          </a>{' '}
          {row.differs ? <DiffersBadge language={language} /> : null}
        </>
      ),
    },
    {
      key: 'lead',
      head: t.columns.leadBody,
      cell: (row) => <LeadBodies sides={row.sides} language={language} />,
    },
    {
      key: 'glyph',
      head: t.columns.progress,
      cell: (row) => <TwoSideGlyph sides={row.sides} language={language} />,
    },
    {
      key: 'reminder',
      head: t.dashboard.nextReminder,
      phoneLabel: t.dashboard.nextReminderPhone,
      cell: ({ nextReminderOn: day }) =>
        day ? `${weekdayName(day, language)} ${formatShortDay(day)}` : <span class="none">–</span>,
    },
  ];
}

/** As stated; beside it the weekday of a date, or the derived last day of anything longer. */
function Due({ row, language }: { row: Row; language: Scope['language'] }): VNode {
  const { due } = row;
  const t = words(language).dashboard;
  return (
    <span class="n">
      {due.label[language]}
      {due.date ? (
        <small class="quiet">
          {' '}
          · {due.precision === 'date' ? weekdayName(due.date, language) : t.lastDay(formatShortDay(due.date))}
        </small>
      ) : null}
    </span>
  );
}
