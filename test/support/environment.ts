import { endBrowser } from './browser.js';
import { startTestPostgres } from './postgres.js';
import { startTestRedis } from './redis.js';

/** What a test run shares, made once before its workers start. They learn of it by the environment. */
const stops: Array<() => Promise<void>> = [];

export async function setUp(): Promise<void> {
  // Asked to end early, Jest would leave its servers behind.
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
    process.once(signal, () => void tearDown().finally(() => process.exit(1)));
  }
  stops.push(await startTestPostgres(), await startTestRedis());
}

export async function tearDown(): Promise<void> {
  await Promise.all([endBrowser(), ...stops.splice(0).map((stop) => stop())]);
}
