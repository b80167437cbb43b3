import type { VNode } from 'preact';
import { commitmentHref } from '../../commitments/parts/links.js';
import type { Language } from '../../platform/text.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { words } from '../../web/i18n/words.js';
import type { BulkChange, BulkItem } from '../bulk.types.js';
import type { BulkPageProps } from './bulk-page.types.js';

type RowsProps = Pick<BulkPageProps, 'frame' | 'slug' | 'items'>;

/** Old and new, in words. */
export function ChangedRows({ frame: { language }, slug, items }: RowsProps): VNode {
  const t = words(language).bulk;
  return (
    <DataTable<BulkItem>
      class="bulk-rows"
      caption={t.will(items.length)}
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        named(slug, language),
        {
          key: 'change',
          head: t.columns.change,
          cell: ({ id, changes }) => (
            <span class="bulk-changes">
              {changes.map((change) => (
                <Change change={change} language={language} key={`${id} ${change.field}`} />
              ))}
            </span>
          ),
        },
      ]}
    />
  );
}

export function RefusedRows({ frame: { language }, slug, items }: RowsProps): VNode {
  const t = words(language).bulk;
  return (
    <DataTable<BulkItem>
      class="bulk-rows"
      caption={t.wont(items.length)}
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        named(slug, language),
        { key: 'reason', head: t.columns.reason, cell: ({ reason }) => reason?.[language] },
      ]}
    />
  );
}

/** One out of reach has no name. */
function named(slug: string, language: Language): Column<BulkItem> {
  return {
    key: 'commitment',
    head: words(language).bulk.columns.commitment,
    rowHead: true,
    cell: ({ id, code, title }) =>
      code && title ? (
        <a class="title-link" href={commitmentHref(slug, code)}>
          <span class="code n">{code}</span> {title[language]}
        </a>
      ) : (
        <span class="quiet n">#{id}</span>
      ),
  };
}

function Change({
  change: { field, from, to },
  language,
}: {
  change: BulkChange;
  language: Language;
}): VNode {
  const t = words(language).bulk;
  return (
    <span class="n">
      <span class="quiet">{t.fields[field]}: </span>
      {from ? `${from[language]} → ` : null}
      {to ? <strong>{to[language]}</strong> : <span class="quiet">{t.notSaid}</span>}
    </span>
  );
}
