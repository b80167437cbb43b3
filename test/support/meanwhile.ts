import type { LightMyRequestResponse } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

export type Run = (statement: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;

/**
 * Has something happen in the middle of requests, for certain: its statements are carried out on a connection of their own and
 * hold their locks until each request, one after the other, waits for them or for one before it; then they are committed.
 * @returns the answers, and how many requests did wait
 */
export async function meanwhile(
  databaseUrl: string,
  happens: (run: Run) => Promise<unknown>,
  ...requests: (() => PromiseLike<LightMyRequestResponse>)[]
): Promise<{ answers: LightMyRequestResponse[]; waited: number }> {
  const [other, watcher] = await Promise.all([connected(databaseUrl), connected(databaseUrl)]);
  try {
    await other.query('begin');
    await happens((statement, values) => other.query(statement, values));
    const answers: Promise<LightMyRequestResponse>[] = [];
    let waited = 0;
    for (const request of requests) {
      const answer = Promise.resolve(request());
      answers.push(answer);
      if (await waits(answer, watcher, waited)) waited += 1;
    }
    await other.query('commit');
    return { answers: await Promise.all(answers), waited };
  } finally {
    await Promise.all([other.end(), watcher.end()]);
  }
}

async function connected(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}

/** Whether one more than those before waits for a lock; false once it is answered. */
async function waits(answer: Promise<unknown>, watcher: Client, before: number): Promise<boolean> {
  const answered = answer.then(
    () => true,
    () => true,
  );
  while ((await waiting(watcher)) <= before)
    if (await Promise.race([answered, sleep(2, false)])) return false;
  return true;
}

async function waiting(watcher: Client): Promise<number> {
  const { rows } = await watcher.query<{ n: number }>(
    `select count(*)::integer as n from pg_stat_activity
     where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
  );
  return rows[0]!.n;
}
