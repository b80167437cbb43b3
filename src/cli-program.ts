import type { INestApplicationContext } from '@nestjs/common';
import { createApp } from './app.js';
import type { Surroundings } from './app.module.js';
import { readConfig } from './config/config.js';
import { type Clock, SystemClock } from './platform/clock.js';
import { migrateDatabase } from './platform/migrate.js';
import { FileStore } from './platform/storage/file-store.js';

/** Runs a verb on the same services as the server: beside a running one, or by itself. */
export async function withProgram(
  act: (app: INestApplicationContext, clock: Clock) => Promise<void>,
): Promise<void> {
  const config = readConfig();
  config.LOG_LEVEL ??= 'error';
  const { surroundings, stop } = config.demo ? await demo(config) : production(config);
  try {
    await migrateDatabase(surroundings.databaseUrl);
    const app = await createApp(surroundings);
    try {
      await app.init();
      await act(app, surroundings.clock);
    } finally {
      await app.close();
    }
  } finally {
    await stop();
  }
}

interface Place {
  surroundings: Surroundings;
  stop: () => Promise<void>;
}

async function demo(config: Surroundings['config']): Promise<Place> {
  const { joinDemo } = await import('./demo/join.js');
  return joinDemo(config);
}

function production(config: Surroundings['config']): Place {
  const place = { databaseUrl: config.DATABASE_URL!, smtpUrl: config.SMTP_URL!, mailboxUrl: null };
  return { surroundings: { config, clock: new SystemClock(), ...place }, stop: async () => {} };
}

/**
 * The database and the files, without the program.
 * @param alone the verb changes everything: nothing else may be at work on them
 */
export async function withPlace(
  alone: boolean,
  act: (place: { databaseUrl: string; files: FileStore; clockFile: string | null }) => Promise<void>,
): Promise<void> {
  const config = readConfig();
  const files = new FileStore(config.filesDir);
  if (!config.demo) return act({ databaseUrl: config.DATABASE_URL!, files, clockFile: null });
  const { bareDatabase } = await import('./demo/bare-database.js');
  const { databaseUrl, clockFile, stop } = await bareDatabase(config.dataDir, alone);
  try {
    await act({ databaseUrl, files, clockFile });
  } finally {
    await stop();
  }
}
