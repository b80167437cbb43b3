import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { CsrfField } from '../../web/components/button.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { formatInstant } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { SessionItem } from '../../identity/access.types.js';
import { deviceOf } from './device.js';

interface SessionsTableProps {
  language: Language;
  csrf: string;
  items: SessionItem[];
  /** The reader's own session, which ends by signing out. */
  current?: number;
  /** Where the form that ends one is sent. */
  endHref: (id: number) => string;
}

export function SessionsTable(props: SessionsTableProps): VNode {
  const t = words(props.language).access;
  if (props.items.length === 0) return <p class="empty">{t.noSessions}</p>;
  return (
    <DataTable
      caption={t.sessions}
      class="table-tight access-table"
      rows={props.items}
      rowKey={({ id }) => id}
      columns={columnsOf(props)}
    />
  );
}

function columnsOf({ language, csrf, current, endHref }: SessionsTableProps): Column<SessionItem>[] {
  const t = words(language).access;
  const named = ({ userAgent }: SessionItem) => deviceOf(userAgent) ?? t.unknownDevice;
  return [
    {
      key: 'name',
      head: t.columns.device,
      rowHead: true,
      cell: (item) => (
        <span title={item.userAgent ?? undefined}>
          {named(item)}
          {item.id === current ? <b> ({t.thisOne})</b> : null}
        </span>
      ),
    },
    {
      key: 'address',
      head: t.columns.address,
      cell: ({ address }) => <span class="n">{address ?? t.unknownAddress}</span>,
    },
    {
      key: 'opened',
      head: t.columns.opened,
      phoneLabel: t.columns.opened,
      cell: ({ createdAt }) => <span class="n">{formatInstant(createdAt)}</span>,
    },
    {
      key: 'used',
      head: t.columns.seen,
      phoneLabel: t.columns.seen,
      // What was used is written once a minute: a session has been used when it was opened, and this one is in use.
      cell: ({ id, lastSeenAt, createdAt }) =>
        id === current ? t.inUse : <LastUsed at={lastSeenAt ?? createdAt} language={language} />,
    },
    {
      key: 'expires',
      head: t.columns.expires,
      phoneLabel: t.columns.expires,
      cell: ({ expiresAt }) => <span class="n">{formatInstant(expiresAt)}</span>,
    },
    {
      key: 'end',
      head: <span class="sr">{t.columns.end}</span>,
      cell: (item) =>
        item.id === current ? null : (
          <EndForm
            action={endHref(item.id)}
            csrf={csrf}
            words={t.end}
            label={t.endOf(`${named(item)}, ${formatInstant(item.createdAt)}`)}
          />
        ),
    },
  ];
}

export function LastUsed({ at, language }: { at: string | null; language: Language }): VNode {
  if (at === null) return <span class="none">{words(language).access.notYet}</span>;
  return <span class="n">{formatInstant(at)}</span>;
}

/** One button that looks like a link, in a form of its own. */
export function EndForm(props: { action: string; csrf: string; words: string; label: string }): VNode {
  return (
    <form method="post" action={props.action}>
      <CsrfField token={props.csrf} />
      <button type="submit" class="link-button" aria-label={props.label}>
        {props.words}
      </button>
    </form>
  );
}
