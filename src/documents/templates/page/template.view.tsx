import type { VNode } from 'preact';
import type { BilingualText } from '../../../platform/text.js';
import { AdminTabs } from '../../../web/components/admin-tabs.js';
import { Breadcrumb } from '../../../web/components/breadcrumb.js';
import { Button, ButtonLink, CsrfField } from '../../../web/components/button.js';
import { DoneBar, type DoneWords } from '../../../web/components/done-bar.js';
import { Field } from '../../../web/components/field.js';
import { FileInput } from '../../../web/components/file-input.js';
import { NoticeBar } from '../../../web/components/notice-bar.js';
import { PageHead, Section } from '../../../web/components/section.js';
import type { Frame } from '../../../web/frame.js';
import { Page } from '../../../web/layout.js';
import { words } from '../../../web/i18n/words.js';
import type { TemplateDetail } from '../template.types.js';
import { FieldsSection } from './template-fields.view.js';
import { inForceName, slotName, templateFileHref, templatesHref } from './template-names.js';
import { VersionsSection } from './template-versions.view.js';

export interface TemplatePageProps extends TemplateDetail {
  frame: Frame;
  slug: string;
  sides: NonNullable<Frame['agreement']>['sides'];
  /** Whether this server makes PDF of templates. */
  makesPdf: boolean;
  /** What is wrong with the file that was sent, each with its paragraph. */
  faults: readonly BilingualText[];
  /** What is wrong with something else. */
  refused?: string;
  done?: DoneWords;
}

/** /quan-tri/mau-van-ban/2016-tb-tu/report.hanoi.vi: one kind of document. */
export function TemplatePage(props: TemplatePageProps): VNode {
  const { frame, slug, slot, sides, done, refused } = props;
  const { language } = frame;
  const t = words(language).templates;
  const name = slotName(slot, sides, language);
  return (
    <Page {...frame} active="admin" title={`${t.title}: ${name}`}>
      <Breadcrumb
        items={[{ label: t.title, href: templatesHref(slug) }, { label: name }]}
        language={language}
      />
      <PageHead title={name} note={`${t.slot.inForce}: ${inForceName(slot.inForce, language)}.`} />
      <AdminTabs active="templates" frame={frame} />
      <DoneBar done={done} />
      {refused ? <NoticeBar tone="over" title={refused} role="alert" /> : null}
      <div class="template-ways">
        <Section id="mau-khoi-dau" title={t.slot.starter}>
          <p class="sheet-text">{t.slot.starterText}</p>
          <div class="form-actions">
            <ButtonLink href={templateFileHref(slug, slot.slot, 'starter.docx')} icon="download">
              {t.slot.download}
            </ButtonLink>
          </div>
        </Section>
        <Upload {...props} />
      </div>
      <VersionsSection {...props} />
      <FieldsSection {...props} />
    </Page>
  );
}

function Upload({ frame, slug, slot, faults, makesPdf }: TemplatePageProps): VNode {
  const { language, csrf } = frame;
  const t = words(language).templates.slot;
  const [first] = faults;
  return (
    <Section id="nop" title={t.upload}>
      <p class="sheet-text">{t.uploadText}</p>
      {faults.length > 0 ? (
        <NoticeBar tone="over" title={t.failed} role="alert">
          {faults.length === 1 ? (
            first![language]
          ) : (
            <>
              {t.faults(faults.length)}
              <ol class="template-faults">
                {faults.map((fault) => (
                  <li key={fault.en}>{fault[language]}</li>
                ))}
              </ol>
            </>
          )}
        </NoticeBar>
      ) : null}
      <form
        method="post"
        action={`${templatesHref(slug, slot.slot)}#nop`}
        enctype="multipart/form-data"
        class="sheet-form"
      >
        <CsrfField token={csrf} />
        <Field id="file" label={t.file} hint={t.fileHint} error={faults.length > 0 ? t.failed : undefined}>
          <FileInput
            {...{ id: 'file', name: 'file', language, hint: true }}
            error={faults.length > 0 ? t.failed : undefined}
            accept=".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
          />
        </Field>
        <div class="form-actions">
          <Button primary>{t.button}</Button>
        </div>
      </form>
      <p class="hint">{makesPdf ? t.pdf.on : t.pdf.off}</p>
    </Section>
  );
}
