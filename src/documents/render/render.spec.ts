import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { extractText, getDocumentProxy } from 'unpdf';
import { layoutOf, layouts } from './layouts.js';
import { filesInThread } from './made-in-thread.js';
import type { Block, DocumentModel } from './model.js';

const HARMFUL = '<script>alert("1")</script> & #set page() $x$ *a* {field} \u0007 =1+1';
const LONG = 'chữ '.repeat(2_400).trim();

const blocks: Block[] = [
  {
    kind: 'columns',
    widths: [44, 56],
    cells: [
      {
        align: 'center',
        size: 'head',
        lines: [[{ text: 'THÀNH ỦY HÀ NỘI' }], [{ text: 'VĂN PHÒNG', bold: true }]],
      },
      {
        align: 'center',
        size: 'head',
        lines: [[{ text: 'ĐẢNG CỘNG SẢN VIỆT NAM', bold: true, underline: true }]],
      },
    ],
  },
  { kind: 'paragraph', role: 'title', runs: [{ text: 'BÁO CÁO' }] },
  { kind: 'paragraph', role: 'heading', runs: [{ text: 'I. KẾT QUẢ' }] },
  {
    kind: 'paragraph',
    role: 'text',
    runs: [{ text: '1. Chung. ', bold: true }, { text: `Dòng một\ndòng hai. ${HARMFUL}` }],
  },
  {
    kind: 'table',
    widths: [10, 50, 20, 20],
    head: [
      [
        { text: 'TT', down: 2 },
        { text: 'Lĩnh vực', down: 2 },
        { text: 'Hoàn thành', across: 2 },
      ],
      [{ text: 'Đúng' }, { text: 'Quá' }],
    ],
    rows: [
      [{ text: 'Nhóm', across: 4, bold: true }],
      [{ text: '1' }, { text: 'Công Thương' }, { text: '8', align: 'right' }, { text: '–', align: 'right' }],
    ],
  },
  {
    kind: 'chart',
    alt: 'Biểu đồ: Công Thương 8',
    legend: [{ tone: 'done', label: 'Hoàn thành' }],
    bars: [{ label: 'Công Thương', parts: [{ tone: 'done', count: 8 }] }],
  },
];
const model = (more: Partial<DocumentModel> = {}): DocumentModel => ({
  layout: 'party-2018.1',
  language: 'vi',
  title: 'Báo cáo thử',
  issuer: 'Văn phòng Thành ủy Hà Nội',
  wide: false,
  blocks,
  foot: 'Số liệu đã chốt BC-2019-10-HN-01',
  workbook: null,
  ...more,
});
const at = '2019-11-20T02:00:00.000Z';
const make = (made: DocumentModel) => filesInThread({ model: made, at });

const partsOf = (docx: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(docx)).map(([name, bytes]) => [name, strFromU8(bytes)]));
const plain = (xml: string) =>
  xml
    .replace(/<w:br\/>|<\/w:p>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
const wordsIn = (text: string) => text.normalize('NFC').split(/\s+/).filter(Boolean);
async function pdfText(bytes: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(bytes.slice()), { mergePages: true });
  return text;
}

