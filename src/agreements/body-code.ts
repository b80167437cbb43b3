import { fold } from '../platform/text.js';

/** `so-cong-thuong`: as addresses and codes have it. @param most characters */
export function asCode(text: string, most = 200): string {
  return fold(text.slice(0, 200))
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, most)
    .replace(/-$/, '');
}

/** `hn-so-cong-thuong`, as short as agreement files have it: made of the side's marker and the short name, never changed afterwards. */
export function codeFrom(marker: string, short: string): string {
  return `${marker.toLowerCase()}-${asCode(short) || 'co-quan'}`.slice(0, 56).replace(/-+$/, '');
}

/** The same with a number behind it where it is taken. */
export function freeCode(wanted: string, isTaken: (code: string) => boolean): string {
  let code = wanted;
  for (let n = 2; isTaken(code); n += 1) code = `${wanted}-${n}`;
  return code;
}
