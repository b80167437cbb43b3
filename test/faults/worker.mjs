/**
 * A worker of the built program as production has it, but for two things that only these tests give it: a clock that stands where a file
 * says, and waits between attempts, and for killed processes, that are short. It loads the program first and starts when told, so that the next one is at hand when
 * one is killed.
 */
import { readFileSync } from 'node:fs';

// By address, so that lint and type check say the same whether a build is there or not.
const built = (module) => import(new URL(`../../dist/src/${module}`, import.meta.url));
const { createApp } = await built('app.js');
const { readConfig } = await built('config/config.js');
const { Clock } = await built('platform/clock.js');
const { JobWorker } = await built('jobs/worker.js');
const { startWork } = await built('jobs/start-work.js');
const { DigestSender } = await built('reminders/digest/digest.sender.js');
const { Queues } = await built('platform/queue/queues.js');
const { ReminderSettings } = await built('reminders/ledger/settings.js');

// What a killed process had in hand is given to another after half a minute; here sooner.
const inherited = { work: Queues.prototype.work, send: DigestSender.prototype.send };
Queues.prototype.work = function (name, process, options) {
  return inherited.work.call(this, name, process, { ...options, lockDuration: 1500, stalledInterval: 500 });
};

// No sending takes five minutes: before they are said to have passed, it is waited for what is under way.
let underWay = 0;
DigestSender.prototype.send = function (...given) {
  underWay += 1;
  return inherited.send.apply(this, given).finally(() => (underWay -= 1));
};

class ClockOfFile extends Clock {
  now() {
    return new Date(Date.parse(readFileSync(process.env.CLOCK_FILE, 'utf8')) + Number(process.env.SKEW_MS));
  }
}

async function start() {
  const config = readConfig();
  const { DATABASE_URL: databaseUrl, SMTP_URL: smtpUrl } = config;
  const app = await createApp({ config, clock: new ClockOfFile(), databaseUrl, smtpUrl, mailboxUrl: null });
  await app.init();
  const retry = { attempts: Number(process.env.ATTEMPTS), firstWaitMs: 40 };
  Object.assign(app.get(ReminderSettings, { strict: false }), { retry });
  await startWork(app);
  return app;
}

let app;
const messages = {
  start: async () => {
    app = await start();
    process.send('ready');
  },
  'whether idle': async () => {
    // oxlint-disable-next-line no-unmodified-loop-condition -- by the sendings that end
    while (underWay > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    process.send('idle');
  },
  // What the program does by its own timers every minute.
  minute: () => app?.get(JobWorker, { strict: false }).keepSchedules?.(),
};
process.on('message', (message) => void messages[message]());
process.on('disconnect', () => process.exit());
process.on('unhandledRejection', (error) => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
process.send('loaded');
