import type { VNode } from 'preact';
import type { Counts } from '../../commitments/commitment.types.js';
import { inTimeGroups, overdueGroups, type ListFilter } from '../../commitments/parts/links.js';
import { Icon } from '../../web/components/icon.js';
import type { BarPart } from '../../web/components/stacked-bar.js';
import { words } from '../../web/i18n/words.js';
import { inTime, listOf, overdue, type Scope } from './scope.js';

/** The five groups in the order of the bars, with how each is counted and listed. */
export const standingParts = [
  { tone: 'done', of: (counts: Counts) => counts.completed_on_time, filter: { group: 'completed_on_time' } },
  { tone: 'late', of: (counts: Counts) => counts.completed_late, filter: { group: 'completed_late' } },
  { tone: 'run', of: inTime, filter: { group: inTimeGroups } },
  {
    tone: 'idle',
    of: (counts: Counts) => counts.not_started_on_time,
    filter: { group: 'not_started_on_time' },
  },
  { tone: 'over', of: overdue, filter: { group: overdueGroups } },
] as const satisfies { tone: BarPart['tone']; of: (counts: Counts) => number; filter: ListFilter }[];

/** The parts of a bar, each with its list. @param filter of what the counts are counted */
export function barOf(counts: Counts, scope: Scope, filter: ListFilter = {}): BarPart[] {
  const t = words(scope.language);
  return standingParts.map(({ tone, of, filter: ofPart }) => ({
    tone,
    count: of(counts),
    href: listOf(scope, { ...filter, ...ofPart }),
    label: `${t.standing[tone]}: ${of(counts)}`,
  }));
}

/** What the parts of the bars mean. */
export function Legend({ scope }: { scope: Pick<Scope, 'language'> }): VNode {
  const t = words(scope.language);
  return (
    <ul class="legend">
      {standingParts.map(({ tone }) => (
        <li key={tone}>
          <svg class={`part p-${tone}`} width="10" height="12" aria-hidden="true">
            <rect width="10" height="12" />
          </svg>
          <span class={`t-${tone}`}>
            <Icon name={tone} size={14} />
          </span>
          {t.standing[tone]}
        </li>
      ))}
    </ul>
  );
}
