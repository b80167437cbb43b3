import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipOf } from '../../../test/support/zip.js';
import { kindOf, mustMatch } from './file-kinds.js';

const types = '[Content_Types].xml';
const openDocument = 'application/vnd.oasis.opendocument';
const docx = zipOf({ [types]: '<Types/>', 'word/document.xml': '<w/>' });
const odt = zipOf({ mimetype: `${openDocument}.text`, 'content.xml': '<c/>' });
const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Kết quả', 'utf16le')]);

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
    ['a PDF', 'a.pdf', '%PDF-1.7\n…'],
    ['a PDF that starts with something else', 'a.pdf', '\u{FEFF}%PDF-1.4'],
    ['a Word file', 'a.docx', docx],
    ['an Excel file', 'a.xlsx', zipOf({ [types]: '', 'xl/workbook.xml': '' })],
    ['a PowerPoint file', 'a.pptx', zipOf({ [types]: '', 'ppt/presentation.xml': '' })],
    ['a text of LibreOffice', 'a.odt', odt],
    [
      'a sheet of LibreOffice',
      'a.ods',
      zipOf({ mimetype: `${openDocument}.spreadsheet`, 'content.xml': '' }),
    ],
    ['a photograph', 'a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0])],
    ['a photograph by its longer name, in capitals', 'ANH.JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0])],
    ['a picture', 'a.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])],
    ['a text in UTF-8', 'a.txt', 'Kết quả\r\n\ttốt'],
    ['a text in UTF-16 that says so', 'a.txt', utf16],
    ['a table with the mark that Excel wants', 'a.csv', '\u{FEFF}mã,tên\r\n3.06,"Rau"'],
    ['a long text whose letters lie across pieces', 'a.txt', `a${'ế'.repeat(50_000)}`],
  ])('is right for %s', async (_what, name, content) => {
    await expect(check(name, content)).resolves.toBeUndefined();
  });

  it.each<[string, string, Buffer | string]>([
    ['nothing at all', 'a.txt', ''],
    ['a page as PDF', 'a.pdf', '<script>alert(1)</script>'],
    ['a program as PDF', 'a.pdf', Buffer.from('\x7fELF\x02\x01')],
    ['a ZIP file that is no Word file', 'a.docx', zipOf({ 'a.txt': 'x' })],
    ['an Excel file as Word file', 'a.docx', zipOf({ [types]: '', 'xl/workbook.xml': '' })],
    [
      'a Word file with macros',
      'a.docx',
      zipOf({ [types]: '', 'word/d.xml': '', 'word/vbaProject.bin': '' }),
    ],
    ['a Word file with a password (an OLE file)', 'a.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a Word file that was cut off', 'a.docx', docx.subarray(0, docx.length - 30)],
    ['a directory that points beyond the file', 'a.docx', pointingBeyond()],
    [
      'a sheet as text of LibreOffice',
      'a.odt',
      zipOf({ mimetype: `${openDocument}.spreadsheet`, 'content.xml': '' }),
    ],
    [
      'a LibreOffice file with macros',
      'a.odt',
      zipOf({ mimetype: `${openDocument}.text`, 'content.xml': '', 'Basic/a.xml': '' }),
    ],
    ['a PNG as JPG', 'a.jpg', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['bytes as text', 'a.txt', Buffer.from([0x41, 0x00, 0x42])],
    ['letters of an old code page as text', 'a.csv', Buffer.from([0x4b, 0xea, 0xcc, 0x74])],
    ['a text that ends within a letter', 'a.txt', Buffer.from('kết').subarray(0, 3)],
  ])('is wrong for %s', async (_what, name, content) => {
    await expect(check(name, content)).rejects.toMatchObject({ field: 'file', name: 'RuleBroken' });
  });

  const objectsOwn = ['a.constructor', 'a.toString', 'a.__proto__', 'a.hasOwnProperty'];
  it.each(['a.exe', 'a.html', 'a.svg', 'a.docm', 'a.pdf.js', 'a', 'a.', '.pdf.', 'a.zip'].concat(objectsOwn))(
    'is not taken at all for %s',
    (name) => {
      expect(() => kindOf(name)).toThrow(
        'Send one of these: pdf, docx, xlsx, pptx, odt, ods, jpg, png, txt, csv.',
      );
    },
  );

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
