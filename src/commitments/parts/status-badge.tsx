import type { VNode } from 'preact';
import type { DueItem, Status, Timeliness } from '../commitment.types.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { Badge, type Tone } from '../../web/components/badge.js';

/** How a page shows a commitment: status and timeliness together, as it is counted. */
export type Standing = 'done' | 'late' | 'run' | 'continuing' | 'idle' | 'over' | 'suspended' | 'withdrawn';
const tones: Record<Standing, Tone> = {
  done: 'done',
  late: 'late',
  run: 'run',
  continuing: 'run',
  idle: 'idle',
  over: 'over',
  suspended: 'idle',
  withdrawn: 'idle',
};

export const standings = Object.keys(tones) as Standing[];

export function standingOf(item: { status: Status; timeliness: Timeliness | null }): Standing {
  if (item.timeliness === 'overdue') return 'over';
  if (item.timeliness === 'completed_on_time') return 'done';
  if (item.timeliness === 'completed_late') return 'late';
  if (item.timeliness === 'continuing') return 'continuing';
  if (item.status === 'suspended' || item.status === 'withdrawn') return item.status;
  return item.status === 'not_started' ? 'idle' : 'run';
}

export function toneOf(standing: Standing): Tone {
  return tones[standing];
}

interface StatusBadgeProps {
  item: {
    status: Status;
    timeliness: Timeliness | null;
    overdueDays?: number;
    due?: Pick<DueItem, 'undated'>;
  };
  language: Language;
  /** Says by how many days it is overdue. */
  days?: boolean;
}

export function StatusBadge({ item, language, days = false }: StatusBadgeProps): VNode {
  const t = words(language);
  const standing = standingOf(item);
  if (standing === 'continuing' && item.due?.undated) return <UndatedBadge language={language} />;
  const label =
    standing === 'over' && days && item.overdueDays ? t.overdueDays(item.overdueDays) : t.standing[standing];
  return (
    <Badge tone={toneOf(standing)} icon={standing} ground={standing === 'over'}>
      {label}
    </Badge>
  );
}

/** It counts as continuing, and is none: it should have a date. */
function UndatedBadge({ language }: { language: Language }): VNode {
  return (
    <Badge tone="late" icon="calendar">
      {words(language).commitment.undated.badge}
    </Badge>
  );
}

/** What a standing is called, of no commitment: for legends. */
export function StandingBadge({ standing, language }: { standing: Standing; language: Language }): VNode {
  return (
    <Badge tone={toneOf(standing)} icon={standing}>
      {words(language).standing[standing]}
    </Badge>
  );
}

/** @param sides how many they are, where it is said in full */
export function DiffersBadge({
  language,
  sides,
  ground = true,
}: {
  language: Language;
  sides?: number;
  ground?: boolean;
}): VNode {
  const t = words(language);
  return (
    <Badge tone="diff" icon="diff" ground={ground}>
      {sides === undefined ? t.differs : t.sidesDiffer(sides)}
    </Badge>
  );
}

/** `dự kiến`: proposed by the tracker, not yet confirmed by the side's office. */
export function ProposedChip({ language }: { language: Language }): VNode {
  return <span class="chip-proposed">{words(language).proposed}</span>;
}
