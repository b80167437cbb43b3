import { Malformed, VersionRequired } from '../errors.js';

/** The ETag of a commitment: its own version, so that colleagues who edit different commitments never collide. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** No commitment ever has it. */
const UNKNOWN = -1;
/** One tag of a list, or none between two commas, up to the next. */
const nextTag = /(?:(?:W\/)?"([\x21\x23-\x7E]*)"[ \t]*)?(?:,[ \t]*|$)/y;

/**
 * The versions that a request may be based on, undefined for `*`: of a list of tags any will do (RFC 9110, 13.1.1). A tag that
 * we did not make counts as outdated. A weak one is taken for what it was before something on the way compressed the answer.
 * @throws VersionRequired without a header, Malformed where it is no list of entity tags
 */
export function versionsFrom(ifMatch: string | undefined): number[] | undefined {
  const list = ifMatch?.trim() ?? '';
  if (list === '') throw new VersionRequired();
  if (list === '*') return undefined;
  const versions: number[] = [];
  for (nextTag.lastIndex = 0; nextTag.lastIndex < list.length;) {
    const found = nextTag.exec(list);
    if (!found) throw noTags();
    if (found[1] !== undefined) versions.push(/^\d{1,9}$/.test(found[1]) ? Number(found[1]) : UNKNOWN);
  }
  if (versions.length === 0) throw noTags();
  return versions;
}

function noTags(): Malformed {
  return new Malformed([{ field: 'If-Match', message: 'must be the ETag of what is changed, such as "3"' }]);
}

/** Whether who asks has what the tag stands for (`If-None-Match`). A proxy that compresses makes a tag a weak one. */
export function isAmong(tag: string, ifNoneMatch: string | undefined): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  return known.includes(tag) || known.includes('*');
}
