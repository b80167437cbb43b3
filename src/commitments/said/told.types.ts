import type { ReportingDays } from '../../calendar/reporting-period.js';
import type { Language } from '../../platform/text.js';
import type { words } from '../../web/i18n/words.js';
import type { CommitmentDetail, SideItem } from '../commitment.types.js';

/** What is told of a change that was just made: the fact; who sees it, and what follows from how the commitment stands now. */
export interface Told {
  title: string;
  text: (string | null)[];
}

/** What that is told from. */
export interface Telling {
  commitment: CommitmentDetail;
  reporting: ReportingDays;
  language: Language;
  t: ReturnType<typeof words>['commitment']['said'];
  /** Facts that came with the change. */
  facts: Record<string, string>;
  /** The side that made it. */
  own: SideItem;
  party: string;
  others: SideItem[];
  /** `Hai bên` */
  all: string;
}

export const nameIn =
  ({ language }: Telling) =>
  ({ partyName }: SideItem) =>
    partyName[language];

/** `Tiếp theo: …`; null where nothing waits. */
export function next({ t }: Telling, steps: string[]): string | null {
  return steps.length === 0 ? null : t.next(steps.join(t.and));
}
