import type { VNode } from 'preact';
import { roles } from '../../identity/viewer.js';
import type { Language } from '../../platform/text.js';
import { Button, ButtonLink } from '../../web/components/button.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { Field, TextField } from '../../web/components/field.js';
import { PartOnPaper } from '../../web/components/part-on-paper.js';
import { Select, type Choice } from '../../web/components/select.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { Badge } from '../../web/components/badge.js';
import { formatInstant, formatNumber } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { AdminPage } from '../admin-page.view.js';
import type { PartyRef } from '../bodies/body.types.js';
import type { UserFilter, UserPage } from './users.queries.js';
import type { UserItem } from './user.types.js';

export interface UsersListProps extends UserPage {
  frame: Frame;
  filter: UserFilter;
  parties: PartyRef[];
}

const here = '/quan-tri/tai-khoan';

export function UsersListPage(props: UsersListProps): VNode {
  const { frame, items, total, before, nextCursor, filter } = props;
  const { language } = frame;
  const t = words(language).users;
  return (
    <AdminPage
      frame={frame}
      tab="users"
      title={t.title}
      note={t.note(formatNumber(total, language))}
      actions={
        <ButtonLink href={`${here}/moi`} primary>
          {t.add}
        </ButtonLink>
      }
    >
      <Filters {...props} />
      <PartOnPaper before={before} shown={items.length} total={total} language={language} />
      {items.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <DataTable
          caption={t.caption}
          class="users"
          rows={items}
          rowKey={({ id }) => id}
          columns={columnsOf(language)}
        />
      )}
      {nextCursor === null ? null : (
        <p class="ledger-next">
          <a href={`${here}?${queryOf(filter, nextCursor)}`} rel="next">
            {t.next}
          </a>
        </p>
      )}
    </AdminPage>
  );
}

function Filters({ frame: { language }, filter, parties, items }: UsersListProps): VNode {
  const { filter: t, states } = words(language).users;
  const choose = (name: string, label: string, value: string | undefined, choices: Choice[]) => (
    <Field id={name} label={label}>
      <Select id={name} name={name} value={value} active={value !== undefined} choices={choices} />
    </Field>
  );
  const body = items.find((item) => item.body?.id === filter.body)?.body?.name[language];
  return (
    <form method="get" action={here} class="ledger-filters" aria-label={t.label}>
      {choose('ben', t.party, filter.party, [
        { value: '', label: t.every },
        ...parties.map(({ code, name }) => ({ value: code, label: name[language] })),
        { value: 'none', label: t.nobody },
      ])}
      {choose('vai-tro', t.role, filter.role, [
        { value: '', label: t.everyRole },
        ...roles.map((role) => ({ value: role, label: words(language).roles[role] })),
      ])}
      {choose('tinh-trang', t.state, filter.state, [
        { value: '', label: t.everyState },
        ...(['active', 'invited', 'disabled'] as const).map((state) => ({
          value: state,
          label: states[state],
        })),
      ])}
      <TextField id="q" name="q" type="search" label={t.q} value={filter.q} most={200} class="wide-field" />
      {filter.body === undefined ? null : (
        <label class="check">
          <input type="checkbox" name="co-quan" value={filter.body} checked />
          <span>{t.body(body ?? '')}</span>
        </label>
      )}
      <Button>{t.apply}</Button>
      {queryOf(filter) === '' ? null : <a href={here}>{t.clear}</a>}
    </form>
  );
}

function queryOf({ party, role, state, body, q }: UserFilter, sau?: string): string {
  const query = new URLSearchParams();
  const fields = { ben: party, 'vai-tro': role, 'tinh-trang': state, 'co-quan': body, q, sau };
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined && value !== '') query.set(name, String(value));
  return query.toString();
}

function columnsOf(language: Language): Column<UserItem>[] {
  const t = words(language).users;
  return [
    {
      key: 'name',
      head: t.columns.email,
      rowHead: true,
      cell: ({ id, email }) => (
        <a class="title-link" href={`${here}/${id}`}>
          {email}
        </a>
      ),
    },
    {
      key: 'post',
      head: t.columns.post,
      cell: ({ name, party, body }) => (
        <span class="recipient">
          {party ? (
            <SideMarker party={party.code} marker={party.marker} name={party.name[language]} />
          ) : (
            <span />
          )}
          <span>
            {name[language]}
            {body ? <small>{body.name[language]}</small> : null}
          </span>
        </span>
      ),
    },
    { key: 'role', head: t.columns.role, cell: (user) => <UserRole user={user} language={language} /> },
    {
      key: 'state',
      head: t.columns.state,
      cell: (user) => (
        <span class="badges">
          <UserState user={user} language={language} />
          {user.mailFaults.length === 0 ? null : (
            <Badge tone="over" icon="over">
              {t.mailFaults.badge}
            </Badge>
          )}
        </span>
      ),
    },
    {
      key: 'last',
      head: t.columns.lastSignIn,
      phoneLabel: t.columns.lastSignIn,
      cell: ({ lastSignInAt }) =>
        lastSignInAt ? (
          <span class="n">{formatInstant(lastSignInAt)}</span>
        ) : (
          <span class="none">{t.never}</span>
        ),
    },
  ];
}

/** A head has its role's permissions: the mark says who gets which reminders. */
export function UserRole({
  user: { role, head },
  language,
}: {
  user: Pick<UserItem, 'role' | 'head'>;
  language: Language;
}): VNode {
  return (
    <>
      {words(language).roles[role]}
      {head ? <small class="user-head">{words(language).users.head}</small> : null}
    </>
  );
}

export function UserState({
  user,
  language,
}: {
  user: Pick<UserItem, 'active' | 'invited'>;
  language: Language;
}): VNode {
  const t = words(language).users.states;
  if (!user.active)
    return (
      <Badge tone="idle" icon="block">
        {t.disabled}
      </Badge>
    );
  return user.invited ? (
    <Badge tone="late" icon="clock">
      {t.invited}
    </Badge>
  ) : (
    <Badge tone="done" icon="check">
      {t.active}
    </Badge>
  );
}
