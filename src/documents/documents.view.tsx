import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import type { Language } from '../platform/text.js';
import { Badge } from '../web/components/badge.js';
import { DataTable, type Column } from '../web/components/data-table.js';
import { DoneBar, type DoneWords } from '../web/components/done-bar.js';
import { Icon } from '../web/components/icon.js';
import { PageHead, Section } from '../web/components/section.js';
import { SideMarker } from '../web/components/side-marker.js';
import { formatInstant, formatSize } from '../web/format.js';
import type { Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';
import { documentsHref, frozenHref } from '../web/links.js';
import { documentTitle } from './documents.files.js';
import { DocumentFormSection, type FormProps } from './document-form.view.js';
import type { DocumentItem, DocumentStatus } from './documents.types.js';

export type { FormProps };

interface DocumentsPageProps {
  frame: Frame;
  slug: string;
  items: DocumentItem[];
  /** The id of the last one shown, where there are more. */
  older: number | null;
  /** Null for who may not have any made. */
  form: FormProps | null;
  done?: DoneWords;
}

/** What was made, how far the rest is, and, for an office, the form to have one made. */
export function DocumentsPage(props: DocumentsPageProps): VNode {
  const { frame, slug, form, done } = props;
  const t = words(frame.language).documents;
  return (
    <Page {...frame} active={null} title={t.title}>
      <PageHead title={t.title} note={t.note} />
      <DoneBar done={done} />
      {form ? <DocumentFormSection {...form} frame={frame} slug={slug} /> : null}
      <List {...props} />
    </Page>
  );
}

/** While one is being made the list asks for itself every two seconds. */
function List({ frame, slug, items, older }: DocumentsPageProps): VNode {
  const { language } = frame;
  const t = words(language).documents.list;
  const making = items.filter(({ status }) => status === 'waiting' || status === 'making').length;
  const here = documentsHref(slug);
  const live =
    making > 0
      ? { 'hx-get': here, 'hx-trigger': 'every 2s', 'hx-select': '#danh-sach', 'hx-swap': 'outerHTML' }
      : {};
  return (
    <div id="danh-sach" {...live}>
      <Section id="da-lap" title={t.title}>
        {making > 0 ? (
          <p class="hint" role="status">
            {t.making(making)} <a href={here}>{t.reload}</a>
          </p>
        ) : null}
        {items.length === 0 ? (
          <p class="hint">{t.empty}</p>
        ) : (
          <DataTable<DocumentItem>
            class="documents"
            caption={t.title}
            columns={columnsOf(frame)}
            rows={items}
            rowKey={({ id }) => id}
          />
        )}
        {older === null ? null : (
          <p class="after-table">
            <a href={`${here}?cursor=${older}`}>{t.older}</a>
          </p>
        )}
      </Section>
    </div>
  );
}

function columnsOf({ language, agreement }: Frame): Column<DocumentItem>[] {
  const t = words(language).documents;
  const heads = t.list.columns;
  return [
    {
      key: 'document',
      head: heads.document,
      rowHead: true,
      cell: (item) => {
        const side = agreement?.sides.find(({ code }) => code === item.party);
        return (
          <span class="lines">
            <span>
              {side ? <SideMarker party={side.code} marker={side.marker} name={side.name[language]} /> : null}{' '}
              {documentTitle(item, language)}
            </span>
            <small>
              {[t.editions[item.edition], t.languages[item.language], t.version(item.version)].join(' · ')}
            </small>
          </span>
        );
      },
    },
    { key: 'state', head: heads.state, cell: (item) => <State item={item} language={language} /> },
    {
      key: 'code',
      head: heads.code,
      phoneLabel: heads.code,
      cell: ({ code, day }) =>
        code ? (
          <a class="n frozen-link" href={frozenHref(code)}>
            {code}
          </a>
        ) : (
          <span class="n">{t.list.asOf(formatDay(day))}</span>
        ),
    },
    {
      key: 'by',
      head: heads.by,
      phoneLabel: heads.by,
      cell: ({ askedBy, askedAt }) => (
        <span class="lines">
          {askedBy[language]}
          <small class="n">{formatInstant(askedAt)}</small>
        </span>
      ),
    },
    { key: 'files', head: heads.files, cell: (item) => <Files item={item} language={language} /> },
  ];
}

const looks = {
  waiting: { tone: 'idle', icon: 'clock' },
  making: { tone: 'run', icon: 'clock' },
  done: { tone: 'done', icon: 'check' },
  failed: { tone: 'over', icon: 'over' },
} as const satisfies Record<DocumentStatus, object>;

function State({
  item: { status, progress, fault },
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
    </span>
  );
}

function Files({ item, language }: { item: DocumentItem; language: Language }): VNode | null {
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
            <Icon name="download" size={14} /> {format.toUpperCase()}
          </a>{' '}
          <small class="n">{formatSize(size, language)}</small>
        </li>
      ))}
    </ul>
  );
}
