import { Busy } from '../platform/errors.js';
import { inThread } from '../platform/in-thread.js';
import { Turns } from '../platform/turns.js';

const DEADLINE_MS = 120_000;

/** What a thread makes, beside the loop that answers everybody else. */
const makers = {
  workbook: { file: 'exports/xlsx.thread.js', memoryMib: 1024, turns: turnsOf() },
  editable: { file: 'exports/editable.thread.js', memoryMib: 1024, turns: turnsOf() },
  picture: { file: 'exports/png.thread.js', memoryMib: 256, turns: turnsOf() },
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
  const { turns, ...thread } = makers[maker];
  return turns.take(async () => {
    const hear = (made: Uint8Array) => made;
    const outcome = await inThread({ ...thread, deadlineMs: DEADLINE_MS }, workerData, hear, feed);
    if ('unanswered' in outcome) throw new Busy(tookTooLong);
    const { buffer, byteOffset, byteLength } = outcome.answer;
    return Buffer.from(buffer, byteOffset, byteLength);
  });
}

const manyAtOnce = {
  vi: 'Đang có nhiều tệp được lập cùng lúc. Hãy thử lại sau nửa phút.',
  en: 'Many files are being made at once. Try again in half a minute.',
};
const tookTooLong = {
  vi: 'Lập tệp này mất quá nhiều thời gian. Hãy thu hẹp danh sách rồi thử lại.',
  en: 'Making this file takes too long. Narrow the list, then try again.',
};
