import { inThread } from '../../platform/in-thread.js';
import type { AgreementFile } from './agreement-file.types.js';
import { AgreementFileError, type FileFault } from './file-faults.js';

/** What the thread is handed. */
export interface Given {
  text: string;
  file: string;
  reserved: ReadonlySet<string>;
}
export type Read = { content: AgreementFile } | { faults: FileFault[] };

const reader = { file: 'exchange/file/reader.thread.js', memoryMib: 512 };
const DEADLINE_MS = 10_000;

/**
 * Reads a text that nobody vouches for in a thread of its own, so that nobody waits for it, and no longer than a while: a
 * megabyte can be written so that reading it takes seconds.
 * @throws AgreementFileError naming file, line and reason of every fault
 */
export async function readInThread(given: Given, deadlineMs = DEADLINE_MS): Promise<AgreementFile> {
  // As text: a copy made on the way is of other classes where realms differ, and equal to nothing here.
  const hear = (outcome: string) => JSON.parse(outcome) as Read;
  const outcome = await inThread({ ...reader, deadlineMs }, given, hear);
  const read = 'answer' in outcome ? outcome.answer : tooMuch(given.file);
  if ('content' in read) return read.content;
  throw new AgreementFileError(read.faults);
}

function tooMuch(file: string): Read {
  const en = 'reading it takes too long: simplify it, or split it into several files';
  const vi = 'đọc tệp này mất quá nhiều thời gian: hãy viết đơn giản hơn, hoặc chia thành nhiều tệp';
  return { faults: [{ file, line: 1, column: 1, path: [], reason: en, text: { vi, en } }] };
}
