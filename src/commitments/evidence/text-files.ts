import type { FileFault, Inspected } from '../../platform/files/inspected.js';

// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000E-\u001F\u007F]/;

/** UTF-8, or UTF-16 that says so, as Excel and Notepad write it; no control characters; something in it. */
export async function textFault(inspected: Inspected): Promise<FileFault | null> {
  const encoding = encodingOf(inspected);
  const decoder = new TextDecoder(encoding, { fatal: true });
  let isReadable = true;
  let hasWords = false;
  for await (const piece of inspected.pieces()) {
    const text: string | null = isReadable ? decoded(decoder, piece) : null;
    isReadable = text !== null;
    // What is of an old code page is looked through byte by byte: a text, or a picture, or a program?
    const letters = text ?? piece.toString('latin1');
    if (control.test(letters)) return 'otherKind';
    hasWords ||= /\S/.test(letters);
  }
  if (!isReadable || decoded(decoder) === null) return encoding === 'utf-8' ? 'encoding' : 'cutOff';
  return hasWords ? null : 'empty';
}

function encodingOf(inspected: Inspected): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (inspected.startsWith(0xff, 0xfe)) return 'utf-16le';
  return inspected.startsWith(0xfe, 0xff) ? 'utf-16be' : 'utf-8';
}

/** Null where it is not of its encoding. Without a piece: what is left at the end. */
function decoded(decoder: TextDecoder, piece?: Buffer): string | null {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    return null;
  }
}
