import type { VNode } from 'preact';
import { Icon } from '../../../web/components/icon.js';
import { words } from '../../../web/i18n/words.js';
import { remindersHref } from '../../../web/links.js';
import type { CommitmentItem } from '../../commitment.types.js';
import { commitmentHref } from '../../parts/links.js';
import { isOpen } from '../../rules.js';
import type { Columns, Where } from './where.js';

/** What was done to move it on. */
export function chasedColumns(where: Where): Columns {
  return {
    chased: {
      key: 'chased',
      head: words(where.language).list.extensionsChased,
      numeric: true,
      cell: (item) => <Chased item={item} where={where} />,
    },
  };
}

/** Icons with a title and words for readers; on a phone, the words. */
function Chased({ item, where }: { item: CommitmentItem; where: Where }): VNode {
  const { slug, language, days } = where;
  const t = words(language);
  return (
    <span class="marks n">
      {directs(item, where) ? <DirectMark code={item.code} where={where} /> : null}
      {item.extensions > 0 ? (
        <a
          href={commitmentHref(slug, item.code, 'thoi-han', days)}
          title={t.list.extensionTitle(item.extensions)}
          aria-label={t.list.extensionTitle(item.extensions)}
        >
          <Icon name="extension" size={14} />
          <span class="phone-label">{t.columns.extended}</span> {item.extensions}
        </a>
      ) : null}
      {item.reminders > 0 ? (
        <a
          class={item.reminders > 3 ? 't-over' : undefined}
          href={remindersHref(item.id)}
          title={t.list.chasedTitle(item.reminders)}
          aria-label={t.list.chasedTitle(item.reminders)}
        >
          <Icon name="bell" size={14} />
          <span class="phone-label">{t.columns.chased}</span> {item.reminders}
        </a>
      ) : null}
    </span>
  );
}

function DirectMark({ code, where: { slug, language } }: { code: string; where: Where }): VNode {
  const label = words(language).exceptions.actions.direct;
  return (
    <a class="mark-direct" href={commitmentHref(slug, code, 'chi-dao')} title={`${label} ${code}`}>
      <Icon name="send" size={14} />
      <span class="sr">
        {label} {code}
      </span>
      <span class="phone-label" aria-hidden="true">
        {label}
      </span>
    </a>
  );
}

/** Whether the reader leads a side of it, and it goes on: one step to telling somebody what to do. Nobody directs on a past day. */
function directs(
  { sides, status }: Pick<CommitmentItem, 'sides' | 'status'>,
  { viewer, days }: Where,
): boolean {
  if (viewer?.role !== 'leader' || Object.keys(days).length > 0 || !isOpen({ status })) return false;
  return sides.some(({ party }) => party === viewer.party?.code);
}
