import { performance } from 'node:perf_hooks';
import { processorTimeBetween, type ProcessorTime } from './processor-time.js';
import type { Bench } from './reads.js';

/** The last working day, today included: nothing has been said on it yet, and a day to come is refused. */
export function lastWorkingDay(): string {
  const day = new Date(Date.now() + 7 * 3_600_000);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** From the request until the last mail is in the mail server's hands. */
export async function reminderRun(
  { program, processorTime }: Bench,
  day: string,
): Promise<{ seconds: number; rows: number; processorTime: ProcessorTime }> {
  const token = await program.token('admin@bench.example');
  const then = processorTime();
  const began = performance.now();
  const answer = await fetch(`${program.url}/api/v1/reminder-runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ date: day }),
  });
  const seconds = (performance.now() - began) / 1000;
  const counts = (await answer.json()) as { sent: number; failed: number };
  if (answer.status !== 201 || counts.failed > 0) throw new Error(`reminder run: ${JSON.stringify(counts)}`);
  return { seconds, rows: counts.sent, processorTime: processorTimeBetween(then, processorTime()) };
}
