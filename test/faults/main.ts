import 'reflect-metadata';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/demo/embedded-postgres.js';
import { migrateDatabase } from '../../src/platform/migrate.js';
import { tellEpisode } from './episode.js';
import { connectTo, databaseService, findRedis, turns, type RedisService } from './services.js';
import { addTo, complaintsIn, faultsIn, noVerdict, tableOf, type Verdict } from './verdict.js';

const say = (line: string) => process.stdout.write(`${line}\n`);
const usage =
  'npm run faults -- [--seed 1] [--faults 300] [--backend postgres|redis] [--workers 2] [--each 40] [--steps]';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    faults: { type: 'string', default: '300' },
    backend: { type: 'string' },
    workers: { type: 'string', default: '2' },
    each: { type: 'string', default: '40' },
    steps: { type: 'boolean', default: false },
  },
});
const number = (name: 'seed' | 'faults' | 'workers' | 'each') => {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < (name === 'seed' ? 0 : 1)) throw new Error(usage);
  return value;
};
const [firstSeed, faults, workers, each] = [
  number('seed'),
  number('faults'),
  number('workers'),
  number('each'),
];
if (values.backend !== undefined && !['postgres', 'redis'].includes(values.backend)) throw new Error(usage);

const dir = await mkdtemp(join(tmpdir(), 'tracker-faults-db-'));
await chmod(dir, 0o711);
const start = () => startEmbeddedPostgres({ dataDir: dir, log: () => {}, durable: false });
let server: EmbeddedPostgres = await start();
const inTurn = turns();
const again = (): Promise<EmbeddedPostgres> =>
  inTurn(async () => {
    await server.stop();
    return (server = await start());
  });
const redis = values.backend === 'postgres' ? undefined : await findRedis();
const verdicts: Record<string, Verdict> = {};
try {
  if (values.backend === 'redis' && !redis)
    throw new Error('There is no REDIS_URL and no redis-server on the PATH.');
  if (!redis && values.backend === undefined)
    say('Redis is left out: no REDIS_URL and no redis-server on the PATH.');
  await migrateDatabase(server.url);
  if (values.backend !== 'redis') await onBackend('PostgreSQL', 'postgres');
  if (redis) await onBackend('Redis', 'redis', redis);
  say(`\n${tableOf(verdicts)}\n`);
  if (Object.values(verdicts).some((verdict) => complaintsIn(verdict).length > 0)) process.exitCode = 1;
} finally {
  await redis?.close();
  await server.stop();
  await rm(dir, { recursive: true, force: true });
}

async function onBackend(name: string, backend: string, redisOfBackend?: RedisService): Promise<void> {
  const sum = (verdicts[name] = noVerdict());
  for (let seed = firstSeed; faultsIn(sum) < faults; seed += 1) {
    const wanted = Math.min(each, faults - faultsIn(sum));
    const began = Date.now();
    const { verdict, steps } = await onFreshDatabase(seed, wanted, redisOfBackend);
    addTo(sum, verdict);
    const complaints = complaintsIn(verdict);
    say(
      `${name}, seed ${seed}: ${faultsIn(verdict)} faults in ${verdict.days} days, ${verdict.mails} mails, ` +
        `${((Date.now() - began) / 1000).toFixed(0)} s${complaints.length ? `, ${complaints.length} COMPLAINTS` : ''}`,
    );
    if (complaints.length > 0 || values.steps) say(steps.map((step) => `    ${step}`).join('\n'));
    if (complaints.length === 0) continue;
    say(complaints.map((one) => `  ! ${one}`).join('\n'));
    say(`Again: npm run faults -- --seed ${seed} --faults ${wanted} --backend ${backend}`);
    return;
  }
}

async function onFreshDatabase(seed: number, wanted: number, redisOfBackend?: RedisService) {
  const admin = await connectTo(server.url);
  const name = `story_${Date.now()}`;
  await admin.query(`create database ${name} template tracker strategy file_copy`);
  await admin.end();
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const database = await databaseService(url.href, again);
  try {
    return await tellEpisode({ seed, faults: wanted, workers, database, redis: redisOfBackend });
  } finally {
    await database.close();
  }
}
