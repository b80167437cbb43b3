import type { VNode } from 'preact';
import { Breadcrumb } from '../../web/components/breadcrumb.js';
import { Button, ButtonLink, CsrfField } from '../../web/components/button.js';
import { DataTable } from '../../web/components/data-table.js';
import { Field } from '../../web/components/field.js';
import { FileInput } from '../../web/components/file-input.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead, Section } from '../../web/components/section.js';
import { formatInstant, formatSize } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { commitmentsHref, intakeHref, sheetFileHref, sheetHref, sheetsHref } from '../../web/links.js';
import type { Language } from '../../platform/text.js';
import type { SheetHead } from '../sheet.types.js';
import { SheetSteps } from './sheet-steps.view.js';

export interface SheetsPageProps {
  frame: Frame;
  slug: string;
  /** The filters of the list from which one came. */
  query: string;
  recent: SheetHead[];
  mostBytes: number;
  faults: Record<string, string>;
}

/** Where the list goes out to be edited, and comes back. */
export function SheetsPage(props: SheetsPageProps): VNode {
  const { frame, slug, query, faults, mostBytes } = props;
  const { language } = frame;
  const t = words(language).sheets;
  return (
    <Page {...frame} active="commitments" title={t.title}>
      <Breadcrumb
        items={[
          { label: words(language).nav.commitments, href: commitmentsHref(slug) + (query && `?${query}`) },
          { label: t.title },
        ]}
        language={language}
      />
      <PageHead title={t.title} note={t.note}>
        <SheetSteps at="download" language={language} />
      </PageHead>
      {faults[''] ? (
        <NoticeBar tone="over" title={t.failed} role="alert">
          {faults['']}
        </NoticeBar>
      ) : null}
      <div class="sheet-ways">
        <Section id="tai-ve" title={t.downloadTitle}>
          <p class="sheet-text">{t.downloadText}</p>
          <div class="form-actions">
            <ButtonLink href={sheetFileHref(slug, query)} icon="download" primary>
              {t.download}
            </ButtonLink>
          </div>
        </Section>
        <Section id="nop" title={t.handInTitle}>
          <p class="sheet-text">{t.handInText}</p>
          <form method="post" action={sheetsHref(slug)} enctype="multipart/form-data" class="sheet-form">
            <CsrfField token={frame.csrf} />
            <Field
              id="file"
              label={t.file}
              hint={t.fileHint(formatSize(mostBytes, language))}
              error={faults.file}
            >
              <FileInput
                {...{ id: 'file', name: 'file', language, hint: true, error: faults.file }}
                accept=".xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"
              />
            </Field>
            <div class="form-actions">
              <Button primary>{t.preview}</Button>
            </div>
          </form>
          {frame.viewer?.role === 'coordinator' ? (
            <p class="sheet-text own-way">
              {words(language).intake.linkText} <a href={intakeHref(slug)}>{words(language).intake.link}</a>
            </p>
          ) : null}
        </Section>
      </div>
      <RecentSheets slug={slug} recent={props.recent} language={language} />
    </Page>
  );
}

/** The last few that the account submitted. */
export function RecentSheets({
  language,
  slug,
  recent,
}: Pick<SheetsPageProps, 'slug' | 'recent'> & { language: Language }): VNode {
  const t = words(language).sheets;
  return (
    <Section id="da-nop" title={t.recent}>
      {recent.length === 0 ? (
        <p class="quiet">{t.recentNone}</p>
      ) : (
        <DataTable<SheetHead>
          class="sheets-recent"
          caption={t.recent}
          rows={recent}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'file',
              head: t.recentColumns.file,
              rowHead: true,
              cell: ({ id, file }) => (
                <a href={sheetHref(slug, id)}>
                  <span lang="vi">{file}</span>
                </a>
              ),
            },
            {
              key: 'at',
              head: t.recentColumns.at,
              phoneLabel: t.recentColumns.at,
              cell: ({ at }) => <span class="n">{formatInstant(at)}</span>,
            },
            { key: 'status', head: t.recentColumns.status, cell: ({ status }) => t.statuses[status] },
          ]}
        />
      )}
    </Section>
  );
}
