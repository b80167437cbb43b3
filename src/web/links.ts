export function overviewHref(slug: string, asOf?: string): string {
  return `/${slug}/tong-quan${asOf ? `?asOf=${asOf}` : ''}`;
}

/** Every commitment of an agreement. */
export function commitmentsHref(slug: string): string {
  return `/${slug}/cam-ket`;
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
