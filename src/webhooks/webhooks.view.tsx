import type { VNode } from 'preact';
import type { FormFaults, FormValues } from '../platform/http/forms.js';
import { AgreementChoice } from '../web/components/agreement-choice.js';
import { AdminTabs, adminPages } from '../web/components/admin-tabs.js';
import { Button, CsrfField } from '../web/components/button.js';
import { DataTable, type Column } from '../web/components/data-table.js';
import { DoneBar } from '../web/components/done-bar.js';
import { TextField } from '../web/components/field.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { PageHead, Section } from '../web/components/section.js';
import { formatInstant } from '../web/format.js';
import type { Frame } from '../web/frame.js';
import type { Language } from '../platform/text.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';
import type { WebhookItem } from './webhook.types.js';

export interface WebhooksPageProps {
  frame: Frame;
  items: WebhookItem[];
  agreements: { slug: string; number: string }[];
  values: FormValues;
  faults: FormFaults;
  done?: string;
}

/** /quan-tri/webhook */
export function WebhooksPage(props: WebhooksPageProps): VNode {
  const { frame, items, faults, done } = props;
  const { admin, webhooks: t } = words(frame.language);
  return (
    <Page {...frame} active="admin" title={admin.tabs.webhooks}>
      <PageHead title={admin.tabs.webhooks} note={t.note} />
      <AdminTabs active="webhooks" frame={frame} />
      <DoneBar done={done === undefined ? undefined : t.done[done]} />
      {Object.keys(faults).length === 0 ? null : (
        <NoticeBar tone="over" title={t.failed} role="alert">
          {Object.values(faults).join(' ')}
        </NoticeBar>
      )}
      <Section id="danh-sach" title={t.caption}>
        {items.length === 0 ? (
          <p class="empty">{t.none}</p>
        ) : (
          <DataTable
            caption={t.caption}
            class="table-tight access-table"
            rows={items}
            rowKey={({ id }) => id}
            columns={columnsOf(frame.language)}
          />
        )}
      </Section>
      <AddForm {...props} />
    </Page>
  );
}

function columnsOf(language: Language): Column<WebhookItem>[] {
  const t = words(language).webhooks;
  return [
    {
      key: 'name',
      head: t.columns.url,
      rowHead: true,
      cell: ({ id, url }) => <a href={`${adminPages.webhooks}/${id}`}>{url}</a>,
    },
    {
      key: 'address',
      head: t.columns.agreement,
      cell: ({ agreement }) => agreement ?? t.everywhere,
    },
    { key: 'opened', head: t.columns.state, cell: (item) => stateOf(item, language) },
    {
      key: 'used',
      head: t.columns.waiting,
      phoneLabel: t.columns.waiting,
      cell: ({ waiting }) => <span class="n">{waiting}</span>,
    },
  ];
}

/** In words, with since when it is so. */
export function stateOf({ active, failingSince, givenUpAt }: WebhookItem, language: Language): string {
  const t = words(language).webhooks;
  if (givenUpAt !== null) return t.givenUp(formatInstant(givenUpAt));
  if (!active) return t.off;
  return failingSince === null ? t.on : t.failing(formatInstant(failingSince));
}

function AddForm({ frame, agreements, values, faults }: WebhooksPageProps): VNode {
  const t = words(frame.language).webhooks;
  return (
    <Section id="them" title={t.add}>
      <form method="post" action={adminPages.webhooks} class="admin-form">
        <CsrfField token={frame.csrf} />
        <TextField
          {...{ id: 'url', name: 'url', label: t.fields.url, hint: t.hints.url }}
          {...{ value: values.url, error: faults.url, most: 500, autocomplete: 'off', required: true }}
        />
        <AgreementChoice
          label={t.fields.agreement}
          everywhere={t.everywhere}
          agreements={agreements}
          value={values.agreement}
          error={faults.agreement}
        />
        <div class="form-actions">
          <Button primary>{t.create}</Button>
        </div>
      </form>
    </Section>
  );
}
