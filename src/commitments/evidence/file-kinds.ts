import { open, type FileHandle } from 'node:fs/promises';
import { RuleBroken } from '../../platform/errors.js';
import { extensionOf } from './file-name.js';
import { zipNames } from './zip-names.js';

interface Inspected {
  file: FileHandle;
  size: number;
  /** Its first bytes. */
  head: Buffer;
}

interface Kind {
  mediaType: string;
  /** Is the content of this kind, whatever the name says? */
  matches(inspected: Inspected): boolean | Promise<boolean>;
}

const openXml = 'application/vnd.openxmlformats-officedocument.';
const openDocument = 'application/vnd.oasis.opendocument.';
const jpeg: Kind = { mediaType: 'image/jpeg', matches: startsWith([0xff, 0xd8, 0xff]) };

/** What may be attached: what offices write, scan and photograph. Nothing that runs. */
const kinds = new Map<string, Kind>(
  Object.entries({
    pdf: { mediaType: 'application/pdf', matches: ({ head }) => head.subarray(0, 1024).includes('%PDF-') },
    docx: { mediaType: `${openXml}wordprocessingml.document`, matches: isOpenXml('word/') },
    xlsx: { mediaType: `${openXml}spreadsheetml.sheet`, matches: isOpenXml('xl/') },
    pptx: { mediaType: `${openXml}presentationml.presentation`, matches: isOpenXml('ppt/') },
    odt: { mediaType: `${openDocument}text`, matches: isOpenDocument('text') },
    ods: { mediaType: `${openDocument}spreadsheet`, matches: isOpenDocument('spreadsheet') },
    jpg: jpeg,
    jpeg,
    png: { mediaType: 'image/png', matches: startsWith([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
    txt: { mediaType: 'text/plain', matches: isText },
    csv: { mediaType: 'text/csv', matches: isText },
  }),
);

export const fileExtensions = [...kinds.keys()];
const listed = fileExtensions.filter((extension) => extension !== 'jpeg').join(', ');

/** @throws RuleBroken for a name that is not of an allowed kind: known before anything is read */
export function kindOf(name: string): Kind {
  const kind = kinds.get(extensionOf(name));
  if (kind) return kind;
  throw new RuleBroken(
    {
      vi: `Không nhận loại tệp của “${name}”. Hãy gửi một trong các loại: ${listed}.`,
      en: `“${name}” is of a kind that is not taken. Send one of these: ${listed}.`,
    },
    'file',
  );
}

/** @throws RuleBroken where the content is not what the name says */
export async function mustMatch(kind: Kind, name: string, path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, 4096));
    await file.read(head, 0, head.length, 0);
    if (size > 0 && (await kind.matches({ file, size, head }))) return;
  } finally {
    await file.close();
  }
  throw new RuleBroken(
    {
      vi: `Nội dung của “${name}” không phải là tệp ${extensionOf(name)} đọc được, hoặc có mật khẩu hay macro. Hãy lưu lại đúng loại, không mật khẩu, rồi gửi lại.`,
      en: `“${name}” is not a readable ${extensionOf(name)} file, or it has a password or macros. Save it as that kind, without a password, and send it again.`,
    },
    'file',
  );
}

function startsWith(magic: number[]): Kind['matches'] {
  const bytes = Buffer.from(magic);
  return ({ head }) => head.subarray(0, bytes.length).equals(bytes);
}

/** A Word, Excel or PowerPoint file of today, without macros. With a password it is no such ZIP file. */
function isOpenXml(folder: string): Kind['matches'] {
  return async ({ file, size, head }) => {
    if (!head.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) return false;
    const names = await zipNames(file, size);
    const hasMacros = names.some((name) => /vbaProject\.bin$/i.test(name));
    return (
      names.includes('[Content_Types].xml') && names.some((name) => name.startsWith(folder)) && !hasMacros
    );
  };
}

/** Its kind stands first in the file, unpacked. */
function isOpenDocument(kind: string): Kind['matches'] {
  const first = `mimetype${openDocument}${kind}PK`;
  return async ({ file, size, head }) => {
    if (head.toString('latin1', 30, 30 + first.length) !== first) return false;
    const names = await zipNames(file, size);
    return names.includes('content.xml') && !names.some((name) => /^(Basic|Scripts)\//.test(name));
  };
}

/** UTF-8, or UTF-16 that says so, as Excel and Notepad write it; no control characters. */
async function isText({ file, head, size }: Inspected): Promise<boolean> {
  const [first, second] = head;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  const decoder = new TextDecoder(encoding, { fatal: true });
  // oxlint-disable-next-line no-control-regex
  const isPlain = (text: string) => !/[\u0000-\u0008\u000E-\u001F\u007F]/.test(text);
  const piece = Buffer.alloc(65_536);
  try {
    for (let at = 0; at < size;) {
      const { bytesRead } = await file.read(piece, 0, piece.length, at);
      at += bytesRead;
      if (bytesRead === 0 || !isPlain(decoder.decode(piece.subarray(0, bytesRead), { stream: true })))
        return false;
    }
    return isPlain(decoder.decode());
  } catch {
    return false;
  }
}
