import { randomInt } from 'node:crypto';

export const RECOVERY_CODES = 10;
const LENGTH = 10;
/** Letters and digits that are not taken for each other. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';

/** Fifty bits each; written in two groups. */
export function makeRecoveryCodes(): string[] {
  const codes = new Set<string>();
  while (codes.size < RECOVERY_CODES) {
    codes.add(Array.from({ length: LENGTH }, () => alphabet[randomInt(alphabet.length)]).join(''));
  }
  return [...codes];
}

export const shownCode = (code: string) => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;

/** As typed, with spaces, hyphens and capitals, to what was made. */
export const plainCode = (typed: string) => typed.toLowerCase().replace(/[^a-z0-9]/g, '');
