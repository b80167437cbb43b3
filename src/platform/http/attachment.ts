import { withoutMarks } from '../text.js';

/**
 * Content-Disposition of a download under this name, by RFC 6266 and RFC 8187: the name itself in UTF-8, and for old programs
 * one of plain letters.
 */
export function attachmentNamed(name: string): string {
  return `attachment; ${named(name)}`;
}

/** The same for what a browser shows itself. */
export function inlineNamed(name: string): string {
  return `inline; ${named(name)}`;
}

function named(name: string): string {
  const plain = withoutMarks(name)
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${hex(letter)}`);
  return `filename="${plain}"; filename*=UTF-8''${exact}`;
}

function hex(letter: string): string {
  return letter.charCodeAt(0).toString(16).toUpperCase();
}
