import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pdf } from '../../../test/support/multipart.js';
import { zipOf } from '../../../test/support/zip.js';
import { kindOf, mustMatch } from './file-kinds.js';

const types = '[Content_Types].xml';
const openDocument = 'application/vnd.oasis.opendocument';
const docx = zipOf({ [types]: '<Types/>', 'word/document.xml': '<w/>' });
const odtParts = { mimetype: `${openDocument}.text`, 'content.xml': '<c/>' };
const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Kết quả', 'utf16le')]);
const [jpegStart, jpegEnd] = [Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 6]), Buffer.from([0xff, 0xd9])];
/** With a preview before the picture, which has an end of its own. */
const jpeg = Buffer.concat([
  jpegStart,
  Buffer.from([1, 2]),
  jpegEnd,
  Buffer.from([0xff, 0xda, 0, 4, 1, 2]),
  Buffer.alloc(70_000, 7),
  jpegEnd,
]);
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const png = Buffer.concat([
  pngSignature,
  Buffer.from('0000000d49484452000000010000000108000000003a7e9b55', 'hex'),
  Buffer.from('0000000049454e44ae426082', 'hex'),
]);
/** For quick viewing: what comes first has a mark that points nowhere. */
const linearized = `%PDF-1.7\ntrailer\n<< /Size 1 >>\nstartxref\n0\n%%EOF\n${pdf('behind it')}`;
/** A compound file, as Office made them until 2003 and makes them with a password: its directory is its first sector. */
const compound = (stream: string) => {
  const file = Buffer.alloc(512 * 9);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(0, 48);
  file.write(stream, 512 + 128, 'utf16le');
  return file;
};
const encryptedOdt = {
  ...odtParts,
  'META-INF/manifest.xml': '<manifest:manifest><manifest:encryption-data/></manifest:manifest>',
};
/** "Kết quả" as Excel on a Vietnamese Windows writes it into a plain CSV. */
const windows1258 = Buffer.from([0x4b, 0xea, 0xec, 0x74, 0x20, 0x71, 0x75, 0x61, 0xd2, 0x0d, 0x0a]);

