import { inThread } from '../../platform/in-thread.js';
import { Turns } from '../../platform/turns.js';
import type { DocumentFormat, FromThread, ToMake } from './model.js';

/** Documents of some hundred pages take seconds. */
const thread = { file: 'documents/render/document.thread.js', memoryMib: 512, deadlineMs: 90_000 };

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
  const files: MadeFiles = new Map();
  const hear = (told: FromThread) => {
    if ('progress' in told) onProgress(told.progress);
    else if ('format' in told) files.set(told.format, told.bytes);
    else return files;
    return undefined;
  };
  return turns.take(async () => {
    const outcome = await inThread(thread, toMake, hear);
    if ('answer' in outcome) return outcome.answer;
    throw new Error(`no document: its thread gave no answer (${outcome.unanswered})`);
  });
}
