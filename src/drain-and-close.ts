import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { Connections, Drain } from './platform/http/drain.js';
import { stopServing } from './platform/http/stop-serving.js';
import { Queues } from './platform/queue/queues.js';

/** For requests in flight. With the closing of pools it stays inside the ten seconds that are promised. */
const REQUESTS_MS = 6_000;

/**
 * Ends the program so that no request is cut and no job is lost: not ready any more; a while for proxies to see it; no new
 * connections; requests in flight are answered while running jobs end; then the pools close.
 */
export async function drainAndClose(app: NestFastifyApplication, drainSeconds: number): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  app.get(Drain).begin();
  if (fastify.server.listening) await pause(drainSeconds * 1_000);
  await Promise.all([
    stopServing(fastify, app.get(Connections), REQUESTS_MS),
    app.get(Queues, { strict: false }).close(),
  ]);
  await app.close();
}
