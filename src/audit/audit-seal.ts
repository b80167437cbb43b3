import { createHash } from 'node:crypto';

/** Before the first link. */
export const NOTHING_BEFORE = '00'.repeat(32);

/**
 * The hash that a link must have, computed here: no function of the database takes part.
 * @param previous hash of the link before, in hexadecimal
 * @param texts of the entries that it seals, in their order
 * @returns in hexadecimal
 */
export function sealOf(previous: string, texts: readonly string[]): string {
  const hash = createHash('sha256').update(previous, 'hex');
  for (const text of texts) hash.update(text, 'utf8');
  return hash.digest('hex');
}
