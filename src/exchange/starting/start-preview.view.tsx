import type { VNode } from 'preact';
import { labelOf } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { Button } from '../../web/components/button.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { Section } from '../../web/components/section.js';
import { words } from '../../web/i18n/words.js';
import type { AgreementFile, CommitmentInFile } from '../file/agreement-file.types.js';
import type { StartPageProps } from './start.types.js';

type Preview = NonNullable<StartPageProps['preview']>;
interface Shown {
  preview: Preview;
  language: Language;
}

/** What would be made of the form, above it: made as it stands there, or changed first. */
export function StartPreview({ preview, language }: Shown): VNode {
  const { file, difference, again } = preview;
  const t = words(language).agreements;
  const { parties, bodies, sectors, commitments } = file;
  return (
    <Section
      id="xem-truoc"
      title={t.fresh.previewTitle(words(language).documentNumber(file.kind, file.number))}
      note={t.fresh.counts(parties.length, bodies.length, sectors.length, commitments.length)}
      class="start-preview"
    >
      {again ? (
        <NoticeBar tone="late" role="alert" title={t.imports.again}>
          {t.imports.againText}
        </NoticeBar>
      ) : (
        <NoticeBar tone="info" role="status" title={t.fresh.nothingYet}>
          {t.fresh.nothingYetText(file.slug)}
        </NoticeBar>
      )}
      <input type="hidden" name="difference" value={difference} />
      <Commitments file={file} language={language} />
      <NewBodies preview={preview} language={language} />
      <div class="form-actions">
        <Button primary name="do" value="confirm">
          {t.fresh.confirm}
        </Button>
        <span class="hint">{t.fresh.confirmHint}</span>
      </div>
    </Section>
  );
}

function Commitments({ file, language }: { file: AgreementFile; language: Language }): VNode {
  const { columns, labels } = words(language).agreements.fresh;
  const shorts = new Map(file.bodies.map(({ code, short }) => [code, short[language]]));
  const sectors = new Map(file.sectors.map(({ code, name }) => [code, name[language]]));
  const leads = file.parties.map(({ code, name }): Column<CommitmentInFile> => ({
    key: `lead-${code}`,
    head: columns.lead(name[language]),
    phoneLabel: columns.lead(name[language]),
    cell: ({ sides }) => shorts.get(sides[code]?.lead ?? ''),
  }));
  return (
    <DataTable<CommitmentInFile>
      caption={labels.commitments}
      rows={file.commitments}
      rowKey={({ code }) => code}
      columns={[
        { key: 'code', head: columns.code, cell: ({ code }) => <span class="n">{code}</span> },
        {
          key: 'title',
          head: columns.title,
          rowHead: true,
          cell: ({ title, sector }) => (
            <>
              {title[language]} <span class="of-agreement">{sectors.get(sector)}</span>
            </>
          ),
        },
        {
          key: 'due',
          head: columns.due,
          phoneLabel: columns.due,
          cell: ({ due }) => labelOf(due)[language],
        },
        ...leads,
      ]}
    />
  );
}

function NewBodies({ preview: { file, fresh }, language }: Shown): VNode | null {
  if (fresh.length === 0) return null;
  const parties = new Map(file.parties.map(({ code, name }) => [code, name[language]]));
  return (
    <>
      <h3>{words(language).agreements.fresh.newBodies}</h3>
      <ul class="import-things">
        {fresh.map(({ code, name, party }) => (
          <li key={code}>
            <strong>{name[language]}</strong> <span>{`${parties.get(party)} · ${code}`}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
