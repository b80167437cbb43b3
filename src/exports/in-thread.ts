import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Busy } from '../platform/errors.js';
import { projectRoot } from '../platform/project-root.js';
import { Turns } from '../platform/turns.js';

const DEADLINE_MS = 120_000;

/** What a thread makes, beside the loop that answers everybody else. Threads know no TypeScript: compiled. */
const makers = {
  workbook: { file: 'xlsx.thread.js', memoryMib: 1024, turns: turnsOf() },
  editable: { file: 'editable.thread.js', memoryMib: 1024, turns: turnsOf() },
  picture: { file: 'png.thread.js', memoryMib: 256, turns: turnsOf() },
};

/** One file of a kind is made at a time: two would take the memory and the processor of those who only look something up. */
function turnsOf(): Turns {
  return new Turns({ atOnce: 1, waiting: 16 }, () => new Busy(manyAtOnce));
}

/**
 * Bytes made in a thread of its own, which ends with them.
 * @param feed tells the thread more than it was given at its start
 * @throws Busy where many wait already, or it took too long or too much memory
 */
export function madeInThread(
  maker: keyof typeof makers,
  workerData: unknown,
  feed?: (tell: (message: unknown) => void) => Promise<void>,
): Promise<Buffer> {
  const { file, memoryMib, turns } = makers[maker];
  return turns.take(async () => {
    const thread = new Worker(join(projectRoot, 'dist/src/exports', file), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: memoryMib },
    });
    try {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      const tell = (message: unknown) => thread.postMessage(message);
      const [made] = await Promise.all([outcomeOf(thread), feed?.(tell)]);
      return Buffer.from(made.buffer, made.byteOffset, made.byteLength);
    } finally {
      await thread.terminate();
    }
  });
}

async function outcomeOf(thread: Worker): Promise<Uint8Array> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      timer = setTimeout(() => reject(new Busy(tookTooLong)), DEADLINE_MS);
      thread.once('message', resolve);
      thread.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Busy(tookTooLong) : error),
      );
      // What ended it has been thrown already where it was told too much.
      thread.once('exit', () => reject(new Busy(tookTooLong)));
    });
  } finally {
    clearTimeout(timer);
  }
}

const manyAtOnce = {
  vi: 'Đang có nhiều tệp được lập cùng lúc. Hãy thử lại sau nửa phút.',
  en: 'Many files are being made at once. Try again in half a minute.',
};
const tookTooLong = {
  vi: 'Lập tệp này mất quá nhiều thời gian. Hãy thu hẹp danh sách rồi thử lại.',
  en: 'Making this file takes too long. Narrow the list, then try again.',
};
