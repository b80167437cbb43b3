/** A text in both languages: Vietnamese first, English beside it. */
export interface BilingualText {
  vi: string;
  en: string;
}

export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

const combiningMarks = /\p{M}+/gu;

/**
 * The form in which Vietnamese is searched and matched: lower case, no tone or vowel marks, đ as d, one space.
 * Equal for NFC and NFD input, and for `ủy`/`uỷ`, `hòa`/`hoà`.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(combiningMarks, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/\s+/g, ' ')
    .trim();
}
