import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../../platform/project-root.js';
import type { AgreementFile } from './agreement-file.types.js';
import { AgreementFileError, type FileFault } from './file-faults.js';

/** What the thread is handed. */
export interface Given {
  text: string;
  file: string;
  reserved: ReadonlySet<string>;
}
export type Read = { content: AgreementFile } | { faults: FileFault[] };

// Threads know no TypeScript: compiled, where the rest runs from its sources too.
const reader = join(projectRoot, 'dist/src/exchange/file/reader.thread.js');
const DEADLINE_MS = 10_000;
const MOST_MEMORY_MIB = 512;

/**
 * Reads a text that nobody vouches for in a thread of its own, so that nobody waits for it, and no longer than a while: a
 * megabyte can be written so that reading it takes seconds.
 * @throws AgreementFileError naming file, line and reason of every fault
 */
export async function readInThread(given: Given, deadlineMs = DEADLINE_MS): Promise<AgreementFile> {
  const read = await outcomeOf(given, deadlineMs);
  if ('content' in read) return read.content;
  throw new AgreementFileError(read.faults);
}

async function outcomeOf(given: Given, deadlineMs: number): Promise<Read> {
  const thread = new Worker(reader, {
    workerData: given,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MIB },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Read>((resolve, reject) => {
      timer = setTimeout(resolve, deadlineMs, tooMuch(given.file));
      // As text: a copy made on the way is of other classes where realms differ, and equal to nothing here.
      thread.once('message', (outcome: string) => resolve(JSON.parse(outcome) as Read));
      thread.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooMuch(given.file));
        else reject(error);
      });
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

function tooMuch(file: string): Read {
  const en = 'reading it takes too long: simplify it, or split it into several files';
  const vi = 'đọc tệp này mất quá nhiều thời gian: hãy viết đơn giản hơn, hoặc chia thành nhiều tệp';
  return { faults: [{ file, line: 1, column: 1, path: [], reason: en, text: { vi, en } }] };
}
