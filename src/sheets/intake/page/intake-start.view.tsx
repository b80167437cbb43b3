import type { VNode } from 'preact';
import { Breadcrumb } from '../../../web/components/breadcrumb.js';
import { Button, CsrfField } from '../../../web/components/button.js';
import { Field } from '../../../web/components/field.js';
import { FileInput } from '../../../web/components/file-input.js';
import { NoticeBar } from '../../../web/components/notice-bar.js';
import { PageHead, Section } from '../../../web/components/section.js';
import { SegmentedRadios } from '../../../web/components/segmented-radios.js';
import { formatSize } from '../../../web/format.js';
import type { Frame } from '../../../web/frame.js';
import { words } from '../../../web/i18n/words.js';
import { Page } from '../../../web/layout.js';
import { commitmentsHref, intakeHref } from '../../../web/links.js';
import { Steps } from '../../page/sheet-steps.view.js';
import { RecentSheets } from '../../page/sheets-page.view.js';
import type { SheetHead } from '../../sheet.types.js';
import { MOST_SHEET_BYTES } from '../../sheets.service.js';

interface IntakeStartProps {
  frame: Frame;
  slug: string;
  /** The side that was chosen. */
  party: string | undefined;
  recent: SheetHead[];
  faults: Record<string, string>;
}

/** Where an office's own sheet is brought. */
export function IntakeStartPage(props: IntakeStartProps): VNode {
  const { frame, slug, faults, recent } = props;
  const { language } = frame;
  const t = words(language).intake;
  return (
    <Page {...frame} active="commitments" title={t.title}>
      <Breadcrumb
        items={[{ label: words(language).nav.commitments, href: commitmentsHref(slug) }, { label: t.title }]}
        language={language}
      />
      <PageHead title={t.title} note={t.note}>
        <Steps label={t.steps.label} words={stepWords(frame)} current={0} />
      </PageHead>
      {faults[''] ? (
        <NoticeBar tone="over" title={words(language).sheets.failed} role="alert">
          {faults['']}
        </NoticeBar>
      ) : null}
      <div class="sheet-ways">
        <Section id="nop" title={t.uploadTitle}>
          <UploadForm {...props} />
        </Section>
        <Section id="can" title={t.howTitle}>
          <ul class="intake-needs">
            {t.how.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Section>
      </div>
      <RecentSheets slug={slug} recent={recent} language={language} />
    </Page>
  );
}

export const stepWords = ({ language }: Frame) => {
  const { file, columns, preview, apply } = words(language).intake.steps;
  return [file, columns, preview, apply];
};

function UploadForm({ frame, slug, party, faults }: IntakeStartProps): VNode {
  const { language, agreement, viewer } = frame;
  const t = words(language).intake;
  const isAdmin = viewer?.role === 'admin';
  return (
    <>
      <p class="sheet-text">{isAdmin ? t.uploadText.admin : t.uploadText.coordinator}</p>
      <form method="post" action={intakeHref(slug)} enctype="multipart/form-data" class="sheet-form">
        <CsrfField token={frame.csrf} />
        {isAdmin ? (
          <SegmentedRadios
            name="party"
            legend={t.party}
            choices={(agreement?.sides ?? []).map(({ code, name }) => ({
              value: code,
              label: name[language],
            }))}
            value={party}
            error={faults.party}
          />
        ) : null}
        <Field
          id="file"
          label={t.file}
          hint={words(language).sheets.fileHint(formatSize(MOST_SHEET_BYTES, language))}
          error={faults.file}
        >
          <FileInput
            {...{ id: 'file', name: 'file', language, hint: true, error: faults.file }}
            accept=".xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"
          />
        </Field>
        <div class="form-actions">
          <Button primary>{t.read}</Button>
        </div>
      </form>
    </>
  );
}
