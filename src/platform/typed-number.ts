import { fold, type Language } from './text.js';

/** Longer than any figure that is typed or pasted, signs that do not show among them. */
const MOST = 40;

const groupedBy = { vi: '.', en: ',' } as const;

/**
 * A figure as it was typed: with a comma or a point for its decimals, and thousands apart or not: `1.234,5`, `1,234.5`, `1234.5`,
 * `1 234`. Where `1.234` could be either, it is what the reader's language writes. Undefined where it is no figure.
 */
export function readTypedNumber(text: string, language: Language): number | undefined {
  const typed = text.length > MOST ? '' : fold(text).replaceAll(' ', '');
  if (!/^-?\d[\d.,]*$/.test(typed)) return undefined;
  const plain = withPoint(typed, language);
  return plain === undefined ? undefined : Number(plain);
}

/** With a point for its decimals and nothing between its thousands. */
function withPoint(typed: string, language: Language): string | undefined {
  const signs = new Set(typed.replace(/[\d-]/g, ''));
  if (signs.size === 2) {
    const decimal = typed.lastIndexOf(',') > typed.lastIndexOf('.') ? ',' : '.';
    return isGrouped(typed, decimal) ? joined(typed, decimal) : undefined;
  }
  const [sign] = signs;
  if (!sign) return typed;
  const grouped = new RegExp(`^-?[1-9]\\d{0,2}(\\${sign}\\d{3})+$`).test(typed);
  const several = typed.indexOf(sign) !== typed.lastIndexOf(sign);
  if (several) return grouped ? typed.replaceAll(sign, '') : undefined;
  if (typed.endsWith(sign)) return undefined;
  return grouped && sign === groupedBy[language] ? typed.replace(sign, '') : typed.replace(sign, '.');
}

const isGrouped = (typed: string, decimal: string) =>
  decimal === ',' ? /^-?\d{1,3}(\.\d{3})+,\d+$/.test(typed) : /^-?\d{1,3}(,\d{3})+\.\d+$/.test(typed);

const joined = (typed: string, decimal: string) =>
  typed.replaceAll(decimal === ',' ? '.' : ',', '').replace(decimal, '.');
