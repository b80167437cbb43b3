import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { SmallView } from '../../commitments/evidence/small-view.js';
import { Breadcrumb } from '../../web/components/breadcrumb.js';
import { DefinitionList } from '../../web/components/definition-list.js';
import { DoneBar, type DoneWords } from '../../web/components/done-bar.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead, Section } from '../../web/components/section.js';
import { formatInstant } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { documentHref, documentsHref, frozenHref } from '../../web/links.js';
import { DocumentState, Files } from '../document-parts.view.js';
import { documentTitle } from '../documents.files.js';
import type { DocumentItem } from '../documents.types.js';
import { IssueForm, type IssueFormProps } from './issue-form.view.js';
import { EarlierIssues, PresentIssue } from './present-issue.view.js';

export interface DocumentPageProps {
  frame: Frame;
  slug: string;
  document: DocumentItem;
  /** How a browser shows the signed copy that holds. */
  view: SmallView | null;
  /** Null for who may not issue it, and while there is nothing to issue. */
  form: IssueFormProps | null;
  done?: DoneWords;
}

/** One document, whatever became of it: what it was made of, its files, and its issue. */
export function DocumentPage({ frame, slug, document, view, form, done }: DocumentPageProps): VNode {
  const { language, agreement } = frame;
  const { documents, issues: t } = words(language);
  const title = documentTitle(document, language);
  const side = agreement?.sides.find(({ code }) => code === document.party);
  return (
    <Page {...frame} active={null} title={title}>
      <Breadcrumb
        items={[{ label: t.page.back, href: documentsHref(slug) }, { label: title }]}
        language={language}
      />
      <PageHead
        title={title}
        note={[
          side?.name[language],
          documents.editions[document.edition],
          documents.languages[document.language],
          documents.version(document.version),
        ]
          .filter(Boolean)
          .join(' · ')}
      />
      <DoneBar done={done} />
      <Newer slug={slug} document={document} frame={frame} />
      <div class="columns document-page">
        <div>
          <PresentIssue {...{ slug, document, language, view }} />
          {form ? <IssueForm {...form} {...{ frame, slug, document }} /> : null}
        </div>
        <Made document={document} frame={frame} />
      </div>
      <EarlierIssues {...{ slug, document, language }} />
    </Page>
  );
}

/** A later version does not change what was issued; whoever looks at the earlier one is told. */
function Newer({
  slug,
  document,
  frame: { language },
}: {
  slug: string;
  document: DocumentItem;
  frame: Frame;
}) {
  const { newer, issues, version } = document;
  if (!newer) return null;
  const t = words(language).issues.page;
  return (
    <NoticeBar tone="late" title={<a href={documentHref(slug, newer.id)}>{t.newer(newer.version)}</a>}>
      {issues.length > 0 ? t.newerIssued(version) : t.newerText}
    </NoticeBar>
  );
}

function Made({ document, frame: { language } }: { document: DocumentItem; frame: Frame }): VNode {
  const { documents, issues } = words(language);
  const { code, day, askedBy, askedAt } = document;
  const t = issues.page;
  return (
    <Section id="da-lap" title={t.files}>
      <DefinitionList
        items={[
          {
            term: t.data,
            value: code ? (
              <a class="n" href={frozenHref(code)}>
                {code}
              </a>
            ) : (
              documents.list.asOf(formatDay(day))
            ),
          },
          { term: t.madeBy, value: `${askedBy[language]} · ${formatInstant(askedAt)}` },
          {
            term: documents.list.columns.state,
            value: <DocumentState item={document} language={language} />,
          },
        ]}
      />
      <div class="document-downloads">
        {document.files.length > 0 ? (
          <Files item={document} language={language} />
        ) : (
          <p class="none">{t.noFiles}</p>
        )}
      </div>
    </Section>
  );
}
