import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { engine } from '../bin/engine.mjs';
import { withClients } from './plain.js';

export interface PlanningFigures {
  /** Open ones past their last day, or due on a day of which a rule speaks. */
  commitments: number;
  lines: number;
  seconds: number;
  peakMiB: number;
}

/** Plans a day over everything there is, and sends nothing. */
export async function planning(databaseUrl: string, day: string): Promise<PlanningFigures> {
  const file = fileURLToPath(new URL('./planning.mjs', import.meta.url));
  const flags = [...engine, file, databaseUrl, day];
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  const figures = JSON.parse(await text(child.stdout)) as Omit<PlanningFigures, 'commitments'>;
  return withClients(databaseUrl, 1, async ([client]) => {
    const { rows } = await client!.query<{ commitments: number }>(
      'select count(distinct commitment_id)::integer as commitments from reminder where day = $1',
      [day],
    );
    // What is measured after it begins with a ledger that has nothing of the day.
    await client!.query('truncate reminder, digest, reminder_run cascade');
    return { ...figures, ...rows[0]! };
  });
}
