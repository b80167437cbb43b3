import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RuleBroken } from '../../platform/errors.js';
import { zipOf } from '../../../test/support/zip.js';
import { kindOf, mustMatch } from './file-kinds.js';

const types = { '[Content_Types].xml': '<Types/>' };
const paragraphs = (...lines: string[]) =>
  `<w:document>${lines.map((line) => `<w:p w:rsidR="1"><w:r><w:t>${line}</w:t></w:r></w:p>`).join('')}</w:document>`;
const docx = (...lines: string[]) =>
  zipOf({ ...types, 'word/document.xml': paragraphs(...lines) }, { packed: ['word/document.xml'] });
const odt = (line: string) =>
  zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:text><text:p text:style-name="P1">${line}</text:p></office:text>`,
  });
const long = Array.from({ length: 40 }, (_, n) => `Nội dung dòng ${n} `.repeat(200));

describe('a file with a mark of secrecy in its heading', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'tracker-heading-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const check = async (name: string, content: Buffer | string) => {
    const path = join(dir, 'file');
    await writeFile(path, content);
    return mustMatch(kindOf(name), name, path);
  };

  it.each<[string, string, Buffer | string]>([
    ['a text', 'a.txt', 'TỈNH ỦY NGHỆ AN\r\nT Ố I  M Ậ T\r\nSố 12-BC/TU'],
    ['a text of separate marks', 'a.txt', 'TUYỆT MẬT\n'.normalize('NFD')],
    [
      'a text of Notepad',
      'a.txt',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('MẬT\n', 'utf16le')]),
    ],
    ['a table', 'a.csv', 'MẬT,,\nSTT,Tên,Số'],
    ['a Word file, in parts of words', 'a.docx', docx('TỈNH ỦY', 'TỐI</w:t></w:r><w:r><w:t> MẬT')],
    ['a Word file, by numbers of letters', 'a.docx', docx('M&#x1EAC;T')],
    [
      'the head of a Word page',
      'a.docx',
      zipOf({ ...types, 'word/document.xml': paragraphs('Báo cáo'), 'word/header1.xml': paragraphs('MẬT') }),
    ],
    ['a long Word file', 'a.docx', docx('TUYỆT MẬT', ...long)],
    ['a LibreOffice file', 'a.odt', odt('MẬT')],
    [
      'an Excel file',
      'a.xlsx',
      zipOf({
        ...types,
        'xl/workbook.xml': '<w/>',
        'xl/sharedStrings.xml': '<sst><si><t>TỐI MẬT</t></si></sst>',
      }),
    ],
    [
      'a PowerPoint file',
      'a.pptx',
      zipOf({
        ...types,
        'ppt/slides/slide1.xml': '<p:sld><a:p><a:r><a:t>MẬT</a:t></a:r></a:p></p:sld>',
      }),
    ],
  ])('is refused: %s', async (_what, name, content) => {
    const refusal = await check(name, content).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RuleBroken);
    expect((refusal as RuleBroken).text.en).toContain('marked as a state secret');
  });

  it.each<[string, string, Buffer | string]>([
    ['of honey', 'a.txt', 'Sản lượng mật ong\nMẬT ONG RỪNG\n'],
    ['in a sentence of a Word file', 'a.docx', docx('Không có tài liệu mật.', 'MẬT ĐỘ XÂY DỰNG')],
    ['far below the heading', 'a.docx', docx(...long, 'MẬT')],
    ['in a word of its own markup', 'a.odt', odt('Báo cáo')],
  ])('is not one that speaks %s', async (_what, name, content) => {
    await expect(check(name, content)).resolves.toBeUndefined();
  });

  it('is read no further than its heading, however much its part unpacks to', async () => {
    const bomb = docx('Báo cáo', 'x'.repeat(60_000_000));
    const before = process.memoryUsage().arrayBuffers;
    await expect(check('a.docx', bomb)).resolves.toBeUndefined();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });
});
