import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../../platform/project-root.js';
import { Turns } from '../../platform/turns.js';
import { Busy } from '../../platform/errors.js';
import type { ReadRow } from '../sheet.types.js';
import type { Unreadable } from './unreadable.js';

export interface SheetBytes {
  bytes: Uint8Array;
  kind: 'xlsx' | 'csv';
}

/** What the file says of itself; null where it does not, as CSV files do not. */
export interface Control {
  agreement: string | null;
  party: string | null;
  /** How many rows there were when it was downloaded. */
  rows: number | null;
}

export type FromReader =
  { rows: ReadRow[] } | { end: true; control: Control | null } | { unreadable: Unreadable };

export type SheetRead = { rows: ReadRow[]; control: Control | null } | { unreadable: Unreadable };

// Threads know no TypeScript: compiled, where the rest runs from its sources too.
const reader = join(projectRoot, 'dist/src/sheets/reading/reader.thread.js');
const DEADLINE_MS = 30_000;
const MOST_MEMORY_MIB = 768;

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
  return turns.take(() => outcomeOf(given, deadlineMs));
}

async function outcomeOf(given: SheetBytes, deadlineMs: number): Promise<SheetRead> {
  const thread = new Worker(reader, {
    workerData: given,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MIB },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<SheetRead>((resolve, reject) => {
      const rows: ReadRow[] = [];
      timer = setTimeout(resolve, deadlineMs, { unreadable: 'tooMuch' });
      thread.on('message', (text: string) => {
        const told = JSON.parse(text) as FromReader;
        if ('rows' in told) for (const row of told.rows) rows.push(row);
        else resolve('end' in told ? { rows, control: told.control } : told);
      });
      thread.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ unreadable: 'tooMuch' });
        else reject(error);
      });
      thread.once('exit', () => resolve({ unreadable: 'tooMuch' }));
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
