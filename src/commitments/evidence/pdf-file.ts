import type { FileFault, Inspected } from '../../platform/files/inspected.js';

/** How far behind the place of the cross-reference what belongs to it is looked for. */
const TRAILER_BYTES = 65_536;
const encryption = /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/;

/** It has a head, an end that tells where its table of contents is, and no encryption, which its trailer would name. */
export async function pdfFault(inspected: Inspected): Promise<FileFault | null> {
  const { head, tail, size } = inspected;
  if (!head.subarray(0, 1024).includes('%PDF-')) return 'otherKind';
  const end = tail.toString('latin1');
  // A file made for quick viewing has such a mark near its beginning too, pointing at 0.
  const marks = [...end.matchAll(/startxref\s+(\d{1,12})\s+%%EOF/g)].map(([, at]) => Number(at));
  const at = marks.findLast((each) => each > 0 && each < size);
  if (at === undefined) return 'cutOff';
  const contents = (await inspected.bytes(at, at + TRAILER_BYTES)).toString('latin1');
  return [head.toString('latin1'), contents, end].some((text) => encryption.test(text)) ? 'password' : null;
}
