import type { VNode } from 'preact';
import { ButtonLink } from '../../web/components/button.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { DoneBar } from '../../web/components/done-bar.js';
import { Section } from '../../web/components/section.js';
import { formatInstant } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { EndForm, LastUsed } from '../access/sessions-table.view.js';
import type { CalendarAddressItem } from './calendar-address.types.js';

interface OwnCalendarsProps {
  frame: Frame;
  items: CalendarAddressItem[];
  done?: string;
}

/** A section of the own account's page. */
export function OwnCalendarsView({ frame, items, done }: OwnCalendarsProps): VNode {
  const t = words(frame.language).calendarFeed;
  return (
    <Section id="dia-chi-lich" class="wide" title={t.title} note={t.note}>
      <DoneBar done={done === 'calendar' ? t.revoked : undefined} />
      {items.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <DataTable
          caption={t.title}
          class="table-tight access-table"
          rows={items}
          rowKey={({ id }) => id}
          columns={columnsOf(frame)}
        />
      )}
      <p class="token-actions">
        <ButtonLink href="/tai-khoan/dia-chi-lich">{t.make}</ButtonLink>
      </p>
    </Section>
  );
}

function columnsOf({ language, csrf }: Frame): Column<CalendarAddressItem>[] {
  const t = words(language).calendarFeed;
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
      head: t.columns.made,
      phoneLabel: t.columns.made,
      cell: ({ createdAt }) => <span class="n">{formatInstant(createdAt)}</span>,
    },
    {
      key: 'used',
      head: t.columns.used,
      phoneLabel: t.columns.used,
      cell: ({ lastUsedAt }) => <LastUsed at={lastUsedAt} language={language} />,
    },
    {
      key: 'end',
      head: <span class="sr">{t.revoke}</span>,
      cell: ({ id, name }) => (
        <EndForm
          action={`/tai-khoan/dia-chi-lich/${id}/thu-hoi`}
          csrf={csrf}
          words={t.revoke}
          label={t.revokeOf(name)}
        />
      ),
    },
  ];
}
