import 'reflect-metadata';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.js';
import type { Surroundings } from './app.module.js';
import { Config, ConfigError, readConfig } from './config/config.js';
import { SystemClock } from './platform/clock.js';
import { migrateDatabase } from './platform/database.js';
import { prepare } from './prepare.js';
import { startWork } from './work.js';

/** What the demo brings along; production names its own services. */
interface Stage {
  surroundings: Surroundings;
  prepare(app: NestFastifyApplication): Promise<void>;
  announce(): void;
  stop(): Promise<void>;
}

async function main(): Promise<void> {
  const config = readConfig();
  if (config.ROLE !== 'worker') await mustBeFree(config);
  const ending = endOnSignal();
  const stage = config.demo ? await demoStage(config) : productionStage(config);
  ending.add(() => stage.stop());
  try {
    await serve(config, stage, ending);
  } catch (error) {
    await ending.run();
    throw error;
  }
}

async function serve(config: Config, stage: Stage, ending: Ending): Promise<void> {
  await migrate(stage.surroundings.databaseUrl);
  const app = await createApp(stage.surroundings);
  ending.add(() => app.close());
  await app.init();
  await stage.prepare(app);
  if (config.ROLE !== 'web') await startWork(app);
  if (config.ROLE !== 'worker') await app.listen(config.PORT, config.HOST);
  stage.announce();
}

/** Before anything is started: nobody waits for a database only to hear that the port is taken. */
async function mustBeFree({ PORT, HOST }: Config): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen(PORT, HOST), 'listening');
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new ConfigError(
      `Port ${PORT} is in use. Stop the program that listens there, or choose another: PORT=${PORT + 1} npm start`,
    );
  } finally {
    probe.close();
  }
}

/** @throws ConfigError where the database cannot be reached: what the reader can put right */
async function migrate(url: string): Promise<void> {
  try {
    await migrateDatabase(url);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (!/^(E[A-Z]+|28|3D|08)/.test(code ?? '')) throw error;
    throw new ConfigError(
      `The database cannot be reached (${message || code}). Is DATABASE_URL right, and does the server run?`,
    );
  }
}

/** The demo is loaded only where it is wanted. */
async function demoStage(config: Config): Promise<Stage> {
  const { startDemo } = await import('./demo/demo.js');
  return startDemo(config);
}

function productionStage(config: Config): Stage {
  const surroundings = {
    config,
    clock: new SystemClock(),
    databaseUrl: config.DATABASE_URL!,
    smtpUrl: config.SMTP_URL!,
    mailboxUrl: null,
  };
  return {
    surroundings,
    prepare: (app) => prepare(app, surroundings.clock.now()),
    // oxlint-disable-next-line no-console
    announce: () => console.log(`Ready: ${config.publicUrl} (ROLE=${config.ROLE})`),
    stop: async () => {},
  };
}

/** Inside the ten seconds that are promised: a service that is gone must not hold the program up. */
const STOP_WITHIN_MS = 9_000;

function giveUp(): void {
  // oxlint-disable-next-line no-console
  console.error('Stopping took too long; what was left undone is picked up at the next start.');
  process.exit(1);
}

interface Ending {
  /** Later things end first. */
  add(step: () => Promise<void>): void;
  run(): Promise<void>;
}

/** Ends in order what was begun, whenever the signal comes: also in the middle of starting. */
function endOnSignal(): Ending {
  const steps: (() => Promise<void>)[] = [];
  let ended: Promise<void> | undefined;
  const endAll = async () => {
    for (let step = steps.pop(); step; step = steps.pop()) await step().catch(report);
  };
  const run = () => (ended ??= endAll());
  const stop = () => {
    setTimeout(giveUp, STOP_WITHIN_MS).unref();
    void run().then(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
  // The launcher's end shows as the channel closing.
  if (process.connected) process.on('disconnect', stop);
  // Whoever read our output may be gone; that is no reason to fall over.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const add = (step: () => Promise<void>) => (ended ? void step().catch(report) : void steps.push(step));
  return { add, run };
}

function report(error: unknown): void {
  const isExpected = error instanceof ConfigError || (error as Error)?.constructor?.name === 'DemoError';
  // oxlint-disable-next-line no-console
  console.error(isExpected ? `\n${(error as Error).message}` : error);
}

function fail(error: unknown): void {
  report(error);
  process.exit(1);
}

main().catch(fail);
