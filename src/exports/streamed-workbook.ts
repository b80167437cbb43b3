import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from 'fflate';
import { writeXlsx, type WriteOptions } from 'hucre/xlsx';
import { rowXml, type StreamedRow } from './row-xml.js';

/** The workbook for so many rows. Below the head of its first sheet stands one empty row of each look that rows have, in their stead. */
export type Frame = (rows: number) => WriteOptions;

const ROWS_PART = 'xl/worksheets/sheet1.xml';
/** By these the kind of a file is known, from its beginning. */
const FIRST_PARTS = ['[Content_Types].xml', '_rels/.rels'];

/**
 * A workbook that is written while its rows come: what they are made of is not kept, only the packed file. The package writes all but the rows: their
 * styles, the head, filters, print settings, the other sheets; it would hold every cell several times.
 */
export class StreamedWorkbook {
  private readonly bytes: Uint8Array[] = [];
  private readonly zip = new Zip((error, chunk) => {
    if (error) throw error;
    this.bytes.push(chunk);
  });
  private readonly sheet = partNamed(ROWS_PART);
  private count = 0;

  private constructor(
    private readonly frame: Frame,
    /** The number of its style in each column, for each look. */
    private readonly looks: string[][],
  ) {}

  static async begin(frame: Frame): Promise<StreamedWorkbook> {
    const parts = await partsOf(frame(0));
    const { before, samples } = aroundRows(parts);
    const looks = samples.split('</row>').slice(0, -1);
    const me = new StreamedWorkbook(
      frame,
      looks.map((row) => [...row.matchAll(/ s="(\d+)"/g)].map(([, style]) => style!)),
    );
    for (const name of FIRST_PARTS) me.add(name, parts[name]!);
    me.zip.add(me.sheet);
    me.sheet.push(strToU8(before));
    return me;
  }

  write(rows: readonly StreamedRow[]): void {
    const xml = rows.map((row, at) => rowXml(this.count + at + 2, row, this.looks[row.look]!));
    this.sheet.push(strToU8(xml.join('')));
    this.count += rows.length;
  }

  async end(): Promise<Uint8Array> {
    const parts = await partsOf(this.frame(this.count));
    this.sheet.push(strToU8(aroundRows(parts).after), true);
    for (const [name, part] of Object.entries(parts))
      if (name !== ROWS_PART && !FIRST_PARTS.includes(name)) this.add(name, part);
    this.zip.end();
    return new Uint8Array(Buffer.concat(this.bytes));
  }

  private add(name: string, part: Uint8Array): void {
    const file = partNamed(name);
    this.zip.add(file);
    file.push(part, true);
  }
}

/** Of no time: what is made again of the same is the same. */
const partNamed = (name: string) => Object.assign(new ZipDeflate(name), { mtime: new Date(1980, 0, 1) });

const partsOf = async (workbook: WriteOptions) => unzipSync(await writeXlsx(workbook));

/** The sheet of the rows, up to its first one below the head, and from behind the last. How far it reaches is not known before: programs see for themselves. */
function aroundRows(parts: Record<string, Uint8Array>) {
  const xml = strFromU8(parts[ROWS_PART]!).replace(/<dimension [^>]*>/, '');
  const [begin, end] = [xml.indexOf('<row r="2"'), xml.indexOf('</sheetData>')];
  return { before: xml.slice(0, begin), samples: xml.slice(begin, end), after: xml.slice(end) };
}
