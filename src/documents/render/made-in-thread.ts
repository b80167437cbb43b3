import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../../platform/project-root.js';
import { Turns } from '../../platform/turns.js';
import type { DocumentFormat, FromThread, ToMake } from './model.js';

/** Documents of some hundred pages take seconds. */
const DEADLINE_MS = 90_000;
const MEMORY_MIB = 512;

export type MadeFiles = Map<DocumentFormat, Uint8Array>;

/** One document is made at a time in a process: the loop that answers everybody else has a processor left. */
const turns = new Turns({ atOnce: 1, waiting: 64 }, () => new Error('many documents are being made'));

/**
 * The files of a document, made in a thread of its own, which ends with them: all of them, or none.
 * @param onProgress told how far it is, 0–100
 * @throws where it takes too long or too much memory, or the thread fails
 */
export function filesInThread(
  toMake: ToMake,
  onProgress: (progress: number) => void = () => {},
): Promise<MadeFiles> {
  return turns.take(async () => {
    // Threads know no TypeScript: compiled.
    const thread = new Worker(join(projectRoot, 'dist/src/documents/render/document.thread.js'), {
      workerData: toMake,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB },
    });
    try {
      return await outcomeOf(thread, onProgress);
    } finally {
      await thread.terminate();
    }
  });
}

async function outcomeOf(thread: Worker, onProgress: (progress: number) => void): Promise<MadeFiles> {
  const files: MadeFiles = new Map();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<MadeFiles>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`not made within ${DEADLINE_MS} ms`)), DEADLINE_MS);
      thread.on('message', (told: FromThread) => {
        if ('progress' in told) onProgress(told.progress);
        else if ('format' in told) files.set(told.format, told.bytes);
        else resolve(files);
      });
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('the thread ended before its document was made')));
    });
  } finally {
    clearTimeout(timer);
  }
}
