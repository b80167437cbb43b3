import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { commitmentHref } from '../../commitments/parts/links.js';
import { isStatus } from '../../commitments/updates/update-values.js';
import type { Language } from '../../platform/text.js';
import { isDay } from '../../platform/clock.js';
import { Badge, type Tone } from '../../web/components/badge.js';
import { ButtonLink } from '../../web/components/button.js';
import { DataTable } from '../../web/components/data-table.js';
import type { IconName } from '../../web/components/icon.js';
import { Section } from '../../web/components/section.js';
import { Written } from '../../web/components/written.js';
import { beginning, formatNumber, formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { sheetHref } from '../../web/links.js';
import { outcomes, type Outcome, type RowChange, type SheetRow } from '../sheet.types.js';
import type { SheetPageProps } from './sheet-page.types.js';

const looks: Record<Outcome, [Tone, IconName]> = {
  same: ['idle', 'idle'],
  change: ['run', 'check'],
  new: ['late', 'info'],
  stale: ['late', 'clock'],
  refused: ['over', 'lock'],
  faulty: ['over', 'over'],
};

/** Of a long text, as much as tells what it is about. */
const MOST_SHOWN = 160;

/** Each row with what would become of it. */
export function RowsOfSheet(props: SheetPageProps): VNode {
  const { sheet, slug, outcome, frame } = props;
  const { language } = frame;
  const t = words(language).sheets;
  const isApplied = sheet.status === 'applied';
  return (
    <Section
      id="dong"
      title={isApplied ? t.rowsApplied : t.rows}
      note={isApplied ? undefined : t.rowsNote}
      class="sheet-rows-of"
    >
      <Tabs {...props} />
      {sheet.rows.length > 0 ? (
        <DataTable<SheetRow>
          class="sheet-rows"
          caption={t.caption}
          rows={sheet.rows}
          rowKey={({ row }) => row}
          columns={[
            {
              key: 'row',
              head: t.rowColumns.row,
              phoneLabel: t.rowColumns.row,
              cell: ({ row }) => <span class="n">{row}</span>,
            },
            {
              key: 'code',
              head: t.rowColumns.code,
              rowHead: true,
              cell: (row) => <Which slug={slug} row={row} language={language} />,
            },
            {
              key: 'change',
              head: t.rowColumns.change,
              cell: (row) => <What row={row} language={language} />,
            },
            {
              key: 'outcome',
              head: t.rowColumns.outcome,
              cell: (row) => <Result row={row} language={language} />,
            },
          ]}
        />
      ) : null}
      {sheet.nextRow === null ? null : (
        <p>
          <ButtonLink href={sheetHref(slug, sheet.id, { outcome, after: sheet.nextRow })}>
            {t.more}
          </ButtonLink>
        </p>
      )}
    </Section>
  );
}

/** Links, so that each is an address. @param labels instead of those of sheets that were downloaded here */
export function Tabs({
  sheet,
  slug,
  outcome,
  frame: { language },
  labels = {},
}: SheetPageProps & { labels?: Partial<Record<Outcome, string>> }): VNode {
  const t = words(language).sheets;
  const toLookAt = outcomes.reduce((sum, name) => sum + (name === 'same' ? 0 : sheet.counts[name]), 0);
  const shown = outcomes.filter((name) => sheet.counts[name] > 0).toReversed();
  const tab = (name: Outcome | undefined, label: string, count: number) => (
    <li key={label}>
      <a
        href={sheetHref(slug, sheet.id, { outcome: name })}
        aria-current={name === outcome ? 'true' : undefined}
      >
        {label} <b class="n">{formatNumber(count, language)}</b>
      </a>
    </li>
  );
  return (
    <nav class="tabs" aria-label={t.tabs}>
      <ul>
        {tab(undefined, t.toLookAt, toLookAt)}
        {shown.map((name) =>
          tab(name, labels[name] ?? wordOf(name, sheet.status === 'applied', language), sheet.counts[name]),
        )}
      </ul>
    </nav>
  );
}

const wordOf = (outcome: Outcome, isApplied: boolean, language: Language) => {
  const t = words(language).sheets;
  return outcome === 'change' && isApplied ? t.taken : t.outcomes[outcome];
};

function Which({
  slug,
  row: { code, title },
  language,
}: {
  slug: string;
  row: SheetRow;
  language: Language;
}): VNode | string {
  return title ? (
    <a class="title-link" href={commitmentHref(slug, code)}>
      <span class="code n">{code}</span> {title[language]}
    </a>
  ) : (
    code || '–'
  );
}

function Result({ row, language }: { row: SheetRow; language: Language }): VNode {
  const { outcome, applied } = row;
  const [tone, icon] = applied ? (['done', 'done'] as const) : looks[outcome];
  return (
    <Badge tone={tone} icon={icon}>
      {wordOf(outcome, applied, language)}
    </Badge>
  );
}

/** What is wrong with it, and what would change. */
function What({ row: { faults, changes }, language }: { row: SheetRow; language: Language }): VNode | null {
  if (faults.length + changes.length === 0) return null;
  return (
    <ul class="sheet-what">
      {faults.map(({ cell, kind, message }) => (
        <li class="sheet-fault" key={`${cell} ${kind}`}>
          <b class="n">{cell}</b>: {message[language]}
        </li>
      ))}
      {changes.map((change) => (
        <li key={change.field}>
          {words(language).intake.fields[change.field]}:{' '}
          <Value change={change} of="from" language={language} /> →{' '}
          <Value change={change} of="to" language={language} />
        </li>
      ))}
    </ul>
  );
}

export function Value({
  change,
  of,
  language,
}: {
  change: RowChange;
  of: 'from' | 'to';
  language: Language;
}): VNode {
  const value = change[of];
  const Tag = of === 'from' ? 'del' : 'ins';
  return <Tag>{value === '' ? words(language).sheets.empty : inWords(change.field, value, language)}</Tag>;
}

function inWords(field: RowChange['field'], value: string, language: Language): VNode | string {
  if (field === 'status') return isStatus(value) ? words(language).status[value] : value;
  if (field === 'percent') return /^\d+$/.test(value) ? formatPercent(Number(value), language) : value;
  if (field === 'doneOn') return isDay(value) ? formatDay(value) : value;
  return <Written>{beginning(value, MOST_SHOWN)}</Written>;
}
