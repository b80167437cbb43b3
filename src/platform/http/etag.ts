import { Malformed, VersionRequired } from '../errors.js';

/** The ETag of a commitment: its own version, so that colleagues who edit different commitments never collide. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** @throws VersionRequired without a header, Malformed where it is not one of our ETags */
export function versionFrom(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '') throw new VersionRequired();
  const match = /^\s*(?:W\/)?"(\d{1,9})(?:-[a-z]+)?"\s*$/.exec(ifMatch);
  if (!match)
    throw new Malformed([{ field: 'If-Match', message: 'must be the ETag of the commitment, such as "3"' }]);
  return Number(match[1]);
}
