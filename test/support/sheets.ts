import { openXlsx, readXlsx, saveXlsx } from 'hucre/xlsx';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CellValue } from 'hucre';
import type { SheetDetail } from '../../src/sheets/sheet.types.js';
import { headOf, type ColumnKey } from '../../src/sheets/columns.js';
import type { startApp } from './app.js';
import { formWithFile } from './multipart.js';

type Program = Pick<Awaited<ReturnType<typeof startApp>>, 'ask' | 'browser'>;

/** A sheet as somebody has it open: cells by the code of a commitment and the name of a column. */
export interface OpenSheet {
  rows: CellValue[][];
  rowOf: (code: string) => CellValue[];
  get: (code: string, key: ColumnKey) => CellValue;
  set: (code: string, key: ColumnKey, value: CellValue) => void;
  /** The codes of rows that may be edited. */
  open: () => string[];
  bytes: () => Promise<Buffer>;
}

/** The list with a query as `who` downloads it, opened. */
export async function downloaded(
  { browser }: Program,
  who: string,
  { slug = '2016-tb-tu', query = '' } = {},
): Promise<OpenSheet> {
  const session = await browser(who);
  const answer = await session.get(`/api/v1/agreements/${slug}/sheet.xlsx${query}`);
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
  return opened(answer.rawPayload);
}

export async function opened(file: Buffer): Promise<OpenSheet> {
  const workbook = await openXlsx(file);
  const { rows, cells } = workbook.sheets[0]!;
  const at = (key: ColumnKey) => rows[0]!.indexOf(headOf(key, 'vi'));
  const rowOf = (code: string) => rows.find((row) => row[at('code')] === code)!;
  return {
    rows,
    rowOf,
    get: (code, key) => rowOf(code)[at(key)] ?? null,
    set: (code, key, value) => {
      rowOf(code)[at(key)] = value;
    },
    open: () => rows.slice(1).flatMap((row) => (row[at('remark')] ? [] : [String(row[at('code')])])),
    bytes: async () => {
      // What is known of a cell beside its value goes before the value.
      for (const [place, cell] of cells ?? []) {
        const [row, column] = place.split(',').map(Number) as [number, number];
        cell.value = rows[row]?.[column] ?? null;
      }
      return Buffer.from(await saveXlsx(workbook));
    },
  };
}

export const sheetsIn = async (file: Buffer) => (await readXlsx(file, { readStyles: true })).sheets;

interface Place {
  slug?: string;
  name?: string;
  /** Of the form, before the file. */
  fields?: Record<string, string>;
}

/** Hands a file in. @returns the status of the answer, and its body */
export async function handIn(
  { ask }: Program,
  who: string,
  file: Buffer | string,
  { slug = '2016-tb-tu', name = 'Báo cáo.xlsx', fields = {} }: Place = {},
) {
  const { payload, headers } = await formWithFile(name, file, fields);
  return ask(who, 'POST', `/api/v1/agreements/${slug}/sheets`, payload, headers);
}

/** Hands a file in and waits until it has been read. */
export async function preview(
  program: Program,
  who: string,
  file: Buffer | string,
  place: Place = {},
): Promise<SheetDetail> {
  const { status, json, text } = await handIn(program, who, file, place);
  if (status !== 202) throw new Error(`${status} ${text}`);
  return settled(program, who, (json as { id: number }).id);
}

/** Once nothing is under way any more. */
export async function settled({ ask }: Program, who: string, id: number): Promise<SheetDetail> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { status } = (await ask(who, 'GET', `/api/v1/sheets/${id}?limit=1`)).json as SheetDetail;
    if (status !== 'reading' && status !== 'applying')
      return (await ask(who, 'GET', `/api/v1/sheets/${id}`)).json as SheetDetail;
    await sleep(50);
  }
  throw new Error(`sheet ${id} has not settled`);
}

export const apply = ({ ask }: Program, who: string, id: number, only: 'all' | 'sound') =>
  ask(who, 'POST', `/api/v1/sheets/${id}/application`, { only });
