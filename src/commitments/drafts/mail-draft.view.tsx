import type { VNode } from 'preact';
import { Breadcrumb } from '../../web/components/breadcrumb.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { DefinitionList } from '../../web/components/definition-list.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead } from '../../web/components/section.js';
import { Written } from '../../web/components/written.js';
import type { Frame } from '../../web/frame.js';
import { formatInstant } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { commitmentHref } from '../parts/links.js';
import { fieldName, shown } from '../updates/update-conflict.view.js';
import { updateFields, valuesFrom } from '../updates/update-values.js';
import { mailDraftHref } from './mail-draft-href.js';
import type { Draft } from './draft.types.js';
import type { MailDraft } from './mail-draft.types.js';

export interface MailDraftPageProps {
  frame: Frame;
  slug: string;
  code: string;
  mailDraft: MailDraft;
  /** What the body has of its own. */
  draft: Draft | null;
}

/** What came over the link of a mail, to be read before it is taken over: it may have been anybody with that mail. */
export function MailDraftPage({ frame, slug, code, mailDraft, draft }: MailDraftPageProps): VNode {
  const { language } = frame;
  const t = words(language).mailDraft;
  const href = mailDraftHref(slug, code, mailDraft.id);
  const at = formatInstant(mailDraft.savedAt);
  return (
    <Page {...frame} active="myWork" title={`${t.title} · ${code}`}>
      <Breadcrumb
        language={language}
        items={[
          { label: words(language).nav.myWork, href: '/viec-cua-toi' },
          { label: code, href: commitmentHref(slug, code) },
          { label: t.title },
        ]}
      />
      <PageHead title={t.title} note={t.note(at, mailDraft.sentTo[language])} />
      <div class="narrow-form mail-form">
        <h2>
          {code} {mailDraft.title[language]}
        </h2>
        <NoticeBar tone="late" title={t.unchecked}>
          {t.check}
        </NoticeBar>
        <DefinitionList items={saidIn(mailDraft, language)} />
        {draft ? (
          <p class="hint">{t.besideOwn(draft.savedBy[language], formatInstant(draft.savedAt))}</p>
        ) : null}
        <form method="post" action={`${href}/nhan`}>
          <CsrfField token={frame.csrf} />
          <Button primary>{draft ? t.compare : t.take}</Button>{' '}
          <Button formaction={`${href}/bo`}>{t.discard}</Button>
        </form>
      </div>
    </Page>
  );
}

function saidIn({ content }: MailDraft, language: Frame['language']) {
  const values = valuesFrom(content);
  return updateFields
    .filter((field) => values[field].trim() !== '')
    .map((field) => ({
      term: fieldName(field, language),
      value: <Written as="p">{shown(field, values, language, 2)}</Written>,
    }));
}
