import type { Counts } from '../../commitments/commitment.types.js';
import type { Day } from '../../platform/clock.js';
import type { DaysAsked } from '../../commitments/read/days.js';
import type { Language } from '../../platform/text.js';
import { commitmentHref, listHref, type ListFilter } from '../../commitments/parts/links.js';
import { formatNumber } from '../../web/format.js';

/** What every part of the dashboard needs to write its links and words. */
export interface Scope {
  slug: string;
  language: Language;
  /** Only where figures are not today's. */
  days: DaysAsked;
  today: Day;
}

/** The list of exactly what a figure of this dashboard counts. */
export function listOf(scope: Scope, filter: ListFilter = {}): string {
  return listHref(scope.slug, { ...filter, ...scope.days });
}

export const completed = (counts: Counts): number => counts.completed_on_time + counts.completed_late;
export const overdue = (counts: Counts): number => counts.in_progress_overdue + counts.not_started_overdue;
/** Continuing commitments count as in time; the page says so. */
export const inTime = (counts: Counts): number => counts.in_progress_on_time + counts.continuing;

export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** A commitment, of the same days. */
export function commitmentOf({ slug, days }: Scope, code: string, part?: string): string {
  return commitmentHref(slug, code, part, days);
}

/** A number of days, or `–` where there is nothing to count. */
export function formatDays(days: number | null, language: Language): string {
  return days === null ? '–' : formatNumber(days, language);
}
