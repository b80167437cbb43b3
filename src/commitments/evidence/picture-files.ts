import type { FileFault, Inspected } from '../../platform/files/inspected.js';

/** A photograph: its parts one after the other, the picture itself, and its end. What cameras write behind it may stay. */
export async function jpegFault(inspected: Inspected): Promise<FileFault | null> {
  if (!inspected.startsWith(0xff, 0xd8, 0xff)) return 'otherKind';
  const picture = await startOfPicture(inspected);
  if (picture === null) return 'cutOff';
  let before = 0;
  for await (const piece of inspected.pieces(picture)) {
    if ((before === 0xff && piece[0] === 0xd9) || piece.includes(Buffer.from([0xff, 0xd9]))) return null;
    before = piece.at(-1)!;
  }
  return 'cutOff';
}

/** Behind the head of the first scan: a small preview, which has an end of its own, lies before it. */
async function startOfPicture(inspected: Inspected): Promise<number | null> {
  for (let at = 2, parts = 0; parts < 1000; parts += 1) {
    const part = await inspected.bytes(at, at + 4);
    if (part.length < 4 || part[0] !== 0xff) return null;
    if (part[1] === 0xff) at += 1;
    else if (part[1] === 0xda) return at + 2 + part.readUInt16BE(2);
    else at += 2 + part.readUInt16BE(2);
  }
  return null;
}

const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex');

export function pngFault(inspected: Inspected): FileFault | null {
  if (!inspected.startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'otherKind';
  const isWhole = inspected.head.toString('latin1', 12, 16) === 'IHDR' && inspected.tail.includes(PNG_END);
  return isWhole ? null : 'cutOff';
}
