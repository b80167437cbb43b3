import { TooMany } from '../platform/errors.js';

/** Hashing a password fills a thread for some 30 ms, and there are four, on which packing answers and reading files wait too. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 32;
const RETRY_AFTER_SECONDS = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** What hashes passwords takes turns, and a short queue. @throws TooMany where that is full */
export async function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
  if (running < MOST_AT_ONCE) running += 1;
  else await myTurn();
  try {
    return await act();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** Whoever ends hands his place on. */
function myTurn(): Promise<void> {
  if (waiting.length >= MOST_WAITING) throw new TooMany(busy, RETRY_AFTER_SECONDS);
  return new Promise((resolve) => waiting.push(resolve));
}

const busy = {
  vi: 'Nhiều người đang đăng nhập cùng lúc. Hãy thử lại sau vài giây.',
  en: 'Many people are signing in at once. Try again in a few seconds.',
};
