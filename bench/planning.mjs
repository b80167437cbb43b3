/** Plans the reminders of a day in a process of its own, and sends none. Says how long it took, how many lines there are, and the most memory it had. */
import { createApp } from '../dist/src/app.js';
import { readConfig } from '../dist/src/config/config.js';
import { SystemClock } from '../dist/src/platform/clock.js';
import { RemindersService } from '../dist/src/reminders/ledger/reminders.service.js';

const [databaseUrl, day] = process.argv.slice(2);
const config = readConfig({
  SESSION_SECRET: 'only-for-the-benchmark-only-for-it',
  LOG_LEVEL: 'silent',
  ROLE: 'web',
});
const surroundings = {
  config,
  clock: new SystemClock(),
  databaseUrl,
  smtpUrl: 'smtp://127.0.0.1:1',
  mailboxUrl: null,
};
const app = await createApp(surroundings);
await app.init();
const began = performance.now();
const lines = await app.get(RemindersService, { strict: false }).plan(day);
const seconds = (performance.now() - began) / 1000;
process.stdout.write(JSON.stringify({ seconds, lines, peakMiB: process.resourceUsage().maxRSS / 1024 }));
await app.close();
