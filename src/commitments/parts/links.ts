import type { CountGroup } from '../commitment.types.js';
import type { DaysAsked } from '../read/days.js';
import type { CommitmentFilter } from '../read/list.types.js';

/** What a link to the list asks for. Several groups are written `group=a,b`. */
export type ListFilter = Omit<CommitmentFilter, 'group' | 'searcher'> & {
  group?: CountGroup | readonly CountGroup[];
  /** Not what is listed, but how the page shows it: which columns, in which groups. */
  columns?: readonly string[];
  by?: string;
};

export const overdueGroups = ['in_progress_overdue', 'not_started_overdue'] as const;
/** Continuing commitments have no last day to miss: pages count them as in time, and say so. */
export const inTimeGroups = ['in_progress_on_time', 'continuing'] as const;
export const completedGroups = ['completed_on_time', 'completed_late'] as const;

export function sameGroups(one: readonly CountGroup[], other: readonly CountGroup[]): boolean {
  return one.length === other.length && one.every((group) => other.includes(group));
}

/** The list of exactly the commitments that pass the filter; parameter names are the filter's own. */
export function listHref(slug: string, filter: ListFilter = {}): string {
  const query = listQuery(filter);
  return `/${slug}/cam-ket${query ? `?${query}` : ''}`;
}

export function listQuery(filter: ListFilter): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined || value === '' || value === false) continue;
    parameters.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  return parameters.toString().replaceAll('%2C', ',');
}

/** An address as of other days. */
export function daysHref(address: string, days: DaysAsked): string {
  const query = listQuery(days);
  return query ? `${address}?${query}` : address;
}

/** @param days where it is read as of other days */
export function commitmentHref(slug: string, code: string, part?: string, days: DaysAsked = {}): string {
  return `${daysHref(`/${slug}/cam-ket/${code}`, days)}${part ? `#${part}` : ''}`;
}
