import type { Day } from '../platform/clock.js';
import { RuleBroken } from '../platform/errors.js';

/** Of a directive and of a question, unless another day is said: so many working days after that on which it is given. */
export const ANSWER_WITHIN_DAYS = 2;

/** Longer than this is a deadline, and nothing to be answered. */
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

/** @throws RuleBroken before the day on which it is given, and more than a year after it */
export function mustBeAnswerable(answerBy: Day, today: Day): void {
  if (answerBy < today) throw new RuleBroken(past, 'answerBy');
  if ((Date.parse(answerBy) - Date.parse(today)) / DAY_MS > MOST_DAYS)
    throw new RuleBroken(tooFar, 'answerBy');
}

const past = {
  vi: 'Ngày cần trả lời không được trước hôm nay.',
  en: 'The answer-by day must not be before today.',
};
const tooFar = {
  vi: 'Ngày cần trả lời không được quá một năm kể từ hôm nay.',
  en: 'The answer-by day must be within a year from today.',
};
