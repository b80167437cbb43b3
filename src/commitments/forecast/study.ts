import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../../platform/project-root.js';
import type { Learnt, Lesson } from './learning.js';
import type { ForecastQuality } from './quality.js';

// Threads know no TypeScript: compiled, where the rest runs from its sources too.
const learner = join(projectRoot, 'dist/src/commitments/forecast/forecast.thread.js');

type Answer<L extends Lesson> = L['what'] extends 'quality' ? ForecastQuality : Learnt;

/**
 * Learns in a thread: of ten thousand histories it takes seconds, for which no request but the one that asks is to wait. One lesson after the other,
 * so that the first readers of a month take one processor, not all.
 */
export class Study {
  private last: Promise<unknown> = Promise.resolve();

  /** @throws what the thread threw, or that it has ended */
  of<L extends Lesson>(lesson: L): Promise<Answer<L>> {
    const learnt = this.last.then(() => inThread<Answer<L>>(lesson));
    this.last = learnt.catch(() => undefined);
    return learnt;
  }
}

function inThread<T>(lesson: Lesson): Promise<T> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(learner, { workerData: lesson });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the thread that learns has ended')));
  });
}
