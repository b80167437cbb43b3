import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { documentHref, documentsHref } from '../../web/links.js';
import type { DocumentItem } from '../documents.types.js';

interface IssueCellProps {
  slug: string;
  item: DocumentItem;
  language: Language;
  /** Whether the reader may issue it. */
  issues: boolean;
}

/** Number and day with the signed copy; or that there are none yet, and where they are entered. */
export function IssueCell({ slug, item, language, issues }: IssueCellProps): VNode | null {
  const t = words(language).issues;
  const [issue] = item.issues;
  if (!issue && item.status === 'failed') return null;
  const href = documentHref(slug, item.id);
  return (
    <span class="lines">
      {issue ? (
        <>
          <span lang="vi">{t.number(issue.number)}</span>
          <span class="n">{t.day(formatDay(issue.issuedOn))}</span>
          <a href={`${href}/phat-hanh/${issue.entry}`} download aria-label={t.open(issue.number)}>
            {t.signedCopy}
          </a>
        </>
      ) : (
        <>
          <span class="quiet">{t.state.not}</span>
          {issues && item.status === 'done' ? <a href={`${href}#ghi`}>{t.record}</a> : null}
        </>
      )}
      {item.newer ? <small>{t.newer(item.newer.version)}</small> : null}
    </span>
  );
}

/** Links, so that each part has an address. */
export function IssueFilter({
  slug,
  issued,
  language,
}: {
  slug: string;
  issued: boolean | undefined;
  language: Language;
}): VNode {
  const t = words(language).issues.filter;
  const parts = [
    { label: t.all, value: undefined },
    { label: t.yes, value: true },
    { label: t.no, value: false },
  ];
  return (
    <nav class="issue-filter" aria-label={t.title}>
      <ul>
        {parts.map(({ label, value }) => (
          <li key={label}>
            <a
              href={documentsHref(slug, { issued: value?.toString() })}
              aria-current={value === issued ? 'true' : undefined}
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
