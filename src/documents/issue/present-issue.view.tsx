import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { SmallView } from '../../commitments/evidence/small-view.js';
import type { Language } from '../../platform/text.js';
import { DataTable } from '../../web/components/data-table.js';
import { DefinitionList } from '../../web/components/definition-list.js';
import { Icon } from '../../web/components/icon.js';
import { Section } from '../../web/components/section.js';
import { formatInstant, formatSize } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { documentHref } from '../../web/links.js';
import type { DocumentItem } from '../documents.types.js';
import type { IssueItem } from './issue.types.js';

interface IssueProps {
  slug: string;
  document: DocumentItem;
  language: Language;
  /** How a browser shows the signed copy that holds; null where it only saves it. */
  view: SmallView | null;
}

/** What stands on the paper that went out, and the signed copy. */
export function PresentIssue({ slug, document, language, view }: IssueProps): VNode {
  const t = words(language).issues;
  const [issue] = document.issues;
  const { present, form } = t;
  return (
    <Section
      id="phat-hanh"
      title={present.title}
      note={issue && issue.entry > 1 ? present.corrected(issue.entry - 1) : null}
    >
      {issue ? (
        <div class="issue">
          <DefinitionList
            items={[
              { term: form.number, value: <strong lang="vi">{issue.number}</strong> },
              { term: form.issuedOn, value: <span class="n">{formatDay(issue.issuedOn)}</span> },
              { term: t.earlier.columns.signer, value: <Signer issue={issue} /> },
              { term: t.signedCopy, value: <Copy {...{ slug, document, issue, language, view }} /> },
              {
                term: present.entered,
                value: <span class="n">{present.by(issue.by[language], formatInstant(issue.at))}</span>,
              },
              ...(issue.reason
                ? [{ term: t.correction.reason, value: <span lang="vi">{issue.reason}</span> }]
                : []),
            ]}
          />
          <p class="hint hash">{present.hash(issue.file.sha256)}</p>
        </div>
      ) : (
        <p class="none">{document.status === 'done' ? present.none : present.notMade}</p>
      )}
    </Section>
  );
}

/** Post, and name where it was entered. */
export function Signer({
  issue: { signerPost, signerName },
}: {
  issue: Pick<IssueItem, 'signerPost' | 'signerName'>;
}): VNode {
  return (
    <span class="lines" lang="vi">
      <span>{signerPost}</span>
      {signerName ? <span>{signerName}</span> : null}
    </span>
  );
}

function Copy(props: IssueProps & { issue: IssueItem }): VNode {
  const { slug, document, issue, language, view } = props;
  const t = words(language).issues;
  const href = `${documentHref(slug, document.id)}/phat-hanh/${issue.entry}`;
  return (
    <span class="issue-copy">
      <a href={href} download lang="vi" class="file-name">
        <Icon name="download" size={14} /> {issue.file.name}
      </a>{' '}
      <small class="n">{formatSize(issue.file.size, language)}</small>
      {view ? (
        <a
          class="file-look-at"
          href={`${href}/xem`}
          target="_blank"
          rel="noopener"
          aria-label={`${t.present.look}: ${t.open(issue.number)}`}
        >
          {view === 'picture' ? <img src={`${href}/xem`} alt="" loading="lazy" /> : t.present.look}
        </a>
      ) : null}
    </span>
  );
}

/** What was entered before a correction: nothing of it is lost. */
export function EarlierIssues({ slug, document, language }: Omit<IssueProps, 'view'>): VNode | null {
  const [, ...earlier] = document.issues;
  if (earlier.length === 0) return null;
  const t = words(language).issues;
  const { columns } = t.earlier;
  return (
    <Section id="lan-truoc" title={t.earlier.title} note={t.earlier.note}>
      <DataTable<IssueItem>
        class="earlier-issues"
        caption={t.earlier.caption}
        rows={earlier}
        rowKey={({ entry }) => entry}
        columns={[
          {
            key: 'entry',
            head: columns.entry,
            phoneLabel: columns.entry,
            cell: ({ entry }) => <span class="n">{entry}</span>,
          },
          {
            key: 'issue',
            head: columns.issue,
            rowHead: true,
            cell: ({ number, issuedOn }) => <span lang="vi">{t.numbered(number, formatDay(issuedOn))}</span>,
          },
          {
            key: 'signer',
            head: columns.signer,
            phoneLabel: columns.signer,
            cell: (issue) => <Signer issue={issue} />,
          },
          {
            key: 'file',
            head: columns.file,
            cell: ({ entry, number, file }) => (
              <a
                href={`${documentHref(slug, document.id)}/phat-hanh/${entry}`}
                download
                lang="vi"
                class="file-name"
                aria-label={`${t.open(number)}: ${file.name}`}
              >
                {file.name}
              </a>
            ),
          },
          {
            key: 'by',
            head: columns.by,
            phoneLabel: columns.by,
            cell: ({ by, at }) => (
              <span class="lines">
                {by[language]}
                <small class="n">{formatInstant(at)}</small>
              </span>
            ),
          },
          {
            key: 'why',
            head: columns.why,
            phoneLabel: columns.why,
            cell: ({ reason }) => (reason ? <span lang="vi">{reason}</span> : t.earlier.first),
          },
        ]}
      />
    </Section>
  );
}
