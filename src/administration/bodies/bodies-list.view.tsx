import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { Button, ButtonLink } from '../../web/components/button.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { Field, TextField } from '../../web/components/field.js';
import { Select } from '../../web/components/select.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { formatNumber } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { AdminPage } from '../admin-page.view.js';
import type { BodyFilter } from './bodies.queries.js';
import type { BodyItem, PartyRef } from './body.types.js';

export interface BodiesListProps {
  frame: Frame;
  filter: BodyFilter;
  parties: PartyRef[];
  items: BodyItem[];
  total: number;
  today: Day;
}

export function BodiesListPage(props: BodiesListProps): VNode {
  const { frame, items, total } = props;
  const { language } = frame;
  const t = words(language).bodies;
  const count = (n: number) => formatNumber(n, language);
  return (
    <AdminPage
      frame={frame}
      tab="bodies"
      title={t.title}
      note={t.note(count(items.length), count(total))}
      actions={
        <ButtonLink href="/quan-tri/co-quan/moi" primary>
          {t.add}
        </ButtonLink>
      }
    >
      <Filters {...props} />
      {items.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <DataTable
          caption={t.caption}
          class="bodies"
          rows={items}
          rowKey={({ id }) => id}
          columns={columnsOf(props)}
        />
      )}
      {items.length < total ? <p class="hint">{t.refine}</p> : null}
    </AdminPage>
  );
}

function Filters({ frame: { language }, filter, parties }: BodiesListProps): VNode {
  const t = words(language).bodies.filter;
  return (
    <form method="get" action="/quan-tri/co-quan" class="ledger-filters" aria-label={t.label}>
      <Field id="ben" label={t.party}>
        <Select
          id="ben"
          name="ben"
          value={filter.party}
          active={filter.party !== undefined}
          choices={[
            { value: '', label: t.every },
            ...parties.map(({ code, name }) => ({ value: code, label: name[language] })),
          ]}
        />
      </Field>
      <TextField id="q" name="q" type="search" label={t.q} value={filter.q} most={200} class="wide-field" />
      <Button>{t.apply}</Button>
      {filter.party || filter.q ? <a href="/quan-tri/co-quan">{t.clear}</a> : null}
    </form>
  );
}

function columnsOf({ frame: { language }, today }: BodiesListProps): Column<BodyItem>[] {
  const t = words(language).bodies;
  return [
    {
      key: 'name',
      head: t.columns.name,
      rowHead: true,
      cell: ({ id, name, short, party }) => (
        <span class="recipient">
          <SideMarker party={party.code} marker={party.marker} name={party.name[language]} />
          <span>
            <a class="title-link" href={`/quan-tri/co-quan/${id}`}>
              {name[language]}
            </a>
            {short[language] === name[language] ? null : <small>{short[language]}</small>}
          </span>
        </span>
      ),
    },
    { key: 'kind', head: t.columns.kind, cell: ({ kind }) => t.kinds[kind] },
    {
      key: 'span',
      head: t.columns.span,
      cell: (body) => <span class="n">{spanOf(body, today, language)}</span>,
    },
    {
      key: 'successor',
      head: t.columns.successor,
      cell: ({ successor, parent }) => (
        <>
          {successor ? <div>{t.followedBy(successor.name[language])}</div> : null}
          {parent ? <div class="quiet">{t.under(parent.name[language])}</div> : null}
        </>
      ),
    },
    {
      key: 'led',
      head: t.columns.led,
      numeric: true,
      phoneLabel: t.columns.led,
      cell: ({ led }) => <Count n={led} />,
    },
    {
      key: 'accounts',
      head: t.columns.accounts,
      numeric: true,
      phoneLabel: t.columns.accounts,
      cell: ({ accounts }) => <Count n={accounts} />,
    },
  ];
}

function Count({ n }: { n: number }): VNode {
  return <span class={n === 0 ? 'zero n' : 'n'}>{n}</span>;
}

/** `từ 17/10/2016`, `đến hết 12/4/2020`, `đã kết thúc 12/4/2020`. */
export function spanOf(
  { firstDay, lastDay }: Pick<BodyItem, 'firstDay' | 'lastDay'>,
  today: Day,
  language: Language,
): string {
  const t = words(language).bodies;
  if (lastDay && lastDay < today) return t.ended(formatDay(lastDay));
  const parts = [firstDay ? t.since(formatDay(firstDay)) : '', lastDay ? t.until(formatDay(lastDay)) : ''];
  return parts.filter(Boolean).join(', ');
}
