import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { DataTable } from '../../web/components/data-table.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Dashboard } from '../dashboard.types.js';
import { axisStart, countAt, monthEnds } from './trend-scales.js';

/** The numbers behind the lines, a row a month. */
export function TrendTable({ dashboard, language }: { dashboard: Dashboard; language: Language }): VNode {
  const t = words(language).dashboard;
  const { trend, asOf } = dashboard;
  const days = [...new Set([...monthEnds(axisStart(trend, asOf), trend.to), asOf])].sort();
  return (
    <details class="data" id="trend-data">
      <summary>{t.trendData}</summary>
      <DataTable
        caption={t.trendTitle}
        class="table-tight table-keep"
        rows={days}
        rowKey={(day) => day}
        columns={[
          { key: 'day', head: t.trendDay, rowHead: true, cell: formatDay },
          {
            key: 'planned',
            head: t.trendPlanned,
            numeric: true,
            cell: (day) => formatNumber(countAt(trend.planned, day), language),
          },
          {
            key: 'completed',
            head: t.trendCompleted,
            numeric: true,
            cell: (day) => (day > asOf ? '' : formatNumber(countAt(trend.completed, day), language)),
          },
        ]}
      />
    </details>
  );
}