describe('the kind of a file', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'tracker-kinds-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const check = async (name: string, content: Buffer | string) => {
    const path = join(dir, 'file');
    await writeFile(path, content);
    return mustMatch(kindOf(name), name, path);
  };

  it.each<[string, string, Buffer | string]>([
    ['a PDF', 'a.pdf', pdf()],
    ['a PDF that starts with something else', 'a.pdf', `\u{FEFF}${pdf()}`],
    ['a PDF with something behind it', 'a.pdf', pdf() + '\0'.repeat(3000)],
    ['a PDF made for quick viewing', 'a.pdf', linearized],
    ['a Word file', 'a.docx', docx],
    ['an Excel file', 'a.xlsx', zipOf({ [types]: '<Types/>', 'xl/workbook.xml': '<w/>' })],
    ['a PowerPoint file', 'a.pptx', zipOf({ [types]: '<Types/>', 'ppt/presentation.xml': '<p/>' })],
    ['a text of LibreOffice', 'a.odt', zipOf(odtParts)],
    [
      'a text of LibreOffice with its list of parts',
      'a.odt',
      zipOf(
        { ...odtParts, 'META-INF/manifest.xml': '<manifest:manifest/>' },
        { packed: ['META-INF/manifest.xml'] },
      ),
    ],
    [
      'a sheet of LibreOffice',
      'a.ods',
      zipOf({ mimetype: `${openDocument}.spreadsheet`, 'content.xml': '<c/>' }),
    ],
    ['a photograph', 'a.jpg', jpeg],
    ['a photograph by its longer name, in capitals', 'ANH.JPEG', jpeg],
    ['a photograph with what a telephone writes behind it', 'a.jpg', Buffer.concat([jpeg, Buffer.alloc(99)])],
    ['a picture', 'a.png', png],
    ['a text in UTF-8', 'a.txt', 'Kết quả\r\n\ttốt'],
    ['a text of three bytes', 'a.txt', 'Có'],
    ['a text in UTF-16 that says so', 'a.txt', utf16],
    ['a table with the mark that Excel wants', 'a.csv', '\u{FEFF}mã,tên\r\n3.06,"Rau"'],
    ['a long text whose letters lie across pieces', 'a.txt', `a${'ế'.repeat(50_000)}`],
  ])('is right for %s', async (_what, name, content) => {
    await expect(check(name, content)).resolves.toBeUndefined();
  });

  const wrong: Record<string, [what: string, name: string, content: Buffer | string][]> = {
    'is empty': [
      ['nothing at all', 'a.txt', ''],
      ['an empty PDF', 'a.pdf', ''],
      ['spaces', 'a.txt', ' \r\n '],
      ['the mark of UTF-8 and nothing more', 'a.csv', '\u{FEFF}'],
    ],
    'is not a readable': [
      ['a page as PDF', 'a.pdf', '<script>alert(1)</script>'],
      ['a program as PDF', 'a.pdf', Buffer.from('\x7fELF\x02\x01')],
      ['a ZIP file that is no Word file', 'a.docx', zipOf({ 'a.txt': 'x' })],
      ['an Excel file as Word file', 'a.docx', zipOf({ [types]: '<T/>', 'xl/workbook.xml': '<w/>' })],
      ['a Word file whose parts are empty', 'a.docx', zipOf({ [types]: '', 'word/document.xml': '' })],
      ['three bytes as Word file', 'a.docx', 'PK\x03'],
      [
        'a sheet as text of LibreOffice',
        'a.odt',
        zipOf({ mimetype: `${openDocument}.spreadsheet`, 'content.xml': '<c/>' }),
      ],
      ['a PNG as JPG', 'a.jpg', png],
      ['bytes as text', 'a.txt', Buffer.from([0x41, 0x00, 0x42])],
      ['an Excel file as CSV', 'a.csv', docx],
    ],
    'has a password': [
      ['a PDF with a password', 'a.pdf', pdf('', '/Encrypt 5 0 R ')],
      ['a PDF whose encryption is told in place', 'a.pdf', pdf('', '/Encrypt << /Filter /Standard >> ')],
      ['a Word file with a password', 'a.docx', compound('EncryptedPackage')],
      ['an Excel file whose parts are encrypted', 'a.xlsx', zipOf({ [types]: '<T/>' }, { encrypted: true })],
      ['a text of LibreOffice with a password', 'a.odt', zipOf(encryptedOdt)],
      [
        'a text of LibreOffice with a password and a packed list of parts',
        'a.odt',
        zipOf(encryptedOdt, { packed: ['META-INF/manifest.xml'] }),
      ],
      [
        'a text of newer LibreOffice with a password',
        'a.odt',
        zipOf({ mimetype: `${openDocument}.text`, 'encrypted-package': 'x' }),
      ],
    ],
    'contains macros': [
      [
        'a Word file with macros',
        'a.docx',
        zipOf({ [types]: '<T/>', 'word/d.xml': '<w/>', 'word/vbaProject.bin': 'x' }),
      ],
      ['a LibreOffice file with macros', 'a.odt', zipOf({ ...odtParts, 'Basic/a.xml': '<b/>' })],
    ],
    'save it as .docx, and send the new file': [
      ['an old Word file by a new name', 'a.docx', compound('WordDocument')],
    ],
    'is cut off or damaged': [
      ['the first bytes of a PDF', 'a.pdf', '%PDF-'],
      ['a PDF without its end', 'a.pdf', pdf().slice(0, -20)],
      ['a PDF for quick viewing without its end', 'a.pdf', linearized.slice(0, 80)],
      ['a Word file without its end', 'a.docx', docx.subarray(0, docx.length - 30)],
      [
        'a Word file without its beginning',
        'a.docx',
        Buffer.concat([docx.subarray(0, 8), docx.subarray(60)]),
      ],
      ['a directory that points beyond the file', 'a.docx', pointingBeyond()],
      ['the first four bytes of a ZIP file', 'a.xlsx', 'PK\x03\x04'],
      ['the first three bytes of a photograph', 'a.jpg', Buffer.from([0xff, 0xd8, 0xff])],
      ['a photograph of which only the preview is whole', 'a.jpg', jpeg.subarray(0, 60_000)],
      ['a photograph cut off in its head', 'a.jpg', jpeg.subarray(0, 9)],
      ['the first bytes of a picture', 'a.png', pngSignature],
      ['a picture without its end', 'a.png', png.subarray(0, -1)],
      ['half a letter of UTF-16', 'a.txt', utf16.subarray(0, -1)],
    ],
    'save it as “CSV UTF-8”': [
      ['a table of Excel in the code page of Vietnamese Windows', 'a.csv', windows1258],
      ['letters of an old code page', 'a.csv', Buffer.from([0x4b, 0xea, 0xcc, 0x74])],
    ],
    'In Notepad, save it with UTF-8 encoding': [
      ['a text in an old code page', 'a.txt', windows1258],
      ['a long text in an old code page', 'a.txt', Buffer.concat([Buffer.alloc(70_000, 65), windows1258])],
      ['a text that ends within a letter', 'a.txt', Buffer.from('kết').subarray(0, 3)],
    ],
  };
  it.each(Object.entries(wrong).flatMap(([words, files]) => files.map((file) => [words, ...file] as const)))(
    'says “%s” of %s',
    async (words, _what, name, content) => {
      await expect(check(name, content)).rejects.toMatchObject({
        field: 'file',
        name: 'RuleBroken',
        text: { en: expect.stringContaining(words), vi: expect.stringContaining('gửi') },
      });
    },
  );

  const objectsOwn = ['a.constructor', 'a.toString', 'a.__proto__', 'a.hasOwnProperty'];
  it.each(['a.exe', 'a.html', 'a.svg', 'a.pdf.js', 'a', 'a.', '.pdf.', 'a.zip'].concat(objectsOwn))(
    'is not taken at all for %s',
    (name) => {
      expect(() => kindOf(name)).toThrow(
        'Send one of these: pdf, docx, xlsx, pptx, odt, ods, jpg, png, txt, csv.',
      );
    },
  );

  it.each([
    ['Bao cao.doc', '.docx'],
    ['a.DOCM', '.docx'],
    ['a.xls', '.xlsx'],
    ['a.ppt', '.pptx'],
    ['anh.heic', '.jpg'],
    ['quet.tif', '.pdf'],
  ])('%s is not taken, and its sender hears that %s would be', (name, better) => {
    expect(() => kindOf(name)).toThrow(`save it as ${better}, and send the new file`);
  });

  it('is told of ZIP files as other programs write them', async () => {
    // Python is where the tests run or it is not; the program does not need it.
    const script = `import zipfile,sys
z=zipfile.ZipFile(sys.argv[1],'w',zipfile.ZIP_DEFLATED)
z.writestr('[Content_Types].xml','<Types/>'*99); z.writestr('word/document.xml','<w/>'*999); z.comment=b'made elsewhere'; z.close()`;
    const path = join(dir, 'other.docx');
    try {
      execFileSync('python3', ['-c', script, path]);
    } catch {
      return;
    }
    await expect(mustMatch(kindOf('other.docx'), 'other.docx', path)).resolves.toBeUndefined();
  });
});

function pointingBeyond(): Buffer {
  const broken = Buffer.from(docx);
  broken.writeUInt32LE(0x7fffffff, broken.length - 6);
  return broken;
}
