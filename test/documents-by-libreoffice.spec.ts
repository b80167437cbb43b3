import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { extractText, getDocumentProxy } from 'unpdf';
import { Config } from '../src/config/config.js';
import { DocumentsMaker } from '../src/documents/documents.maker.js';
import type { DocumentItem } from '../src/documents/documents.types.js';
import { pdfByLibreOffice } from '../src/documents/libreoffice/libreoffice.js';
import { describeWithLibreOffice } from './support/describe-with-libreoffice.js';
import { RouteWorld } from './support/route-world.js';
import { changed, paragraphsOf, putInForce, starter, upload } from './support/templates.js';

jest.setTimeout(300_000);

const run = promisify(execFile);
const hanoi = 'coordinator@hanoi';
const committees = { edition: 'committees', language: 'vi' };
const report = { kind: 'report', period: '2019-10', ...committees };
const letter = { kind: 'reminder_letter', day: '2019-11-20', body: 'hn-so-cong-thuong', ...committees };
const bare = (text: string) => text.normalize('NFC').replace(/\s+/g, '');
const points = (millimetres: number) => (millimetres * 72) / 25.4;

interface Word {
  text: string;
  page: number;
  x: number;
  right: number;
  y: number;
  bottom: number;
}

describeWithLibreOffice('documents, by LibreOffice', (soffice) => {
  let world: RouteWorld;
  let maker: DocumentsMaker;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tracker-test-'));
    world = await RouteWorld.start();
    maker = world.program.app.get(DocumentsMaker, { strict: false });
    world.program.app.get(Config, { strict: false }).LIBREOFFICE = soffice;
  });
  afterAll(async () => {
    await world?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const made = async (body: object): Promise<DocumentItem> => {
    const { json } = await world.ask(hanoi, 'POST', '/api/v1/agreements/2016-tb-tu/documents', body);
    await Promise.all([maker.makeAll(), maker.makeAll()]);
    return (await world.ask(hanoi, 'GET', `/api/v1/documents/${json.id}`)).json as DocumentItem;
  };
  const bytesOf = async ({ id }: DocumentItem, format: string): Promise<Buffer> =>
    (
      await world.run<{ bytes: Buffer }>(
        `select bytes from document_file where document_id = ${id} and format = '${format}'`,
      )
    )[0]!.bytes;
  /** Text of all pages, without what stands on each: its number, the foot, the head of a table that goes on. */
  const bodyOf = async (pdf: Uint8Array, { foot, head }: { foot: string; head: string }) => {
    const { text: pages } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), {
      mergePages: false,
    });
    return pages
      .map((page, at) => {
        let text = bare(page).replace(bare(foot), '');
        if (at > 0)
          text = text.startsWith(String(at + 1))
            ? text.slice(String(at + 1).length)
            : text.replace(new RegExp(`${at + 1}$`), '');
        return head === '' ? text : text.replaceAll(bare(head), '');
      })
      .join('');
  };
  const wordsOf = async (pdf: Uint8Array): Promise<Word[]> => {
    const file = join(folder, 'words.pdf');
    await writeFile(file, pdf);
    const { stdout } = await run('pdftotext', ['-bbox', file, '-'], { maxBuffer: 64 * 1_048_576 });
    let page = 0;
    return [
      ...stdout.matchAll(
        /<page |<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g,
      ),
    ].flatMap(([all, x, y, right, bottom, text]) => {
      if (all === '<page ') {
        page += 1;
        return [];
      }
      return [
        {
          text: text!.normalize('NFC'),
          page,
          x: Number(x),
          right: Number(right),
          y: Number(y),
          bottom: Number(bottom),
        },
      ];
    });
  };

  it('say what the PDF of Typst says, in the same order, on pages without a heading torn from its rows or a signer from his text', async () => {
    const saidHead = 'Cam kết, cơ quan chủ trì Kết quả Khó khăn, vướng mắc Kiến nghị, đề xuất';
    const saidHeadEn = 'Commitment, lead body Results Difficulties Proposals';
    const annexHead =
      'Số Nội dung cam kết Cơ quan chủ trì Thời hạn Tình trạng Tỷ lệ Kết quả trong kỳ Khó khăn, vướng mắc Kiến nghị, đề xuất';
    const cases: [object, string][] = [
      [report, saidHead],
      [{ ...report, kind: 'joint_report', language: 'en' }, saidHeadEn],
      [letter, ''],
      [{ kind: 'annex', party: 'hanoi', period: '2019-10', ...committees }, annexHead],
    ];
    for (const [asked, head] of cases) {
      const item = await made(asked);
      const docx = await bytesOf(item, 'docx');
      const foot = strFromU8(unzipSync(new Uint8Array(docx))['word/footer1.xml']!).replace(/<[^>]+>/g, '');
      const byOffice = await pdfByLibreOffice(soffice, docx);
      const [office, typst] = [
        await bodyOf(byOffice, { foot, head }),
        await bodyOf(await bytesOf(item, 'pdf'), { foot, head }),
      ];
      expect([item.kind, [...office].toSorted().join('')]).toEqual([
        item.kind,
        [...typst].toSorted().join(''),
      ]);
      // Heads of tables that reach over two rows are drawn in another order; the rest is not.
      const inRows = strFromU8(unzipSync(new Uint8Array(docx))['word/document.xml']!).replace(
        /<w:tr>(?:(?!<\/w:tr>).)*<w:tblHeader\/>.*?<\/w:tr>/gs,
        '',
      );
      const whole = paragraphsOf(zipSync({ 'word/document.xml': strToU8(inRows) }));
      for (const text of [office, typst]) {
        let from = 0;
        for (const paragraph of whole) {
          const at = text.indexOf(bare(paragraph), from);
          expect([item.kind, paragraph.slice(0, 60), at >= from]).toEqual([
            item.kind,
            paragraph.slice(0, 60),
            true,
          ]);
          from = at + bare(paragraph).length;
        }
      }
      // The last page has text before whoever signs, and no page ends with the heading of a group.
      const { text: pages } = await extractText(await getDocumentProxy(byOffice.slice()), {
        mergePages: false,
      });
      expect(bare(pages.at(-1)!).startsWith(bare('Nơi nhận'))).toBe(false);
      for (const page of pages.slice(0, -1))
        expect(bare(page).replace(bare(foot), '')).not.toMatch(/(?:^|\D)\d{1,2}\.\p{Lu}[\p{L},]{4,40}$/u);
    }
  });

  it('have the margins of their layout, the parts of the heading in their places, letters of their own, and the frozen figures', async () => {
    const item = await made(report);
    const pdf = await pdfByLibreOffice(soffice, await bytesOf(item, 'docx'));
    const words = await wordsOf(pdf);
    const body = words.filter(({ y, bottom }) => y > points(19) && bottom < points(297 - 19));
    const [width, left, right] = [points(210), points(30), points(210 - 15)];
    expect(Math.min(...body.map(({ x }) => x))).toBeGreaterThan(left - 1);
    expect(Math.min(...body.map(({ x }) => x))).toBeLessThan(left + 2);
    expect(Math.max(...body.map((word) => word.right))).toBeLessThan(right + 1.5);
    expect(Math.max(...body.map((word) => word.right))).toBeGreaterThan(right - 2);
    const first = words.filter(({ page }) => page === 1);
    const at = (text: string) => first.find((word) => word.text === text)!;
    const middle = (...texts: string[]) => {
      const found = texts.map((text) => at(text));
      return (Math.min(...found.map(({ x }) => x)) + Math.max(...found.map((word) => word.right))) / 2;
    };
    // The issuer in the middle of its 44 hundredths, the Party's name in that of the other 56; both in the first line under the margin.
    const room = right - left;
    expect(Math.abs(middle('THÀNH', 'NỘI') - (left + room * 0.22))).toBeLessThan(3);
    expect(Math.abs(middle('ĐẢNG', 'NAM') - (left + room * 0.72))).toBeLessThan(3);
    expect(Math.abs(at('THÀNH').y - at('ĐẢNG').y)).toBeLessThan(1);
    expect(at('THÀNH').y).toBeGreaterThan(points(20));
    expect(at('THÀNH').y).toBeLessThan(points(20) + 14);
    expect(at('VĂN').y).toBeGreaterThan(at('THÀNH').y);
    expect(at('*').y).toBeGreaterThan(at('VĂN').y);
    expect(Math.abs(middle('BÁO', 'CÁO') - (left + room / 2))).toBeLessThan(3);
    // The number of the page in the middle of its top, from the second on.
    const numbers = words.filter(({ bottom, y }) => bottom < points(20) && y > 0);
    expect(numbers.map(({ text, page }) => [text, page])).toEqual(
      [...new Set(words.map(({ page }) => page))].slice(1).map((page) => [String(page), page]),
    );
    for (const number of numbers)
      expect(Math.abs((number.x + number.right) / 2 - (left + room / 2))).toBeLessThan(3);
    expect(width).toBeGreaterThan(right);
    await writeFile(join(folder, 'fonts.pdf'), pdf);
    const { stdout } = await run('pdffonts', [join(folder, 'fonts.pdf')]);
    const fonts = stdout.trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThanOrEqual(3);
    for (const font of fonts) expect(font).toMatch(/(Tinos|TimesNewRoman).* yes yes yes /);
    const { figures } = (await world.ask(hanoi, 'GET', '/api/v1/frozen/BC-2019-10-HN-01')).json;
    const { counts, total } = figures;
    const text = await bodyOf(pdf, { foot: '', head: '' });
    const done = counts.completed_on_time + counts.completed_late;
    expect(text).toContain(`hoànthành0${done}camkết`);
    expect(text).toContain(
      `Tổngcộng${total}${counts.completed_on_time}${counts.completed_late}${counts.in_progress_on_time + counts.continuing}${counts.not_started_on_time}${counts.in_progress_overdue + counts.not_started_overdue}`,
    );
  });

  it('are made of an office’s template as PDF too, with what the DOCX says and the margins that the office chose', async () => {
    const slot = 'report.hanoi.vi';
    const wide = changed(await starter(world, slot), (xml) =>
      xml
        .replace(/w:left="\d+" w:header/, 'w:left="2268" w:header')
        .replace('Nơi nhận:', 'Kính gửi các nơi:'),
    );
    const { status, json } = await upload(world, slot, wide);
    expect([status, json]).toEqual([201, { version: 1 }]);
    await putInForce(world, slot, { version: 1 });
    const item = await made(report);
    expect([item.template, item.status, item.noPdf]).toEqual([1, 'done', null]);
    expect(item.files.map(({ format }) => format)).toEqual(['docx', 'pdf']);
    const pdf = await bytesOf(item, 'pdf');
    const words = await wordsOf(pdf);
    expect(Math.min(...words.map(({ x }) => x))).toBeGreaterThan(points(40) - 1.5);
    const text = bare(words.map((word) => word.text).join(' '));
    for (const paragraph of ['Kính gửi các nơi:', '2. Kết quả từng bên báo cáo.', 'BC-2019-10-HN-01'])
      expect(text).toContain(bare(paragraph));
    expect(
      JSON.stringify(await (await (await getDocumentProxy(new Uint8Array(pdf))).getPage(1)).getStructTree()),
    ).toContain('"Table"');
  });

  /** What stands in for LibreOffice. */
  const program = async (name: string, lines: string): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, `#!/bin/sh\n${lines}\n`);
    await chmod(file, 0o755);
    return file;
  };

  it('come as DOCX alone, and say so, where LibreOffice fails; where it hangs, it is ended with all that it started', async () => {
    const config = world.program.app.get(Config, { strict: false });
    config.LIBREOFFICE = await program('fails', 'echo "source file could not be loaded" >&2; exit 1');
    const item = await made({ ...report, period: undefined, day: '2019-11-18' });
    config.LIBREOFFICE = soffice;
    expect([item.status, item.noPdf, item.files.map(({ format }) => format)]).toEqual([
      'done',
      'failed',
      ['docx'],
    ]);
    const pids = join(folder, 'pids');
    const hangs = await program('hangs', `sleep 300 &\necho $! $$ > ${pids}\nwait`);
    await expect(pdfByLibreOffice(hangs, new Uint8Array([1]), 1_500)).rejects.toThrow('longer than 1500 ms');
    for (const pid of (await readFile(pids, 'utf8')).trim().split(' ')) {
      const state = existsSync(`/proc/${pid}/stat`)
        ? await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
        : '';
      expect(state === '' || / Z /.test(state)).toBe(true);
    }
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('tracker-pdf-'))).toEqual([]);
  });

  it('fetch nothing from anywhere, whatever a DOCX says', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.png`;
    const docx = await bytesOf(await made(letter), 'docx');
    const linked = changed(
      changed(docx, (xml) =>
        xml.replace(
          /<w:p>/,
          `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="9" name="x"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="9" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rId99"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDEPICTURE "${address}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`,
        ),
      ),
      (xml) =>
        xml.replace(
          '</Relationships>',
          `<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${address}" TargetMode="External"/></Relationships>`,
        ),
      'word/_rels/document.xml.rels',
    );
    const pdf = await pdfByLibreOffice(soffice, linked);
    server.close();
    expect(pdf.length).toBeGreaterThan(10_000);
    expect(asked).toBe(0);
  });
});
