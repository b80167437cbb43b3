import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { formatInstant } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { TokenItem } from '../../identity/access.types.js';
import { EndForm, LastUsed } from './sessions-table.view.js';

interface TokensTableProps {
  language: Language;
  csrf: string;
  items: TokenItem[];
  /** Where the form that revokes one is sent. */
  revokeHref: (id: number) => string;
}

export function TokensTable(props: TokensTableProps): VNode {
  const t = words(props.language).access;
  if (props.items.length === 0) return <p class="empty">{t.noTokens}</p>;
  return (
    <DataTable
      caption={t.tokens}
      class="table-tight access-table"
      rows={props.items}
      rowKey={({ id }) => id}
      columns={columnsOf(props)}
    />
  );
}

function columnsOf({ language, csrf, revokeHref }: TokensTableProps): Column<TokenItem>[] {
  const t = words(language).access;
  return [
    { key: 'name', head: t.columns.name, rowHead: true, cell: ({ name }) => name },
    {
      key: 'address',
      head: t.columns.scope,
      cell: ({ scope, agreement }) =>
        `${t.scopes[scope]}, ${agreement === null ? t.everywhere : t.onlyIn(agreement)}`,
    },
    {
      key: 'opened',
      head: t.columns.opened,
      phoneLabel: t.columns.opened,
      cell: ({ createdAt, address }) => (
        <span class="n" title={address ?? undefined}>
          {formatInstant(createdAt)}
        </span>
      ),
    },
    {
      key: 'used',
      head: t.columns.used,
      phoneLabel: t.columns.used,
      cell: ({ lastUsedAt }) => <LastUsed at={lastUsedAt} language={language} />,
    },
    {
      key: 'expires',
      head: t.columns.expires,
      phoneLabel: t.columns.expires,
      cell: ({ expiresAt }) => <span class="n">{formatInstant(expiresAt)}</span>,
    },
    {
      key: 'end',
      head: <span class="sr">{t.columns.revoke}</span>,
      cell: ({ id, name }) => (
        <EndForm action={revokeHref(id)} csrf={csrf} words={t.revoke} label={t.revokeOf(name)} />
      ),
    },
  ];
}
