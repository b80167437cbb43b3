import type { VNode } from 'preact';
import type { Language } from '../platform/text.js';
import { Badge } from '../web/components/badge.js';
import { Icon } from '../web/components/icon.js';
import { formatSize } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import { documentTitle } from './documents.files.js';
import type { DocumentItem, DocumentStatus } from './documents.types.js';

const looks = {
  waiting: { tone: 'idle', icon: 'clock' },
  making: { tone: 'run', icon: 'clock' },
  done: { tone: 'done', icon: 'check' },
  failed: { tone: 'over', icon: 'over' },
} as const satisfies Record<DocumentStatus, object>;

/** How far it is made; why not. */
export function DocumentState({
  item: { status, progress, fault, noPdf },
  language,
}: {
  item: DocumentItem;
  language: Language;
}): VNode {
  const label = words(language).documents.statuses[status];
  return (
    <span class="lines">
      <Badge {...looks[status]}>{status === 'making' ? `${label} ${progress}%` : label}</Badge>
      {fault ? <small>{fault[language]}</small> : null}
      {noPdf ? <small>{words(language).documents.noPdf[noPdf]}</small> : null}
    </span>
  );
}

/** What was made, in each format. */
export function Files({ item, language }: { item: DocumentItem; language: Language }): VNode | null {
  if (item.files.length === 0) return null;
  const t = words(language).documents.list;
  return (
    <ul class="document-files">
      {item.files.map(({ format, href, size, sha256 }) => (
        <li key={format}>
          <a
            href={href}
            title={`SHA-256: ${sha256}`}
            aria-label={t.file(format.toUpperCase(), documentTitle(item, language))}
          >
            <Icon name="download" size={14} />
            <span>{format.toUpperCase()}</span>
          </a>{' '}
          <small class="n">{formatSize(size, language)}</small>
        </li>
      ))}
    </ul>
  );
}
