import { composed } from '../platform/text.js';

/** As many characters as a cell of a spreadsheet holds. */
const MOST_IN_CELL = 32_767;

// What XML 1.0 cannot carry: of control characters only tab and line ends may stand there.
// oxlint-disable-next-line no-control-regex
const illegal = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Text without what XML cannot carry. Half characters become U+FFFD. */
export function soundText(text: string): string {
  return text.toWellFormed().replace(illegal, '');
}

/** Text that every format can carry, in NFC, with plain line ends and no longer than a cell. */
export function cellText(text: string): string {
  const sound = composed(soundText(text), MOST_IN_CELL).replace(/\r\n?/g, '\n');
  if (sound.length <= MOST_IN_CELL) return sound;
  // No half character at the end either.
  return `${sound.slice(0, MOST_IN_CELL - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
