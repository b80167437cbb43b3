import type { VNode } from 'preact';
import { DataTable } from '../../../web/components/data-table.js';
import { Section } from '../../../web/components/section.js';
import type { Frame } from '../../../web/frame.js';
import { words } from '../../../web/i18n/words.js';
import type { TemplateDetail, TemplateField } from '../template.types.js';

/** What a template can name, with what it means and how it looks. */
export function FieldsSection({
  frame: { language },
  fields,
  slot,
}: Pick<TemplateDetail, 'fields' | 'slot'> & { frame: Frame }): VNode {
  const t = words(language).templates.fields;
  return (
    <Section id="truong" title={t.title}>
      <p class="sheet-text">{t.note}</p>
      <DataTable<TemplateField>
        class="template-fields"
        caption={t.title}
        rows={fields}
        rowKey={({ name }) => name}
        rowClass={({ list }) => (list ? 'in-list' : undefined)}
        columns={[
          {
            key: 'name',
            head: t.columns.name,
            rowHead: true,
            cell: ({ name, kind, list }) => (
              <span class="lines">
                <code>{kind === 'list' ? `{#${name}} … {/${name}}` : `{${name}}`}</code>
                {list ? <small>{t.within(list)}</small> : null}
              </span>
            ),
          },
          { key: 'meaning', head: t.columns.meaning, cell: ({ meaning }) => meaning[language] },
          {
            key: 'example',
            head: t.columns.example,
            phoneLabel: t.columns.example,
            cell: ({ example }) => (example === null ? '–' : <span lang={slot.language}>{example}</span>),
          },
        ]}
      />
    </Section>
  );
}
