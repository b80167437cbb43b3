import type { Pool, PoolClient } from 'pg';
import { Gauge } from 'prom-client';
import type { Metrics } from './metrics.js';

/** Counts and times what goes over a pool's connections, and shows how full the pool is. */
export function watchPool(pool: Pool, metrics: Metrics): void {
  pool.on('connect', (client) => watchClient(client, metrics));
  const use = new Gauge({
    name: 'tracker_database_connections',
    help: 'Connections of the pool: busy, idle; and requests waiting for one.',
    labelNames: ['state'],
    registers: [],
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
  metrics.registry.registerMetric(use);
}

type Query = (...args: unknown[]) => unknown;

function watchClient(client: PoolClient, metrics: Metrics): void {
  const query = client.query.bind(client) as Query;
  const watched: Query = (...args) => {
    const began = performance.now();
    const told = (failed: boolean) => metrics.query(performance.now() - began, failed);
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      return query(...args.slice(0, -1), (error: unknown, result: unknown) => {
        told(Boolean(error));
        (callback as Query)(error, result);
      });
    }
    const answer = query(...args);
    if (answer instanceof Promise) {
      answer.then(
        () => told(false),
        () => told(true),
      );
    }
    return answer;
  };
  client.query = watched as typeof client.query;
}
