import { createInflateRaw } from 'node:zlib';
import { Readable } from 'node:stream';
import { extensionOf } from './file-name.js';
import type { Inspected } from '../../platform/files/inspected.js';
import { startOfEntry, zipEntries } from '../../platform/files/zip-entries.js';

/** What a heading lies in: as much of a file is read, and as much of a part unpacked. */
const HEADING_BYTES = 262_144;

/** Where the first words of an office file lie, and what begins a line of them. */
const parts: Record<string, { names: RegExp; line: RegExp }> = {
  docx: { names: /^word\/(document|header\d*)\.xml$/, line: /<w:(?:p|tab)[ />]/ },
  xlsx: { names: /^xl\/(sharedStrings|worksheets\/sheet1)\.xml$/, line: /<(?:si|is)>/ },
  pptx: { names: /^ppt\/slides\/slide1\.xml$/, line: /<a:p[ />]/ },
  odt: { names: /^(content|styles)\.xml$/, line: /<text:(?:p|h|tab)[ />]/ },
  ods: { names: /^content\.xml$/, line: /<text:p[ />]/ },
};

/**
 * The first lines of a text or office file, as far as they can be read without more ado, one text after the other (headers apart
 * from the page). Of scans, pictures and PDFs there are none.
 */
export async function headingsOf(inspected: Inspected, name: string): Promise<string[][]> {
  const kind = extensionOf(name);
  if (kind === 'txt' || kind === 'csv') return [textOf(inspected.head).split(/\r?\n|\r/)];
  const office = parts[kind];
  if (!office) return [];
  const entries = (await zipEntries(inspected)) ?? [];
  const texts: string[][] = [];
  for (const entry of entries.filter((each) => office.names.test(each.name)).slice(0, 8)) {
    const packed = await startOfEntry(inspected, entry, HEADING_BYTES);
    if (!packed) continue;
    const xml = entry.isPacked ? await unpackedStart(packed) : packed;
    texts.push(linesIn(xml.toString('utf8'), office.line));
  }
  return texts;
}

function textOf(head: Buffer): string {
  const isWide = head[0] === 0xff && head[1] === 0xfe;
  return new TextDecoder(isWide ? 'utf-16le' : head[0] === 0xfe ? 'utf-16be' : 'utf-8').decode(head);
}

/** What is damaged, or goes on, ends where it ends. */
async function unpackedStart(packed: Buffer): Promise<Buffer> {
  const unpacking = Readable.from([packed]).pipe(createInflateRaw());
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of unpacking as AsyncIterable<Buffer>) {
      pieces.push(piece);
      size += piece.length;
      if (size >= HEADING_BYTES) break;
    }
  } catch {
    // The part goes on beyond what was read.
  }
  return Buffer.concat(pieces);
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function linesIn(xml: string, line: RegExp): string[] {
  return xml
    .split(line)
    .slice(1)
    .map((part) =>
      part
        .replace(/^[^<]*>/, '')
        .replace(/<[^>]*>/g, '')
        .replace(/&#(x?)([0-9a-f]{1,6});/gi, (_, hex: string, code: string) =>
          String.fromCodePoint(Math.min(parseInt(code, hex ? 16 : 10), 0x10ffff)),
        )
        .replace(/&(\w+);/g, (whole, entity: string) => entities[entity] ?? whole),
    );
}
