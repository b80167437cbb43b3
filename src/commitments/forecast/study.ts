import { inThread } from '../../platform/in-thread.js';
import type { Learnt, Lesson } from './learning.js';
import type { ForecastQuality } from './quality.js';

/** Of ten thousand histories it takes seconds, on a busy machine a minute. */
const learner = { file: 'commitments/forecast/forecast.thread.js', deadlineMs: 600_000 };

type Answer<L extends Lesson> = L['what'] extends 'quality' ? ForecastQuality : Learnt;

/**
 * Learns in a thread: of ten thousand histories it takes seconds, for which no request but the one that asks is to wait. One lesson after the other,
 * so that the first readers of a month take one processor, not all.
 */
export class Study {
  private last: Promise<unknown> = Promise.resolve();

  /** @throws what the thread threw, or that it came to nothing */
  of<L extends Lesson>(lesson: L): Promise<Answer<L>> {
    const learnt = this.last.then(() => learntInThread<Answer<L>>(lesson));
    this.last = learnt.catch(() => undefined);
    return learnt;
  }
}

async function learntInThread<T>(lesson: Lesson): Promise<T> {
  const outcome = await inThread(learner, lesson, (told: T) => told);
  if ('answer' in outcome) return outcome.answer;
  throw new Error(`nothing learnt: the thread gave no answer (${outcome.unanswered})`);
}
