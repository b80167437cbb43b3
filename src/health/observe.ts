import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { closeConnectionsOnDrain, Connections, Drain } from '../platform/http/drain.js';
import { watchRequests } from '../platform/http/request-log.js';
import { Metrics } from '../platform/metrics.js';

/** Lets every request be counted and told of. Before anything else is put on the program. */
export function observe(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const metrics = app.get(Metrics);
  const log = new Logger('http');
  app.get(Connections).watch(fastify);
  watchRequests(fastify, (record) => {
    metrics.request(record);
    const { route: _, ...told } = record;
    // Not to be ready is an answer, not an error.
    const isError = record.status >= 500 && record.route !== '/healthz/ready';
    log[isError ? 'error' : 'log'](told, 'request');
  });
  closeConnectionsOnDrain(fastify, app.get(Drain));
}
