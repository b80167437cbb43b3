import { join } from 'node:path';
import { holdDataFolder } from './data-folder.js';
import { findEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

export interface BareDatabase {
  databaseUrl: string;
  clockFile: string;
  stop: () => Promise<void>;
}

/**
 * The database of a data folder without the rest of the demo: that of the running program, else one of its own until `stop`.
 * @param alone refuse where the program runs
 * @throws DemoError with what to do
 */
export async function bareDatabase(dataDir: string, alone: boolean): Promise<BareDatabase> {
  const clockFile = join(dataDir, 'clock.json');
  const running = alone ? undefined : await findEmbeddedPostgres(dataDir);
  if (running) return { databaseUrl: running, clockFile, stop: async () => {} };
  const folder = await holdDataFolder(dataDir);
  try {
    // oxlint-disable-next-line no-console
    const postgres = await startEmbeddedPostgres({ dataDir, log: (line) => console.error(line) });
    const stop = async () => {
      try {
        await postgres.stop();
      } finally {
        await folder.release();
      }
    };
    return { databaseUrl: postgres.url, clockFile, stop };
  } catch (error) {
    await folder.release();
    throw error;
  }
}
