import type { ComponentChildren, VNode } from 'preact';
import { formatDay } from '../../../calendar/deadline.js';
import { commitmentHref } from '../../../commitments/parts/links.js';
import { isDay } from '../../../platform/clock.js';
import { fold, type Language } from '../../../platform/text.js';
import { Badge, type Tone } from '../../../web/components/badge.js';
import { ButtonLink } from '../../../web/components/button.js';
import { DataTable, type Column } from '../../../web/components/data-table.js';
import type { IconName } from '../../../web/components/icon.js';
import { Section } from '../../../web/components/section.js';
import { Written } from '../../../web/components/written.js';
import { beginning } from '../../../web/format.js';
import { words } from '../../../web/i18n/words.js';
import { sheetHref } from '../../../web/links.js';
import { Tabs, Value } from '../../page/rows-of-sheet.view.js';
import type { FaultKind, Outcome, RowFault, SheetRow } from '../../sheet.types.js';
import type { OwnSheetProps } from './own-sheet.types.js';

const looks: Record<Outcome, [Tone, IconName]> = {
  same: ['idle', 'idle'],
  change: ['run', 'check'],
  new: ['done', 'check'],
  stale: ['late', 'clock'],
  refused: ['over', 'lock'],
  faulty: ['over', 'over'],
};

const MOST_SHOWN = 160;

/** The columns of the table; faults of other cells stand under the commitment. */
const shownIn: Partial<Record<FaultKind, 'lead' | 'due' | 'status' | 'evidence'>> = {
  owner_no_body: 'lead',
  no_date: 'due',
  date_out_of_period: 'due',
  impossible_year: 'due',
  unreadable_date: 'due',
  unknown_status: 'status',
  done_without_evidence: 'evidence',
};

/** Of these the kind says enough; of the others the sentence does. */
const isTold = (kind: FaultKind) => kind !== 'no_sector' && kind !== 'no_title' && kind !== 'text';

/** Each row as it would become, its faults in the cells in which they are. */
export function OwnRows(props: OwnSheetProps): VNode {
  const { sheet, slug, outcome, frame } = props;
  const { language } = frame;
  const t = words(language);
  const isApplied = sheet.status === 'applied';
  return (
    <Section
      id="dong"
      title={isApplied ? t.sheets.rowsApplied : t.sheets.rows}
      note={isApplied ? undefined : t.sheets.rowsNote}
      class="sheet-rows-of"
    >
      <Tabs {...props} labels={t.intake.outcomes} />
      {sheet.rows.length > 0 ? (
        <DataTable<SheetRow>
          class="own-rows"
          caption={t.sheets.caption}
          rows={sheet.rows}
          rowKey={({ row }) => row}
          columns={columnsOf(props)}
        />
      ) : null}
      {sheet.nextRow === null ? null : (
        <p>
          <ButtonLink href={sheetHref(slug, sheet.id, { outcome, after: sheet.nextRow })}>
            {t.sheets.more}
          </ButtonLink>
        </p>
      )}
    </Section>
  );
}

function columnsOf({ slug, facts, frame: { language } }: OwnSheetProps): Column<SheetRow>[] {
  const t = words(language).intake;
  const bodies = new Map(facts.bodies.map((body) => [body.code, body]));
  const cell = (row: SheetRow, key: 'lead' | 'due' | 'status' | 'evidence', value: ComponentChildren) => (
    <Cell faults={row.faults.filter(({ kind }) => shownIn[kind] === key)} language={language}>
      {value}
    </Cell>
  );
  return [
    {
      key: 'row',
      head: t.rowHeads.row,
      phoneLabel: t.rowHeads.row,
      cell: ({ row }) => <span class="n">{row}</span>,
    },
    {
      key: 'title',
      head: t.rowHeads.title,
      rowHead: true,
      cell: (row) => <Which row={row} slug={slug} language={language} />,
    },
    {
      key: 'lead',
      head: t.rowHeads.lead,
      phoneLabel: `${t.rowHeads.lead}:`,
      cell: (row) => cell(row, 'lead', <Lead row={row} bodies={bodies} language={language} />),
    },
    {
      key: 'due',
      head: t.rowHeads.due,
      phoneLabel: `${t.rowHeads.due}:`,
      cell: (row) => cell(row, 'due', asWritten(row.says.due)),
    },
    {
      key: 'status',
      head: t.rowHeads.status,
      phoneLabel: `${t.rowHeads.status}:`,
      cell: (row) => cell(row, 'status', asWritten(row.says.status)),
    },
    {
      key: 'evidence',
      head: t.rowHeads.evidence,
      phoneLabel: `${t.rowHeads.evidence}:`,
      cell: (row) => cell(row, 'evidence', asWritten(row.says.evidenceNumber)),
    },
    { key: 'outcome', head: t.rowHeads.outcome, cell: (row) => <Result row={row} language={language} /> },
  ];

  function asWritten(text: string | undefined): ComponentChildren {
    if (!text) return <span class="quiet">{t.empty}</span>;
    return <span lang="vi">{isDay(text) ? formatDay(text) : beginning(text, MOST_SHOWN)}</span>;
  }
}

