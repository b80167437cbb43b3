import type { CommitmentFilter, CountGroup } from '../commitment.types.js';

/** What a link to the list asks for. Several groups are written `group=a,b`. */
export type ListFilter = Omit<CommitmentFilter, 'group'> & { group?: CountGroup | readonly CountGroup[] };

export const overdueGroups = ['in_progress_overdue', 'not_started_overdue'] as const;
/** Continuing commitments have no last day to miss: pages count them as in time, and say so. */
export const inTimeGroups = ['in_progress_on_time', 'continuing'] as const;
export const completedGroups = ['completed_on_time', 'completed_late'] as const;

export function sameGroups(one: readonly CountGroup[], other: readonly CountGroup[]): boolean {
  return one.length === other.length && one.every((group) => other.includes(group));
}

export function overviewHref(slug: string, asOf?: string): string {
  return `/${slug}/tong-quan${asOf ? `?asOf=${asOf}` : ''}`;
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

export function commitmentHref(slug: string, code: string, part?: string): string {
  return `/${slug}/cam-ket/${code}${part ? `#${part}` : ''}`;
}

export function noticeHref(slug: string, locator?: string): string {
  return `/${slug}/thong-bao${locator ? `#${locator}` : ''}`;
}

/** The rows of the reminder ledger that concern one commitment. */
export function remindersHref(commitmentId?: number): string {
  return commitmentId === undefined ? '/don-doc' : `/don-doc?commitment=${commitmentId}`;
}

export function languageHref(language: string, back: string): string {
  return `/ngon-ngu/${language}?back=${encodeURIComponent(back)}`;
}

/** The audit log, whole or filtered. */
export function auditHref(filter: Record<string, string> = {}): string {
  const query = new URLSearchParams(filter).toString();
  return `/nhat-ky${query ? `?${query}` : ''}`;
}

/** The agreements of the reader. */
export const agreementsHref = '/thoa-thuan';
/** Where administrators import one. */
export const importHref = '/quan-tri/thoa-thuan/nhap';

/** An agreement as a file. */
export function agreementFileHref(slug: string): string {
  return `/api/v1/agreements/${slug}/file`;
}
