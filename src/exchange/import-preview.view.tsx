import type { VNode } from 'preact';
import type { AgreementFile } from './file/agreement-file.js';
import { AdminTabs } from '../web/components/admin-tabs.js';
import { Button, CsrfField } from '../web/components/button.js';
import { DataTable } from '../web/components/data-table.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { PageHead, Section } from '../web/components/section.js';
import { formatNumber } from '../web/format.js';
import type { Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';
import { importHref } from '../web/links.js';
import type { ImportReport } from './import.report.js';
import { rowsOf, type FieldRow, type ImportRows, type ThingRow } from './import-rows.js';

export interface ImportPreviewProps {
  frame: Frame;
  file: AgreementFile;
  /** Exactly what would be imported. */
  text: string;
  report: ImportReport;
  /** Carried along: an import that would do something else is not done. */
  difference: string;
  /** It was confirmed, and the data had changed by then. */
  again: boolean;
}

/** What an import would do, before it does. */
export function ImportPreviewPage(props: ImportPreviewProps): VNode {
  const { frame, file, report } = props;
  const t = words(frame.language).agreements.imports;
  const rows = rowsOf(report, file, frame.language);
  const title = t.previewTitle(words(frame.language).documentNumber(file.kind, file.number));
  const counts = [
    rows.created.length,
    rows.changed.length,
    rows.settled.length + rows.fixed.length,
    rows.missing.length,
  ] as const;
  return (
    <Page {...frame} active="admin" title={title}>
      <PageHead title={title} note={`${t.previewNote} ${t.summary(...counts)}`} />
      <AdminTabs active="agreements" frame={frame} />
      {props.again ? (
        <NoticeBar tone="late" role="alert" title={t.again}>
          {t.againText}
        </NoticeBar>
      ) : null}
      <Verdict rows={rows} language={frame.language} />
      <Confirm {...props} changes={changesOf(rows) > 0} />
      <Groups rows={rows} language={frame.language} />
    </Page>
  );
}

type Shown = { rows: ImportRows; language: Frame['language'] };

const changesOf = ({ created, changed, reordered }: ImportRows) =>
  created.length + changed.length + reordered;

function Verdict({ rows, language }: Shown): VNode | null {
  const t = words(language).agreements.imports;
  if (changesOf(rows) > 0) return null;
  const stands = rows.settled.length + rows.fixed.length + rows.missing.length;
  return <NoticeBar tone="info" title={stands > 0 ? t.nothingBut : t.nothing} />;
}

function Confirm({ frame, text, difference, changes }: ImportPreviewProps & { changes: boolean }): VNode {
  const t = words(frame.language).agreements.imports;
  return (
    <form method="post" action={importHref} enctype="multipart/form-data" class="import-confirm">
      <CsrfField token={frame.csrf} />
      <input type="hidden" name="difference" value={difference} />
      <textarea name="text" hidden aria-hidden="true" tabIndex={-1} readOnly>
        {/* A line break that follows the tag is not part of the text. */}
        {`\n${text}`}
      </textarea>
      <div class="form-actions">
        {changes ? <Button primary>{t.confirm}</Button> : null}
        <Button formaction={`${importHref}/sua`}>{t.back}</Button>
        {changes ? <span>{t.confirmHint}</span> : null}
      </div>
    </form>
  );
}

function Groups({ rows, language }: Shown): VNode {
  const t = words(language).agreements.imports.groups;
  const shared = { language };
  return (
    <>
      <Things id="them" title={t.created} note={t.createdNote} rows={rows.created} {...shared} />
      <Fields id="doi" title={t.changed} note={t.changedNote} rows={rows.changed} {...shared} />
      {rows.reordered > 0 ? <p class="import-order">{t.reordered(rows.reordered)}</p> : null}
      <Fields id="da-xac-nhan" title={t.settled} note={t.settledNote} rows={rows.settled} {...shared} />
      <Fields id="khong-doi" title={t.fixed} note={t.fixedNote} rows={rows.fixed} {...shared} />
      <Things id="thieu" title={t.missing} note={t.missingNote} rows={rows.missing} {...shared} />
    </>
  );
}

interface GroupProps<Row> {
  id: string;
  title: string;
  note: string;
  rows: Row[];
  language: Frame['language'];
}

function Things({ id, title, note, rows, language }: GroupProps<ThingRow>): VNode | null {
  if (rows.length === 0) return null;
  return (
    <Section id={id} title={title} note={`${formatNumber(rows.length, language)} · ${note}`}>
      <ul class="import-things">
        {rows.map(({ thing, name }) => (
          <li key={thing}>
            <strong>{thing}</strong> <span>{name}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Fields({ id, title, note, rows, language }: GroupProps<FieldRow>): VNode | null {
  const { columns } = words(language).agreements.imports;
  if (rows.length === 0) return null;
  return (
    <Section id={id} title={title} note={`${formatNumber(rows.length, language)} · ${note}`}>
      <DataTable<FieldRow>
        caption={title}
        class="import-fields"
        rows={rows}
        rowKey={({ thing, field }) => `${thing} ${field}`}
        columns={[
          {
            key: 'thing',
            head: columns.thing,
            rowHead: true,
            cell: ({ thing, name }) => (
              <>
                <strong>{thing}</strong>
                {name ? <span class="import-name">{name}</span> : null}
              </>
            ),
          },
          { key: 'field', head: columns.field, cell: ({ field }) => field },
          {
            key: 'from',
            head: columns.from,
            phoneLabel: columns.from,
            cell: ({ from }) => <del>{from}</del>,
          },
          { key: 'to', head: columns.to, phoneLabel: columns.to, cell: ({ to }) => <ins>{to}</ins> },
        ]}
      />
    </Section>
  );
}
