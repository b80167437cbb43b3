import { Malformed, VersionRequired } from '../errors.js';

/** The ETag of a commitment: its own version, so that colleagues who edit different commitments never collide. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** No commitment ever has it. */
const UNKNOWN = -1;

/**
 * The version that a request was based on, undefined for `*`. A tag that we did not make counts as outdated. A weak one
 * is taken for what it was before something on the way compressed the answer.
 * @throws VersionRequired without a header, Malformed where it is no entity tag
 */
export function versionFrom(ifMatch: string | undefined): number | undefined {
  const tag = ifMatch?.trim() ?? '';
  if (tag === '') throw new VersionRequired();
  if (tag === '*') return undefined;
  const opaque = /^(?:W\/)?"([\x21\x23-\x7E]*)"$/.exec(tag)?.[1];
  if (opaque === undefined)
    throw new Malformed([{ field: 'If-Match', message: 'must be the ETag of the commitment, such as "3"' }]);
  return /^\d{1,9}$/.test(opaque) ? Number(opaque) : UNKNOWN;
}
