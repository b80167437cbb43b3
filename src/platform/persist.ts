import { setTimeout as pause } from 'node:timers/promises';

const LONGEST_WAIT_MS = 5_000;

/**
 * Does something that a database may refuse for a while, again and again.
 * @throws what it said last, where it stays away for so long
 */
export async function persist<T>(act: () => Promise<T>, withinMs: number): Promise<T> {
  const until = Date.now() + withinMs;
  for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await act();
    } catch (error) {
      if (Date.now() + waitMs > until) throw error;
      await pause(waitMs);
    }
  }
}
