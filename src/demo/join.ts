import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { DemoClock } from './demo-clock.js';
import { DemoModule } from './demo.module.js';
import { keptSecret, startDemo } from './demo.js';
import { findEmbeddedPostgres } from './embedded-postgres.js';

/** The services of the demo that runs on this data folder; where none runs, services of its own until `stop`. */
export async function joinDemo(config: Config) {
  const databaseUrl = await findEmbeddedPostgres(config.dataDir);
  if (!databaseUrl) return startDemo(config);
  config.SESSION_SECRET ??= keptSecret(config.dataDir);
  const smtpUrl = config.SMTP_URL ?? `smtp://127.0.0.1:${config.SMTP_PORT}`;
  const clock = new DemoClock(join(config.dataDir, 'clock.json'), config.DEMO_DATE);
  return {
    surroundings: { config, clock, databaseUrl, smtpUrl, mailboxUrl: null, extra: [DemoModule] },
    stop: async () => {},
  };
}
