/** A text in both languages: Vietnamese first, English beside it. */
export interface BilingualText {
  vi: string;
  en: string;
}

export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

const combiningMarks = /\p{M}+/gu;

/** More marks on one letter than any writing has; Unicode's stream-safe text ends at as many (UAX #15). */
const towerOfMarks = /\p{M}{31}/u;

export function hasTowerOfMarks(text: string): boolean {
  return towerOfMarks.test(text);
}

/**
 * Text in NFC, which at most makes a fourth of it. What would take long is left alone, for its reader to refuse: a text of which
 * even a fourth is over the most, and towers of marks, with the square of which the time grows.
 * @param most characters that its reader takes
 */
export function composed(text: string, most: number): string {
  return isLeftAlone(text, most) ? text : text.normalize('NFC');
}

/**
 * Anything that takes ink: no blank, no mark without a letter, nothing that is ignored where it is shown. Control characters
 * count as something, so that they are refused and not passed over.
 */
const visible = /[^\s\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Text of which a reader sees nothing is as good as none. */
export function showsNothing(text: string): boolean {
  return !visible.test(text);
}

/** Signs that a reader does not see, among others or alone; also half characters. */
export function hasInvisible(text: string): boolean {
  return /[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);
}

const isLeftAlone = (text: string, most: number) => text.length > 4 * most || hasTowerOfMarks(text);

/**
 * The same with plain line ends and nothing blank around it; empty where it shows nothing. What `composed` leaves alone stays as
 * it is, and so over its most.
 */
export function plainText(text: string, most: number): string {
  if (isLeftAlone(text, most)) return text;
  return showsNothing(text) ? '' : composed(text, most).replace(/\r\n?/g, '\n').trim();
}

/** Letters without what stands above or below them. The marks that stand alone go first: a tower of them would take long. */
export function withoutMarks(text: string): string {
  return text.replace(combiningMarks, '').normalize('NFD').replace(combiningMarks, '');
}

/** What takes no room and shows nothing: soft hyphens, joiners, fillers, signs of direction. */
const invisible = /\p{Default_Ignorable_Code_Point}+/gu;
const dashes = /[\p{Dash_Punctuation}\u2212]/gu;

/**
 * The form in which Vietnamese is searched and matched: lower case, no tone or vowel marks, đ as d, every dash as a hyphen,
 * nothing that does not show, one space. Equal for NFC and NFD input, and for `ủy`/`uỷ`, `hòa`/`hoà`.
 */
export function fold(text: string): string {
  return withoutMarks(text)
    .replace(invisible, '')
    .replace(dashes, '-')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/\s+/g, ' ')
    .trim();
}