describe('the files of a document', () => {
  it('say the same, in the same order, as DOCX and as PDF; nothing that people wrote is markup', async () => {
    // Cells that reach down are set after those beside them: what is read aloud has its own order.
    const flat = blocks.map((block) =>
      block.kind === 'table' ? { ...block, head: [block.rows[1]!] } : block,
    );
    const files = await make(model({ blocks: flat }));
    expect([...files.keys()].toSorted()).toEqual(['docx', 'pdf']);
    const inDocx = wordsIn(plain(partsOf(files.get('docx')!)['word/document.xml']!));
    const inPdf = wordsIn(await pdfText(files.get('pdf')!));
    // The foot stands in a part of its own.
    expect(inPdf.join('')).toBe(`${inDocx.join('')}${wordsIn(model().foot).join('')}`);
    expect(inDocx.join(' ')).toContain('<script>alert("1")</script> & #set page() $x$ *a* {field} =1+1');
  });

  it('are the same bytes when they are made again', async () => {
    const hashes = async (made: DocumentModel) =>
      [...(await make(made))].map(([format, bytes]) => [
        format,
        createHash('sha256').update(bytes).digest('hex'),
      ]);
    const workbook = {
      head: {
        sheet: 'Phụ lục',
        aboutSheet: 'Giới thiệu',
        columns: [{ head: 'Số', kind: 'text' as const, width: 8 }],
        about: [['Tên', 'Phụ lục']] as [string, string][],
        printed: { title: 'Phụ lục', asOf: '20/11/2019', foot: 'BC' },
      },
      rows: [['=1+1'], ['3.06']],
    };
    const first = await hashes(model({ workbook, wide: true }));
    expect(first.map(([format]) => format)).toEqual(['docx', 'xlsx', 'pdf']);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(await hashes(model({ workbook, wide: true }))).toEqual(first);
  });

  it('have the font, sizes and margins of their layout, the code in the foot and the number of the page from the second on', async () => {
    const twips = (mm: number) => Math.round((mm * 1440) / 25.4);
    for (const { id, font, margins, sizes, edge } of layouts) {
      const parts = partsOf((await make(model({ layout: id, blocks: blocks.slice(0, 5) }))).get('docx')!);
      expect(parts['word/document.xml']).toContain(
        `<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="${twips(margins.top)}" w:right="${twips(margins.right)}" w:bottom="${twips(margins.bottom)}" w:left="${twips(margins.left)}" w:header="${twips(edge)}"`,
      );
      expect(parts['word/document.xml']).toContain('<w:titlePg/>');
      expect(parts['word/styles.xml']).toContain(`<w:rFonts w:ascii="${font}"`);
      expect(parts['word/styles.xml']).toContain(`<w:sz w:val="${sizes.text * 2}"/>`);
      expect(font).toBe('Times New Roman');
      expect(parts['word/footer1.xml']).toContain('BC-2019-10-HN-01');
      expect(parts['word/header1.xml']).toContain(' PAGE ');
      expect(plain(parts['word/header2.xml']!).trim()).toBe('');
    }
    expect(layoutOf('state', '2019-11-20').id).toBe('state-2011.1');
    expect(layoutOf('state', '2020-03-05').id).toBe('state-2020.1');
    expect(layoutOf('party', '2019-11-20').id).toBe('party-2018.1');
  });

  it('have structure for readers who do not see them, letters of their own, and no page cut off by a very long text', async () => {
    const long = model({
      blocks: [
        ...blocks,
        {
          kind: 'table',
          widths: [1, 1],
          head: [[{ text: 'A' }, { text: 'B' }]],
          rows: [[{ text: LONG }, { text: 'hết' }]],
        },
      ],
    });
    const files = await make(long);
    const pdf = await getDocumentProxy(files.get('pdf')!.slice());
    expect(pdf.numPages).toBeGreaterThan(2);
    const { info } = (await pdf.getMetadata()) as unknown as { info: { Title: string } };
    expect(info.Title).toBe('Báo cáo thử');
    const tree = JSON.stringify(await (await pdf.getPage(1)).getStructTree());
    for (const role of ['"H1"', '"H2"', '"Table"', '"Figure"', 'Công Thương 8']) expect(tree).toContain(role);
    const inPdf = wordsIn(await pdfText(files.get('pdf')!));
    expect(inPdf.filter((word) => word === 'chữ')).toHaveLength(2_400);
    expect(inPdf).toContain('hết');
    const raw = Buffer.from(files.get('pdf')!).toString('latin1');
    expect(raw).toContain('Tinos');
    expect(partsOf(files.get('docx')!)['word/document.xml']).not.toContain('\u0007');
  });

  it('leave nothing where the thread fails', async () => {
    await expect(make(model({ layout: 'none' }))).rejects.toThrow('no layout none');
  });
});
