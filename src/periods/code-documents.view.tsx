import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import type { Language } from '../platform/text.js';
import { DataTable } from '../web/components/data-table.js';
import { Section } from '../web/components/section.js';
import { words } from '../web/i18n/words.js';
import { documentHref, frozenHref } from '../web/links.js';
import type { DocumentOfCode } from './frozen-documents.js';

/** What was made of a frozen state, as far as the reader may know of it: which of it went out, under which number, signed by whom. */
export function CodeDocuments({
  documents,
  language,
}: {
  documents: DocumentOfCode[];
  language: Language;
}): VNode {
  const t = words(language).issues.ofCode;
  return (
    <Section id="van-ban" title={t.title} class="code-documents-section">
      {documents.length === 0 ? (
        <p class="none">{t.none}</p>
      ) : (
        <DocumentTable documents={documents} caption={t.caption} language={language} />
      )}
    </Section>
  );
}

/** What bears a number that was looked for. */
export function NumberedDocuments({
  number,
  documents,
  language,
}: {
  number: string;
  documents: DocumentOfCode[];
  language: Language;
}): VNode {
  const t = words(language).issues.found;
  return (
    <Section id="van-ban" title={t.title(number)}>
      <DocumentTable documents={documents} caption={t.caption} language={language} showsCode />
    </Section>
  );
}

function DocumentTable({
  documents,
  caption,
  language,
  showsCode = false,
}: {
  documents: DocumentOfCode[];
  caption: string;
  language: Language;
  showsCode?: boolean;
}): VNode {
  const { issues: t, documents: of } = words(language);
  return (
    <DataTable<DocumentOfCode>
      class="code-documents"
      caption={caption}
      rows={documents}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'document',
          head: of.list.columns.document,
          rowHead: true,
          cell: ({ agreement, id, title, version, newer, code }) => (
            <span class="lines">
              <a href={documentHref(agreement, id)}>{title[language]}</a>
              <small>
                {[of.version(version), newer === null ? null : t.newer(newer)].filter(Boolean).join(' · ')}
              </small>
              {showsCode && code ? (
                <a class="n frozen-link" href={frozenHref(code)}>
                  {code}
                </a>
              ) : null}
            </span>
          ),
        },
        {
          key: 'issue',
          head: t.column,
          cell: ({ issue }) =>
            issue ? (
              <span class="lines" lang="vi">
                {t.numbered(issue.number, formatDay(issue.issuedOn))}
                <small>{[issue.signerPost, issue.signerName].filter(Boolean).join(', ')}</small>
              </span>
            ) : (
              <span class="quiet">{t.state.not}</span>
            ),
        },
        {
          key: 'file',
          head: t.signedCopy,
          cell: ({ issue }) =>
            issue ? (
              <a href={issue.href} download aria-label={t.open(issue.number)}>
                {t.signedCopy}
              </a>
            ) : null,
        },
      ]}
    />
  );
}
