import type { FileFault, Inspected } from './inspected.js';
import { contentOf, zipEntries } from './zip-entries.js';

/** Of the list of what is in an OpenDocument file; some hundred bytes for each picture in it. */
const MANIFEST_LIMIT_BYTES = 2_097_152;

/** A Word, Excel or PowerPoint file of today, without macros. @param folder where its own parts lie */
export function openXmlFault(folder: string) {
  return async (inspected: Inspected): Promise<FileFault | null> => {
    // What Office writes with a password, and what it wrote until 2003, is a compound file.
    if (inspected.startsWith(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1))
      return (await holdsEncryptedPackage(inspected)) ? 'password' : 'oldFormat';
    if (!isZip(inspected)) return 'otherKind';
    const entries = await zipEntries(inspected);
    if (!entries) return 'cutOff';
    if (entries.some(({ isEncrypted }) => isEncrypted)) return 'password';
    if (entries.some(({ name }) => /vbaProject\.bin$/i.test(name))) return 'macros';
    const has = (isIt: (name: string) => boolean) => entries.some(({ name, size }) => size > 0 && isIt(name));
    const isWhole =
      has((name) => name === '[Content_Types].xml') &&
      has((name) => name.startsWith(folder) && name.endsWith('.xml'));
    return isWhole ? null : 'otherKind';
  };
}

/** A file of LibreOffice: its kind stands first in it, unpacked. */
export function openDocumentFault(mediaType: string) {
  const first = `mimetype${mediaType}PK`;
  return async (inspected: Inspected): Promise<FileFault | null> => {
    if (!isZip(inspected)) return 'otherKind';
    if (inspected.head.toString('latin1', 30, 30 + first.length) !== first) return 'otherKind';
    const entries = await zipEntries(inspected);
    if (!entries) return 'cutOff';
    const named = new Map(entries.map((entry) => [entry.name, entry]));
    if (named.has('encrypted-package') || entries.some(({ isEncrypted }) => isEncrypted)) return 'password';
    if (entries.some(({ name }) => /^(Basic|Scripts)\/./.test(name))) return 'macros';
    if (!named.get('content.xml')?.size) return 'otherKind';
    const manifest = named.get('META-INF/manifest.xml');
    if (!manifest) return null;
    const listed = await contentOf(inspected, manifest, MANIFEST_LIMIT_BYTES);
    if (!listed) return 'cutOff';
    return /<(?:\w+:)?encryption-data\b/.test(listed.toString('utf8')) ? 'password' : null;
  };
}

function isZip(inspected: Inspected): boolean {
  return inspected.startsWith(0x50, 0x4b, 0x03, 0x04);
}

/** The names of its streams stand in a directory, whose place its head tells; where it goes on elsewhere, near its ends. */
async function holdsEncryptedPackage(inspected: Inspected): Promise<boolean> {
  const { head, tail } = inspected;
  const name = Buffer.from('EncryptedPackage', 'utf16le');
  if (head.includes(name) || tail.includes(name)) return true;
  if (head.length < 52) return false;
  const sectorBytes = 2 ** Math.min(head.readUInt16LE(30), 12);
  const directory = (head.readUInt32LE(48) + 1) * sectorBytes;
  return (await inspected.bytes(directory, directory + 4096)).includes(name);
}
