import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/demo/embedded-postgres.js';
import { makeCommitments } from './data.js';
import { measure, type Row } from './measure.js';
import { startProgram } from './program.js';
import { writeReport } from './report.js';

const count = Number(process.argv[2] ?? 10_000);
const seconds = Number(process.argv[3] ?? 3);
if (!Number.isInteger(count) || count < 1)
  throw new Error('npm run bench -- [commitments] [seconds for each figure]');

const say = (line: string) => process.stdout.write(`${line}\n`);
const folder = await mkdtemp(join(tmpdir(), 'tracker-bench-'));
const postgres = await startEmbeddedPostgres({ dataDir: folder, log: say });
try {
  const program = await startProgram(postgres.url);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  say(`Making ${count} commitments …`);
  await makeCommitments(client, count);
  await client.end();
  const rows: Row[] = [];
  for await (const row of measure({ ...program, databaseUrl: postgres.url, seconds })) {
    rows.push(row);
    say(
      `${row.what.padEnd(34)} ${String(row.lanes).padStart(3)} lanes  ours ${row.ours.toFixed(0).padStart(6)}/s  changing ${(row.busy?.toFixed(0) ?? '–').padStart(6)}/s  plain ${row.plain.toFixed(0).padStart(6)}/s  ratio ${(row.ours / row.plain).toFixed(2)}`,
    );
  }
  await writeReport(rows, { count, seconds, idleMiB: program.idleMiB });
  await program.stop();
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
