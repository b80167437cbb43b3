import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { opened } from '../test/support/sheets.js';
import { formWithFile } from '../test/support/multipart.js';
import { processorTimeBetween, type ProcessorTime } from './processor-time.js';
import type { Program } from './program.js';
import type { Bench } from './reads.js';
import { byProgram, commitments, type Item } from './updates.js';

/** A list that goes out as a workbook, is edited in every row, and comes back. Seconds and MiB; waits in milliseconds. */
export interface SheetFigures {
  rows: number;
  exportSeconds: number;
  /** The most that the program held while it made the workbook, above what it held before. */
  exportMiB: number;
  exportTime: ProcessorTime;
  previewSeconds: number;
  applySeconds: number;
  /** The longest that a report on a commitment outside the sheet took meanwhile, and one on a commitment in it. */
  othersWaitMs: number;
  sameWaitMs: number;
}

interface Preview {
  status: string;
  fault?: unknown;
  progress: number;
  total: number;
  counts: { change: number };
}

/** Rows that somebody else reports on while the sheet is being applied: of them none is edited. */
const LEFT_ALONE = 40;
const BETWEEN_REPORTS_MS = 50;
const OFFICE = 'coordinator@hanoi.example';

export async function sheetOfAll({ program, processorTime }: Bench): Promise<SheetFigures> {
  const cookie = await program.cookie(OFFICE);
  const authorization = `Bearer ${await program.token(OFFICE)}`;
  const token = await program.token('officer@hanoi.example');
  const items = await commitments(program.url, token);
  const alone = items.slice(0, LEFT_ALONE);
  const inIt = items.slice(LEFT_ALONE, 2 * LEFT_ALONE);

  const restMiB = program.mostMemoryMiB(true) ?? NaN;
  const [beganExport, then] = [performance.now(), processorTime()];
  const answer = await fetch(`${program.url}/api/v1/agreements/bench/sheet.xlsx`, { headers: { cookie } });
  const file = Buffer.from(await answer.arrayBuffer());
  if (answer.status !== 200) throw new Error(`sheet.xlsx: ${answer.status}`);
  const exportSeconds = since(beganExport);
  const exportTime = processorTimeBetween(then, processorTime());
  const exportMiB = (program.mostMemoryMiB(false) ?? NaN) - restMiB;

  const edited = await everyRowEdited(file, new Set(alone.map(({ code }) => code)));
  const beganPreview = performance.now();
  const { payload, headers } = await formWithFile('Báo cáo.xlsx', edited);
  const taken = await fetch(`${program.url}/api/v1/agreements/bench/sheets`, {
    method: 'POST',
    headers: { authorization, ...headers },
    body: new Uint8Array(payload),
  });
  if (taken.status !== 202) throw new Error(`sheets: ${taken.status} ${await taken.text()}`);
  const { id } = (await taken.json()) as { id: number };
  const read = await settled(program, authorization, id, 'reading');
  if (read.status !== 'ready') throw new Error(`sheet: ${read.status} ${JSON.stringify(read.fault)}`);
  const previewSeconds = since(beganPreview);

  const beganApplying = performance.now();
  const pressed = await fetch(`${program.url}/api/v1/sheets/${id}/application`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: '{"only":"all"}',
  });
  if (pressed.status !== 202) throw new Error(`application: ${pressed.status} ${await pressed.text()}`);
  // Before anything is written a report wins over the sheet.
  await once(
    program,
    authorization,
    id,
    ({ status, progress, total }) => status !== 'applying' || 2 * progress > total,
  );
  const end = new AbortController();
  const waits = [alone, inIt].map((lane) => longestReport(program, token, lane, end.signal));
  const applied = await settled(program, authorization, id, 'applying');
  const applySeconds = since(beganApplying);
  end.abort();
  const [othersWaitMs, sameWaitMs] = (await Promise.all(waits)) as [number, number];
  if (applied.status !== 'applied')
    throw new Error(`sheet: ${applied.status} ${JSON.stringify(applied.fault)}`);
  const rows = read.counts.change;
  return {
    rows,
    exportSeconds,
    exportMiB,
    exportTime,
    previewSeconds,
    applySeconds,
    othersWaitMs,
    sameWaitMs,
  };
}

const since = (began: number) => (performance.now() - began) / 1000;

async function everyRowEdited(file: Buffer, but: ReadonlySet<string>): Promise<Buffer> {
  const sheet = await opened(file);
  for (const code of sheet.open()) if (!but.has(code)) sheet.set(code, 'results', 'Kết quả theo bảng tính.');
  return sheet.bytes();
}

const settled = (program: Program, authorization: string, id: number, from: string) =>
  once(program, authorization, id, ({ status }) => status !== from);

async function once(
  program: Program,
  authorization: string,
  id: number,
  holds: (sheet: Preview) => boolean,
): Promise<Preview> {
  for (;;) {
    const answer = await fetch(`${program.url}/api/v1/sheets/${id}?limit=1`, { headers: { authorization } });
    const sheet = (await answer.json()) as Preview;
    if (holds(sheet)) return sheet;
    await pause(50);
  }
}

/** Somebody reports on one commitment after the other. One that the sheet has changed meanwhile is refused, and has waited all the same. */
async function longestReport(
  program: Program,
  token: string,
  items: Item[],
  end: AbortSignal,
): Promise<number> {
  const way = byProgram(token);
  let longest = 0;
  for (let turn = 0; !end.aborted; turn += 1) {
    const item = items[turn % items.length]!;
    const { method, path, headers, body } = way.request(item);
    const began = performance.now();
    const answer = await fetch(program.url + path!, { method, headers, body } as RequestInit);
    await answer.arrayBuffer();
    longest = Math.max(longest, performance.now() - began);
    if (answer.status === 201) item.version += 1;
    else if (answer.status !== 409 && answer.status !== 412) throw new Error(`report: ${answer.status}`);
    await pause(BETWEEN_REPORTS_MS);
  }
  return longest;
}
