export function overviewHref(slug: string): string {
  return `/${slug}/tong-quan`;
}

/** Every commitment and page, by what is searched for. */
export const searchHref = '/tim';

/** The overview for the screen of a meeting room. */
export function screenHref(slug: string): string {
  return `/${slug}/trinh-chieu`;
}

/** Two days side by side; without days, a month ago and today. */
export function comparisonHref(
  slug: string,
  asked: { from?: string; to?: string; known?: string } = {},
): string {
  const named = Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(named).toString();
  return `/${slug}/so-sanh${query ? `?${query}` : ''}`;
}

/** Which sectors will be done on time. @param asOf as it was forecast on an earlier day */
export function forecastHref(slug: string, asOf?: string): string {
  return `/${slug}/du-bao${asOf ? `?asOf=${asOf}` : ''}`;
}

/** Deadlines, extensions and completions by quarter. @param by how rows are grouped */
export function timelineHref(slug: string, by?: string): string {
  return `/${slug}/dong-thoi-gian${by ? `?theo=${by}` : ''}`;
}

/** What is overdue or stuck. */
export function exceptionsHref(slug: string, place?: string): string {
  return `/${slug}/diem-nghen${place ?? ''}`;
}

/** Who is in charge of which sector on a side. */
export function sectorLeadersHref(slug: string): string {
  return `/${slug}/lanh-dao-phu-trach`;
}

/** What leaders of a side have directed. @param query `state=open` */
export function directivesHref(slug: string, query = ''): string {
  return `/${slug}/chi-dao${query ? `?${query}` : ''}`;
}

/** What the sides agree to change of an agreement. @param place a number, or `de-nghi` */
export function amendmentsHref(slug: string, place?: number | string): string {
  return `/${slug}/sua-doi${place === undefined ? '' : `/${place}`}`;
}

/** When the reminders of an agreement speak, and to whom. */
export function rulesHref(slug: string): string {
  return `/${slug}/quy-tac-nhac-han`;
}

/** Every commitment of an agreement. */
export function commitmentsHref(slug: string): string {
  return `/${slug}/cam-ket`;
}

interface BulkLink {
  action: string;
  /** Of commitments. */
  ids: readonly number[];
  /** The filters of the list from which they come. */
  query?: string;
}

/** One thing done with many of them. */
export function bulkHref(slug: string, asked?: BulkLink): string {
  if (!asked) return `/${slug}/nhieu-cam-ket`;
  const { action, ids, query } = asked;
  return `/${slug}/nhieu-cam-ket?action=${action}&ids=${ids.join(',')}${query ? `&${query}` : ''}`;
}

export function noticeHref(slug: string, locator?: string): string {
  return `/${slug}/thong-bao${locator ? `#${locator}` : ''}`;
}

/** The rows of the reminder ledger that concern one commitment. */
export function remindersHref(commitmentId?: number): string {
  return commitmentId === undefined ? '/don-doc' : `/don-doc?commitment=${commitmentId}`;
}

export interface ChaseLink {
  /** Code of a body. */
  body?: string;
  /** Of a side, whose office is asked. */
  party?: string;
  codes?: readonly string[];
  period?: string;
}

/** Where somebody is chased by hand about commitments: a body, the office of another side, or else the bodies that lead them on the reader's. */
export function chaseHref(slug: string, { body, party, codes = [], period }: ChaseLink = {}): string {
  const asked = { body, party, commitments: codes.join(','), period };
  const named = Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(named).toString();
  return `/${slug}/don-doc-truc-tiep${query ? `?${query.replaceAll('%2C', ',')}` : ''}`;
}

/** Who has not reported on a period; where none is named, on the one just ended. */
export function unreportedHref(slug: string, period?: string): string {
  return `/${slug}/chua-bao-cao${period ? `?period=${period}` : ''}`;
}

/** The reporting periods of an agreement, and under which codes they are frozen. */
export function periodsHref(slug: string, period?: string): string {
  return `/${slug}/ky-bao-cao${period ? `/${period}` : ''}`;
}

/** Documents for signing. @param asked what the form is to make, and which part of the list is shown */
export function documentsHref(
  slug: string,
  asked: { kind?: string; period?: string; body?: string; issued?: string; cursor?: string } = {},
): string {
  const named = Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(named).toString();
  return `/${slug}/van-ban${query ? `?${query}` : ''}`;
}

/** One document: its files, its issue, and where that is entered. */
export function documentHref(slug: string, id: number): string {
  return `/${slug}/van-ban/${id}`;
}

/** What is frozen under a code; without one, where codes are looked up. */
export function frozenHref(code?: string): string {
  return `/so-lieu-chot${code ? `/${code}` : ''}`;
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

/** The figures of all agreements together. */
export const acrossHref = '/tong-hop';

/** Where administrators import one. */
export const importHref = '/quan-tri/thoa-thuan/nhap';
export const startHref = '/quan-tri/thoa-thuan/moi';

/** An agreement as a file. */
export function agreementFileHref(slug: string): string {
  return `/api/v1/agreements/${slug}/file`;
}

/** The guides that are served, and under which word of `/huong-dan`. */
export const guidePages = ['user', 'admin', 'agreements', 'glossary'] as const;
export type GuidePage = (typeof guidePages)[number];
export const guidePaths: Record<GuidePage, string> = {
  user: '',
  admin: 'quan-tri',
  agreements: 'thoa-thuan',
  glossary: 'thuat-ngu',
};

/** @param place of the page; of the user guide, the name of a role too */
export function guideHref(page: GuidePage = 'user', place?: string): string {
  const path = guidePaths[page];
  return `/huong-dan${path === '' ? '' : `/${path}`}${place ? `#${place}` : ''}`;
}

export function guideImageHref(file: string): string {
  return `/huong-dan/hinh/${file}`;
}

/** Where a list goes out to be edited and comes back. @param query the filters of the list */
export function sheetsHref(slug: string, query = ''): string {
  return `/${slug}/bang-tinh${query ? `?${query}` : ''}`;
}

/** A sheet that was handed in. @param outcome only rows of which that became */
export function sheetHref(
  slug: string,
  id: number,
  { outcome, after }: { outcome?: string; after?: number } = {},
): string {
  const asked = [outcome && `outcome=${outcome}`, after && `after=${after}`].filter(Boolean).join('&');
  return `/${slug}/bang-tinh/${id}${asked && `?${asked}`}`;
}

/** Where a sheet that an office keeps itself is brought. */
export function intakeHref(slug: string): string {
  return `/${slug}/nhan-bang-tinh`;
}

/** The list as a sheet to be edited. */
export function sheetFileHref(slug: string, query = ''): string {
  return `/api/v1/agreements/${slug}/sheet.xlsx${query ? `?${query}` : ''}`;
}