/** What stands in the cell, and under it what is wrong with it. */
function Cell(props: { faults: RowFault[]; language: Language; children: ComponentChildren }): VNode {
  const { faults, language, children } = props;
  const [fault] = faults;
  if (!fault) return <>{children}</>;
  return (
    <span class={`own-cell ${fault.noted ? 'own-cell-noted' : 'own-cell-wrong'}`}>
      {children}
      <span class="own-cell-fault" title={fault.message[language]}>
        <b class="n">{fault.cell}</b>: {words(language).sheets.kinds[fault.kind].toLowerCase()}
      </span>
    </span>
  );
}

/** The body as the sheet calls it, and which one that is where the two differ. */
function Lead({
  row,
  bodies,
  language,
}: {
  row: SheetRow;
  bodies: ReadonlyMap<string, OwnSheetProps['facts']['bodies'][number]>;
  language: Language;
}): VNode {
  const t = words(language).intake;
  const said = row.says.leadBody;
  const body = bodies.get(row.changes.find(({ field }) => field === 'leadBody')?.to ?? '');
  if (!said) return <span class="quiet">{t.empty}</span>;
  const isOther = body && ![body.name.vi, body.short.vi].some((name) => fold(name) === fold(said));
  return (
    <>
      <span lang="vi">{beginning(said, MOST_SHOWN)}</span>
      {isOther ? <span class="own-as-read">{t.asRead(body.short[language])}</span> : null}
    </>
  );
}

function Which({ row, slug, language }: { row: SheetRow; slug: string; language: Language }): VNode {
  const { code, title, says, faults, changes, outcome } = row;
  const others = faults.filter(({ kind }) => shownIn[kind] === undefined);
  return (
    <>
      {title ? (
        <a class="title-link" href={commitmentHref(slug, code)}>
          <span class="code n">{code}</span> {title[language]}
        </a>
      ) : (
        <Written>{beginning(says.title ?? says.code ?? '–', MOST_SHOWN)}</Written>
      )}
      <ul class="sheet-what">
        {others.map(({ cell, kind, message, noted }) => (
          <li class={noted ? 'quiet' : 'sheet-fault'} key={`${cell} ${kind}`}>
            <b class="n">{cell}</b>:{' '}
            {isTold(kind) ? message[language] : words(language).sheets.kinds[kind].toLowerCase()}
          </li>
        ))}
        {outcome === 'change'
          ? changes.map((change) => (
              <li key={change.field}>
                {words(language).intake.fields[change.field]}:{' '}
                <Value change={change} of="from" language={language} /> →{' '}
                <Value change={change} of="to" language={language} />
              </li>
            ))
          : null}
      </ul>
    </>
  );
}

function Result({
  row: { outcome, applied, faults },
  language,
}: {
  row: SheetRow;
  language: Language;
}): VNode {
  const t = words(language).intake;
  const isMarked = outcome === 'new' && faults.some(({ noted }) => noted);
  const [tone, icon]: [Tone, IconName] = isMarked && !applied ? ['late', 'check'] : looks[outcome];
  return (
    <Badge tone={applied ? 'done' : tone} icon={applied ? 'done' : icon}>
      {applied ? t.taken : isMarked ? t.withSource : t.outcomes[outcome]}
    </Badge>
  );
}
