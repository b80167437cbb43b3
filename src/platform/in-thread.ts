import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from './project-root.js';

export interface ThreadLimits {
  /** Its program, compiled, under `dist/src`: threads know no TypeScript. */
  file: string;
  /** MiB of its own; without it, as much as the process may have. */
  memoryMib?: number;
  deadlineMs: number;
}

/** What a thread came to: an answer, or that there is none, since it took too long or too much memory, or ended by itself. */
export type Outcome<Answer> = { answer: Answer } | { unanswered: 'time' | 'memory' | 'end' };

/**
 * Runs a program in a thread of its own, beside the loop that answers everybody else. The thread ends with its answer, or at its limits.
 * @param given to the thread at its start
 * @param hear is told each message; what it returns, if not undefined, is the answer
 * @param feed tells the thread more than it was given
 * @throws what the thread, `hear` or `feed` threw
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what its thread tells
export async function inThread<Told, Answer>(
  { file, memoryMib, deadlineMs }: ThreadLimits,
  given: unknown,
  hear: (told: Told) => Answer | undefined,
  feed?: (tell: (message: unknown) => void) => Promise<void>,
): Promise<Outcome<Answer>> {
  const resourceLimits = memoryMib === undefined ? undefined : { maxOldGenerationSizeMb: memoryMib };
  const thread = new Worker(join(projectRoot, 'dist/src', file), { workerData: given, resourceLimits });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Outcome<Answer>>((resolve, reject) => {
      timer = setTimeout(resolve, deadlineMs, { unanswered: 'time' });
      thread.on('message', (told: Told) => {
        try {
          const answer = hear(told);
          if (answer !== undefined) resolve({ answer });
        } catch (error) {
          reject(error);
        }
      });
      thread.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ unanswered: 'memory' });
        else reject(error);
      });
      thread.once('exit', () => resolve({ unanswered: 'end' }));
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      void feed?.((message) => thread.postMessage(message)).catch(reject);
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
