import type { VNode } from 'preact';
import { AdminTabs } from '../../../web/components/admin-tabs.js';
import { DataTable } from '../../../web/components/data-table.js';
import { PageHead, Section } from '../../../web/components/section.js';
import { formatInstant } from '../../../web/format.js';
import type { Frame } from '../../../web/frame.js';
import { Page } from '../../../web/layout.js';
import { words } from '../../../web/i18n/words.js';
import type { TemplateInForce } from '../template.types.js';
import { inForceName, slotName, templatesHref } from './template-names.js';

export interface TemplatesListProps {
  frame: Frame;
  slug: string;
  number: string;
  sides: NonNullable<Frame['agreement']>['sides'];
  slots: TemplateInForce[];
}

/** /quan-tri/mau-van-ban/2016-tb-tu: what each kind of document is made of. */
export function TemplatesListPage({ frame, slug, number, sides, slots }: TemplatesListProps): VNode {
  const { language } = frame;
  const t = words(language).templates;
  const others = frame.choices.filter((choice) => choice.slug !== slug);
  return (
    <Page {...frame} active="admin" title={t.title}>
      <PageHead title={t.title} note={t.note} />
      <AdminTabs active="templates" frame={frame} />
      <Section id="cac-loai" title={t.list.title(number)}>
        <DataTable<TemplateInForce>
          class="templates"
          caption={t.list.title(number)}
          rows={slots}
          rowKey={({ slot }) => slot}
          columns={[
            {
              key: 'document',
              head: t.list.columns.document,
              rowHead: true,
              cell: (slot) => slotName(slot, sides, language),
            },
            {
              key: 'in-force',
              head: t.list.columns.inForce,
              phoneLabel: t.list.columns.inForce,
              cell: ({ inForce }) => inForceName(inForce, language),
            },
            {
              key: 'since',
              head: t.list.columns.since,
              phoneLabel: t.list.columns.since,
              cell: ({ since, by }) =>
                since ? (
                  <span class="lines">
                    <span class="n">{formatInstant(since)}</span>
                    <small>{by?.[language]}</small>
                  </span>
                ) : (
                  '–'
                ),
            },
            {
              key: 'open',
              head: t.list.columns.open,
              cell: (slot) => (
                <a
                  href={templatesHref(slug, slot.slot)}
                  aria-label={t.list.openOf(slotName(slot, sides, language))}
                >
                  {t.list.open}
                </a>
              ),
            },
          ]}
        />
        {others.length > 0 ? (
          <p class="after-table">
            {t.list.others}:{' '}
            {others.map((choice, index) => (
              <span key={choice.slug}>
                {index > 0 ? ', ' : null}
                <a href={templatesHref(choice.slug)}>{choice.number}</a>
              </span>
            ))}
          </p>
        ) : null}
      </Section>
    </Page>
  );
}

/** Where there is no agreement to have documents of. */
export function NoTemplatesPage({ frame }: { frame: Frame }): VNode {
  const t = words(frame.language).templates;
  return (
    <Page {...frame} active="admin" title={t.title}>
      <PageHead title={t.title} note={t.note} />
      <AdminTabs active="templates" frame={frame} />
      <p class="quiet">{t.noAgreement}</p>
    </Page>
  );
}
