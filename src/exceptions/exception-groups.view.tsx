import type { VNode } from 'preact';
import { DataTable } from '../web/components/data-table.js';
import { Section } from '../web/components/section.js';
import { words, type Words } from '../web/i18n/words.js';
import { columnsOf, isToChase } from './exception-columns.view.js';
import { places, type ExceptionsProps } from './exceptions.props.js';
import type { ExceptionItem } from './exceptions.types.js';

type Group = keyof typeof places;

/** What waits for the reader first, then what is overdue, then what waits too long in time. */
export function ExceptionGroups(props: ExceptionsProps): VNode {
  const groups = Object.keys(places) as Group[];
  return (
    <>
      {groups.map((group) => (
        <GroupSection
          {...props}
          group={group}
          items={props.exceptions.items.filter((item) => groupOf(item) === group)}
          key={group}
        />
      ))}
    </>
  );
}

function groupOf({ isOwn, daysLate }: ExceptionItem): Group {
  if (isOwn) return 'own';
  return daysLate > 0 ? 'overdue' : 'waiting';
}

function GroupSection(props: ExceptionsProps & { group: Group; items: ExceptionItem[] }): VNode | null {
  const { frame, exceptions, group, items } = props;
  if (items.length === 0) return null;
  const t = words(frame.language).exceptions;
  const hasActions = exceptions.items.some((item) => item.actions.length > 0 || isToChase(item, props));
  return (
    <Section
      id={places[group]}
      title={t[group]}
      note={noteOf(t, group, items.length, exceptions.figures.own > 0)}
    >
      <DataTable
        class="exception-table"
        caption={t[group]}
        columns={columnsOf(props, hasActions)}
        rows={items}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}

function noteOf(t: Words['exceptions'], group: Group, count: number, others: boolean): string {
  if (group === 'own') return t.ownNote(count);
  return group === 'overdue' ? t.overdueNote(count, others) : t.waitingNote(count);
}
