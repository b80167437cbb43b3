import { TooMany } from '../platform/errors.js';
import { Turns } from '../platform/turns.js';

/** Hashing a password fills a thread for some 30 ms, and there are four, on which packing answers and reading files wait too. */
const MOST = { atOnce: 2, waiting: 32 };
const RETRY_AFTER_SECONDS = 2;

const busy = {
  vi: 'Nhiều người đang đăng nhập cùng lúc. Hãy thử lại sau vài giây.',
  en: 'Many people are signing in at once. Try again in a few seconds.',
};
const turns = new Turns(MOST, () => new TooMany(busy, RETRY_AFTER_SECONDS));

/** What hashes passwords takes turns, and a short queue. @throws TooMany where that is full */
export function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
  return turns.take(act);
}
