import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { DataTable, type Column } from '../web/components/data-table.js';
import { DoneBar, type DoneWords } from '../web/components/done-bar.js';
import { PageHead, Section } from '../web/components/section.js';
import { SideMarker } from '../web/components/side-marker.js';
import { formatInstant } from '../web/format.js';
import type { Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';
import { documentHref, documentsHref, frozenHref } from '../web/links.js';
import { documentTitle } from './documents.files.js';
import { DocumentFormSection, type FormProps } from './document-form.view.js';
import { DocumentState, Files } from './document-parts.view.js';
import type { DocumentItem } from './documents.types.js';
import { IssueCell, IssueFilter } from './issue/issue-cell.view.js';

export type { FormProps };

interface DocumentsPageProps {
  frame: Frame;
  slug: string;
  items: DocumentItem[];
  /** The id of the last one shown, where there are more. */
  older: number | null;
  /** Null for who may not have any made. */
  form: FormProps | null;
  /** The part of the list that is shown; all where it is left out. */
  issued?: boolean;
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
function List({ frame, slug, items, older, form, issued }: DocumentsPageProps): VNode {
  const { language } = frame;
  const t = words(language).documents.list;
  const making = items.filter(({ status }) => status === 'waiting' || status === 'making').length;
  const part = issued === undefined ? {} : { issued: String(issued) };
  const here = documentsHref(slug, part);
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
        <IssueFilter {...{ slug, issued, language }} />
        {items.length === 0 ? (
          <p class="hint">{issued === undefined ? t.empty : words(language).issues.emptyPart}</p>
        ) : (
          <DataTable<DocumentItem>
            class="documents"
            caption={t.title}
            columns={columnsOf(frame, slug, form !== null)}
            rows={items}
            rowKey={({ id }) => id}
          />
        )}
        {older === null ? null : (
          <p class="after-table">
            <a href={documentsHref(slug, { ...part, cursor: String(older) })}>{t.older}</a>
          </p>
        )}
      </Section>
    </div>
  );
}

/** @param issues whether the reader may issue them */
function columnsOf({ language, agreement }: Frame, slug: string, issues: boolean): Column<DocumentItem>[] {
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
              <a href={documentHref(slug, item.id)}>{documentTitle(item, language)}</a>
            </span>
            <small>
              {[
                t.editions[item.edition],
                t.languages[item.language],
                t.version(item.version),
                item.template === null ? null : t.byTemplate(item.template),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </span>
        );
      },
    },
    { key: 'state', head: heads.state, cell: (item) => <DocumentState item={item} language={language} /> },
    {
      key: 'issue',
      head: words(language).issues.column,
      phoneLabel: words(language).issues.column,
      cell: (item) => <IssueCell {...{ slug, item, language, issues }} />,
    },
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
