import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { StandingBadge } from '../commitments/parts/status-badge.js';
import type { Language } from '../platform/text.js';
import { DataTable, type Column } from '../web/components/data-table.js';
import { formatNumber } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import { figureLines, type FigureLine } from './figure-lines.js';
import type { PeriodFigures } from './periods.types.js';

interface FiguresTableProps {
  /** What is shown first: frozen, or as it would be frozen. */
  figures: PeriodFigures;
  /** The same day by what is known now; left out where nothing is frozen. */
  now?: PeriodFigures;
  /** Whose own lines are shown; null for those of all. */
  party: string | null;
  language: Language;
}

/** The figures of a period; what is frozen stands beside what is known of that day now, and beside that the difference. */
export function FiguresTable(props: FiguresTableProps): VNode {
  const { figures, language } = props;
  const t = words(language).periods.figures;
  return (
    <DataTable<FigureLine>
      class={`period-figures${props.now ? ' with-now' : ''}`}
      caption={t.standing(formatDay(figures.asOf))}
      columns={columnsOf(props)}
      rows={figureLines(props)}
      rowKey={({ key }) => key}
      rowClass={({ strong }) => (strong ? 'sum' : undefined)}
    />
  );
}

function columnsOf({ figures, now, language }: FiguresTableProps): Column<FigureLine>[] {
  const t = words(language).periods.figures;
  const text = (values: readonly (number | undefined)[]) =>
    values.map((value) => formatNumber(value!, language)).join('/');
  const head: Column<FigureLine> = {
    key: 'what',
    head: t.standing(formatDay(figures.asOf)),
    rowHead: true,
    cell: ({ label, standing }) =>
      standing ? <StandingBadge standing={standing} language={language} /> : label,
  };
  const first: Column<FigureLine> = {
    key: 'frozen',
    head: now ? t.columns.frozen : t.columns.only,
    phoneLabel: now ? t.columns.frozen : undefined,
    numeric: true,
    cell: ({ values }) => <strong>{text(values(figures))}</strong>,
  };
  if (!now) return [head, first];
  return [
    head,
    first,
    {
      key: 'now',
      head: t.columns.now,
      phoneLabel: t.columns.now,
      numeric: true,
      cell: ({ values }) => text(values(now)),
    },
    {
      key: 'change',
      head: t.columns.change,
      phoneLabel: t.columns.change,
      numeric: true,
      cell: ({ values }) => <Change by={values(now)[0] - values(figures)[0]} />,
    },
  ];
}

/** A true minus sign. */
function Change({ by }: { by: number }): VNode {
  if (by === 0) return <span class="zero">0</span>;
  return <strong class="n">{by > 0 ? `+${by}` : `−${-by}`}</strong>;
}
