import type { VNode } from 'preact';
import { Button } from '../../../web/components/button.js';
import { DataTable } from '../../../web/components/data-table.js';
import { Icon } from '../../../web/components/icon.js';
import { Section } from '../../../web/components/section.js';
import { Select } from '../../../web/components/select.js';
import { formatNumber } from '../../../web/format.js';
import { words } from '../../../web/i18n/words.js';
import { sheetHref } from '../../../web/links.js';
import { lettersOf } from '../letters.js';
import { columnField } from '../mapping-form.js';
import { ownFields, type FoundSheet, type HowFound, type OwnField } from '../own.types.js';
import type { OwnSheetProps } from './own-sheet.types.js';

type Props = OwnSheetProps & { mapping: NonNullable<OwnSheetProps['mapping']> };

interface ColumnRow {
  letter: string;
  heading: string;
  example: string;
  field: OwnField | null;
  how: HowFound | null;
  isRepeated: boolean;
}

const MOST_EXAMPLES = 2;
/** Of a heading, as much as tells which row it is in. */
const HEAD_TEXT = 60;

/** Each column of the sheet with an example, and what it is taken for; half of them beside the other half. */
export function MatchedColumns(props: Props): VNode {
  const { frame, mapping } = props;
  const { language } = frame;
  const t = words(language).intake;
  const rows = columnsOf(props);
  const taken = Object.keys(mapping.columns).length;
  const half = Math.ceil(rows.length / 2);
  const so = (value: number) => formatNumber(value, language);
  return (
    <Section
      id="cot"
      title={t.columnsTitle}
      note={t.columnsNote(so(taken), so(Math.max(rows.length - taken, 0)))}
    >
      <div class="own-columns-pair">
        {[rows.slice(0, half), rows.slice(half)].map((some, index) =>
          some.length > 0 ? <Columns rows={some} language={language} key={index} /> : null,
        )}
      </div>
    </Section>
  );
}

function columnsOf({ sheet, mapping, isAnother }: Props): ColumnRow[] {
  const { sheets = [], how = {}, repeated = [] } = sheet.found ?? {};
  const { lines = [], further = [] } = sheets.find(({ name }) => name === mapping.sheet) ?? {};
  const headings = lines[mapping.head - 1] ?? [];
  const below = lines.slice(mapping.head);
  const width = Math.max(headings.length, 0);
  return Array.from({ length: width }, (_, index) => {
    const letter = lettersOf(index);
    const field = ownFields.find((each) => mapping.columns[each] === letter) ?? null;
    const examples = [...below.map((cells) => cells[index] ?? ''), further[index] ?? ''].filter(
      (text) => text !== '',
    );
    return {
      letter,
      heading: headings[index] ?? '',
      example: [...new Set(examples)].slice(0, MOST_EXAMPLES).join('; '),
      field,
      how: (field && !isAnother && how[field]) || null,
      isRepeated: !isAnother && repeated.includes(letter),
    };
  }).filter(({ heading, example }) => heading !== '' || example !== '');
}

function Columns({ rows, language }: { rows: ColumnRow[]; language: Props['frame']['language'] }): VNode {
  const t = words(language).intake;
  const choices = [
    { value: '', label: t.notTaken },
    ...ownFields.map((field) => ({ value: field, label: t.fields[field] })),
  ];
  return (
    <DataTable<ColumnRow>
      class="own-columns"
      caption={t.columnsTitle}
      rows={rows}
      rowKey={({ letter }) => letter}
      rowClass={({ isRepeated, field }) => (isRepeated && !field ? 'own-column-asks' : undefined)}
      columns={[
        { key: 'letter', head: t.columnHeads.letter, cell: ({ letter }) => <span class="n">{letter}</span> },
        {
          key: 'heading',
          head: t.columnHeads.heading,
          rowHead: true,
          cell: ({ heading }) => <span lang="vi">{heading || '–'}</span>,
        },
        {
          key: 'example',
          head: t.columnHeads.example,
          cell: ({ example }) => <span lang="vi">{example}</span>,
        },
        {
          key: 'field',
          head: t.columnHeads.field,
          cell: ({ letter, heading, field }) => (
            <Select
              id={columnField(letter)}
              name={columnField(letter)}
              label={t.fieldOf(letter, heading)}
              choices={choices}
              value={field ?? ''}
            />
          ),
        },
        { key: 'how', head: t.columnHeads.how, cell: (row) => <How {...row} language={language} /> },
      ]}
    />
  );
}

function How({
  field,
  how,
  isRepeated,
  language,
}: ColumnRow & { language: Props['frame']['language'] }): VNode {
  const t = words(language).intake;
  if (!field) return <span class={isRepeated ? 't-late' : 'quiet'}>{isRepeated ? t.repeated : t.left}</span>;
  return (
    <span class="own-how t-done">
      <Icon name="check" size={14} /> {t.howFound[how ?? 'chosen']}
    </span>
  );
}

/** Another sheet of the workbook, or another row of headings: an address of its own, so that no script is needed. */
export function OtherSheet({ sheet, slug, mapping, isAnother, frame: { language } }: Props): VNode {
  const t = words(language).intake;
  const sheets = sheet.found?.sheets ?? [];
  const here = sheets.find(({ name }) => name === mapping.sheet) ?? sheets[0];
  return (
    <details class="fold own-other" open={sheet.status === 'mapping' || isAnother}>
      <summary>{t.choose}</summary>
      <form method="get" action={sheetHref(slug, sheet.id)} class="own-other-form">
        <div class="field">
          <label for="sheet">{t.sheet}</label>
          <Select
            id="sheet"
            name="sheet"
            choices={sheets.map(({ name, rows }) => ({
              value: name,
              label: t.sheetName(name || sheet.file, formatNumber(rows, language)),
            }))}
            value={mapping.sheet}
          />
        </div>
        <div class="field">
          <label for="head">{t.head}</label>
          <Select id="head" name="head" choices={headChoices(here, language)} value={String(mapping.head)} />
        </div>
        <Button>{t.show}</Button>
      </form>
    </details>
  );
}

function headChoices(sheet: FoundSheet | undefined, language: Props['frame']['language']) {
  const t = words(language).intake;
  return (sheet?.lines ?? []).slice(0, 15).map((cells, index) => {
    const text = cells.filter((cell) => cell !== '').join(' | ');
    const row = String(index + 1);
    return {
      value: row,
      label: text === '' ? t.headRowEmpty(row) : t.headRow(row, [...text].slice(0, HEAD_TEXT).join('')),
    };
  });
}
