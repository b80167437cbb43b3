import 'reflect-metadata';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.js';
import { AuditSealer } from './audit/audit-sealer.js';
import type { Surroundings } from './app.module.js';
import { type Config, ConfigError, readConfig } from './config/config.js';
import { SystemClock } from './platform/clock.js';
import { giveBackMemory } from './platform/give-back-memory.js';
import { shutDownOnSignal, fail, type Shutdown } from './shutdown.js';
import { HealthAnswers } from './health/health-answers.js';
import { startHealthServer, type HealthServer } from './health/health-server.js';
import { migrateDatabase, SchemaTooOld } from './platform/migrate.js';
import { prepare } from './exchange/prepare.js';
import { drainAndClose } from './drain-and-close.js';
import { startWork } from './jobs/start-work.js';

/** What the demo brings along; production names its own services. */
interface Stage {
  surroundings: Surroundings;
  prepare(app: NestFastifyApplication): Promise<void>;
  announce(): void;
  stop(): Promise<void>;
}

async function main(): Promise<void> {
  const config = readConfig();
  if (config.ROLE !== 'worker') await mustBeFree(config.PORT, config.HOST, 'PORT');
  const ending = shutDownOnSignal(STOP_WITHIN_MS + config.DRAIN_SECONDS * 1_000);
  const stage = config.demo ? await demoStage(config) : productionStage(config);
  ending.add(() => stage.stop());
  try {
    const health = await healthServer(config);
    if (health) ending.add(() => health.stop());
    await serve(config, stage, ending, health);
  } catch (error) {
    await ending.run();
    throw error;
  }
}

async function serve(
  config: Config,
  stage: Stage,
  ending: Shutdown,
  health: HealthServer | undefined,
): Promise<void> {
  await migrate(stage.surroundings.databaseUrl);
  const app = await createApp(stage.surroundings);
  ending.add(() => drainAndClose(app, config.DRAIN_SECONDS));
  await app.init();
  app.get(AuditSealer, { strict: false }).start();
  await stage.prepare(app);
  await giveBackMemory();
  if (config.ROLE !== 'web') await startWork(app);
  if (config.ROLE !== 'worker') await app.listen(config.PORT, config.HOST);
  health?.serve(app.get(HealthAnswers, { strict: false }));
  stage.announce();
}

async function healthServer({ HEALTH_PORT, HOST }: Config): Promise<HealthServer | undefined> {
  if (HEALTH_PORT === undefined) return undefined;
  await mustBeFree(HEALTH_PORT, HOST, 'HEALTH_PORT');
  return startHealthServer(HEALTH_PORT, HOST);
}

/** Before anything is started: nobody waits for a database only to hear that the port is taken. */
async function mustBeFree(port: number, host: string, variable: string): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen(port, host), 'listening');
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new ConfigError(
      `Port ${port} is in use. Stop the program that listens there, or choose another: ${variable}=${port + 1} npm start`,
    );
  } finally {
    probe.close();
  }
}

/** @throws ConfigError where the database cannot be reached: what the reader can put right */
async function migrate(url: string): Promise<void> {
  try {
    // oxlint-disable-next-line no-console
    await migrateDatabase(url, console.error);
  } catch (error) {
    if (error instanceof SchemaTooOld) throw new ConfigError(error.message);
    const { code, message } = error as { code?: string; message: string };
    if (!/^(E[A-Z]+|28|3D|08)/.test(code ?? '')) throw error;
    throw new ConfigError(
      `The database cannot be reached (${message || code}). Is DATABASE_URL correct, and is the server running?`,
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

/** Inside the ten seconds that are promised, with what a drain takes on top. */
const STOP_WITHIN_MS = 9_000;

// Node would print an error with everything that hangs on it.
process.on('uncaughtException', fail);
main().catch(fail);
