import type { VNode } from 'preact';
import { AdminTabs, adminPages } from '../web/components/admin-tabs.js';
import { Button, ButtonLink, CsrfField } from '../web/components/button.js';
import { DataTable, type Column } from '../web/components/data-table.js';
import { DoneBar } from '../web/components/done-bar.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { PageHead, Section } from '../web/components/section.js';
import { formatInstant } from '../web/format.js';
import type { Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';
import {
  deliveryStatuses,
  type DeliveryItem,
  type DeliveryPage,
  type DeliveryStatus,
  type WebhookItem,
} from './webhook.types.js';
import { stateOf } from './webhooks.view.js';

export interface WebhookPageProps {
  frame: Frame;
  webhook: WebhookItem;
  deliveries: DeliveryPage;
  status?: DeliveryStatus;
  /** That of a webhook that was made just now: shown this once. */
  secret: string | null;
  done?: string;
}

const hrefOf = (id: number) => `${adminPages.webhooks}/${id}`;

/** /quan-tri/webhook/:id: what it was told, and what came of it. */
export function WebhookPage(props: WebhookPageProps): VNode {
  const { frame, webhook, secret, done } = props;
  const { admin, webhooks: t } = words(frame.language);
  const host = new URL(webhook.url).host;
  const where = webhook.agreement ?? t.everywhere;
  return (
    <Page {...frame} active="admin" title={`${admin.tabs.webhooks}: ${host}`}>
      <PageHead
        title={`${admin.tabs.webhooks}: ${host}`}
        note={`${webhook.url} · ${where} · ${stateOf(webhook, frame.language)}`}
      >
        <ButtonLink href={adminPages.webhooks}>{t.back}</ButtonLink>
      </PageHead>
      <AdminTabs active="webhooks" frame={frame} />
      <DoneBar done={done === undefined ? undefined : t.done[done]} />
      {secret === null ? null : <Secret frame={frame} secret={secret} />}
      <Log {...props} />
      <Acts {...props} />
    </Page>
  );
}

function Secret({ frame, secret }: { frame: Frame; secret: string }): VNode {
  const t = words(frame.language).webhooks;
  return (
    <Section id="khoa" title={t.secret}>
      <NoticeBar tone="late" title={t.made} role="status">
        {t.madeNote}
      </NoticeBar>
      <code class="token-secret" tabIndex={0}>
        {secret}
      </code>
    </Section>
  );
}

function Log({ frame, webhook, deliveries, status }: WebhookPageProps): VNode {
  const t = words(frame.language).webhooks;
  const of = (each?: string) => `${hrefOf(webhook.id)}${each ? `?status=${each}` : ''}`;
  const { items, nextCursor } = deliveries;
  return (
    <Section id="nhat-ky" title={t.log} note={t.logNote}>
      <nav class="token-actions" aria-label={t.filter}>
        {[undefined, ...deliveryStatuses].map((each) => (
          <FilterLink href={of(each)} isCurrent={each === status} key={each ?? ''}>
            {each ? t.statuses[each] : t.all}
          </FilterLink>
        ))}
      </nav>
      {items.length === 0 ? (
        <p class="empty">{t.noDeliveries}</p>
      ) : (
        <DataTable
          caption={t.logCaption}
          class="table-tight access-table"
          rows={items}
          rowKey={({ id }) => id}
          columns={columnsOf(frame, webhook)}
        />
      )}
      {nextCursor === null ? null : (
        <p class="token-actions">
          <ButtonLink href={`${hrefOf(webhook.id)}?cursor=${nextCursor}${status ? `&status=${status}` : ''}`}>
            {t.older}
          </ButtonLink>
        </p>
      )}
    </Section>
  );
}

function FilterLink(props: { href: string; isCurrent: boolean; children: string }): VNode {
  if (props.isCurrent) return <strong aria-current="true">{props.children}</strong>;
  return <a href={props.href}>{props.children}</a>;
}

function columnsOf({ language, csrf }: Frame, { id, active }: WebhookItem): Column<DeliveryItem>[] {
  const { webhooks: t, audit } = words(language);
  return [
    {
      key: 'name',
      head: t.logColumns.what,
      rowHead: true,
      cell: ({ id: number, commitment, kind }) =>
        `${number} · ${kind === null ? t.isTest : `${commitment}, ${audit.kinds[`commitment.${kind}`]}`}`,
    },
    {
      key: 'address',
      head: t.logColumns.status,
      cell: (item) => resultOf(item, language),
    },
    {
      key: 'opened',
      head: t.logColumns.at,
      phoneLabel: t.logColumns.at,
      cell: ({ createdAt }) => <span class="n">{formatInstant(createdAt)}</span>,
    },
    {
      key: 'used',
      head: t.logColumns.attempts,
      phoneLabel: t.logColumns.attempts,
      cell: ({ attempts }) => <span class="n">{attempts}</span>,
    },
    {
      key: 'end',
      head: <span class="sr">{t.logColumns.act}</span>,
      cell: ({ id: delivery, status, reason }) =>
        !active || (status === 'waiting' && reason === null) ? null : (
          <form method="post" action={`${hrefOf(id)}/gui-lai/${delivery}`}>
            <CsrfField token={csrf} />
            <button type="submit" class="link-button" aria-label={t.resendOf(delivery)}>
              {t.resend}
            </button>
          </form>
        ),
    },
  ];
}

/** `đang chờ: quá 10 giây không trả lời, thử lại 09:15` */
function resultOf(
  { status, answer, reason, nextAttemptAt }: DeliveryItem,
  language: Frame['language'],
): string {
  const t = words(language).webhooks;
  const why = [
    reason === null ? '' : t.reasons[reason],
    answer === null ? '' : t.answer(answer),
    nextAttemptAt !== null && reason !== null ? t.next(formatInstant(nextAttemptAt)) : '',
  ].filter(Boolean);
  return why.length === 0 ? t.statuses[status] : `${t.statuses[status]}: ${why.join(', ')}`;
}

function Acts({ frame, webhook: { id, active } }: WebhookPageProps): VNode {
  const t = words(frame.language).webhooks;
  const acts = [
    ...(active ? [['gui-thu', t.test] as const] : []),
    active ? (['tat', t.switchOff] as const) : (['bat', t.switchOn] as const),
    ['xoa', t.delete] as const,
  ];
  return (
    <Section id="thao-tac" title={t.logColumns.act} note={t.deleteNote}>
      <div class="token-actions">
        {acts.map(([path, label]) => (
          <form method="post" action={`${hrefOf(id)}/${path}`} key={path}>
            <CsrfField token={frame.csrf} />
            <Button>{label}</Button>
          </form>
        ))}
      </div>
    </Section>
  );
}
