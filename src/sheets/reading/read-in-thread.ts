import { inThread } from '../../platform/in-thread.js';
import { Turns } from '../../platform/turns.js';
import { Busy } from '../../platform/errors.js';
import type { KeptWords, Mapping, OwnLine, OwnRead } from '../intake/own.types.js';
import type { ReadRow } from '../sheet.types.js';
import type { Unreadable } from './unreadable.js';

export interface SheetBytes {
  bytes: Uint8Array;
  kind: 'xlsx' | 'csv';
}

/** How an office's own sheet is to be understood, and what was kept of earlier ones. */
export interface HowToRead {
  mapping: Mapping | null;
  kept: KeptWords | null;
}

export type GivenToReader = SheetBytes & { own?: HowToRead };

/** What the file says of itself; null where it does not, as CSV files do not. */
export interface Control {
  agreement: string | null;
  party: string | null;
  /** How many rows there were when it was downloaded. */
  rows: number | null;
}

export type FromReader =
  | { rows: ReadRow[] }
  | { end: true; control: Control | null }
  | { unreadable: Unreadable }
  | { lines: OwnLine[] }
  | { own: Omit<OwnRead, 'lines'> };

export type SheetRead = { rows: ReadRow[]; control: Control | null } | { unreadable: Unreadable };

const reader = { file: 'sheets/reading/reader.thread.js', memoryMib: 768 };
const DEADLINE_MS = 30_000;

/** One at a time in each process; who comes while many wait is asked again by the queue. */
const turns = new Turns(
  { atOnce: 1, waiting: 16 },
  () => new Busy({ vi: 'Đang đọc nhiều bảng tính.', en: 'Many sheets are being read.' }),
);

/**
 * Reads a file that nobody vouches for in a thread of its own: no longer than a while, with no more memory than is given to it, and nobody
 * else waits.
 */
export function readSheetInThread(given: SheetBytes, deadlineMs = DEADLINE_MS): Promise<SheetRead> {
  const rows: ReadRow[] = [];
  return inTurn<SheetRead>(given, deadlineMs, (told) => {
    if ('rows' in told) for (const row of told.rows) rows.push(row);
    return 'end' in told ? { rows, control: told.control } : undefined;
  });
}

/** The same of a sheet that an office keeps itself. */
export function readOwnInThread(
  given: SheetBytes,
  own: HowToRead,
  deadlineMs = DEADLINE_MS,
): Promise<OwnRead | { unreadable: Unreadable }> {
  const lines: OwnLine[] = [];
  return inTurn<OwnRead>({ ...given, own }, deadlineMs, (told) => {
    if ('lines' in told) for (const line of told.lines) lines.push(line);
    return 'own' in told ? { ...told.own, lines } : undefined;
  });
}

/** @param whole what came of it, once all is told */
async function inTurn<Result>(
  given: GivenToReader,
  deadlineMs: number,
  whole: (told: FromReader) => Result | undefined,
): Promise<Result | { unreadable: Unreadable }> {
  const hear = (text: string) => {
    const told = JSON.parse(text) as FromReader;
    return 'unreadable' in told ? told : whole(told);
  };
  const outcome = await turns.take(() => inThread({ ...reader, deadlineMs }, given, hear));
  return 'answer' in outcome ? outcome.answer : { unreadable: 'tooMuch' };
}
