import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { projectRoot } from '../platform/project-root.js';
import { type EmbeddedPostgres, findEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';
import { readPostmaster } from './postmaster.js';

/** In a child process, so that it can be killed as a whole program can be. */
const program = `
  import { startEmbeddedPostgres } from './src/demo/embedded-postgres.ts';
  const { url } = await startEmbeddedPostgres({ dataDir: process.argv[1], log: () => {} });
  console.log(url);
  setInterval(() => {}, 1000);
`;

describe('the embedded database server', () => {
  let dataDir: string;
  const lines: string[] = [];
  const start = () => startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line) });

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'dữ liệu '));
    await chmod(dataDir, 0o711);
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('offers what the schema needs, to an owner who is no superuser', async () => {
    await using(start(), async (client, { url }) => {
      for (const name of ['unaccent', 'pg_trgm', 'btree_gist', 'citext']) {
        await client.query(`create extension ${name}`);
      }
      const { rows } = await client.query(`
        select unaccent('Đô Lương') as plain, 'ĐƯỜNG' ilike 'đường' as folds, usesuper as super,
          (select string_agg(word, ' ' order by word collate "vi-x-icu")
             from unnest(array['Đông', 'Dương', 'Ân', 'An', 'Ăn']) word) as sorted
        from pg_user where usename = current_user`);
      expect(rows).toEqual([{ plain: 'Do Luong', folds: true, super: false, sorted: 'An Ăn Ân Dương Đông' }]);
      expect(await findEmbeddedPostgres(dataDir)).toBe(url);
    });
    expect(await findEmbeddedPostgres(dataDir)).toBeUndefined();
  });

  it('keeps its password for its owner only, and lets nobody in without it', async () => {
    expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
    await using(start(), async (_client, { url }) => {
      const stranger = new Client({ connectionString: url.replace(/:[0-9a-f]+@/, ':wrong@') });
      await expect(stranger.connect()).rejects.toThrow('password authentication failed');
    });
  });

  it('stops the server that a killed run left behind, and has lost nothing', async () => {
    const url = await startAndKill(dataDir, async (client) => {
      await client.query('create table kept (word text)');
      await client.query(`insert into kept values ('Nghệ An')`);
    });
    const before = await readPostmaster(join(dataDir, 'postgres'));
    expect(before?.port).toBe(Number(new URL(url).port));
    await using(start(), async (client) => {
      expect((await client.query('select word from kept')).rows).toEqual([{ word: 'Nghệ An' }]);
    });
    expect(lines.join('\n')).toContain(`left behind (process ${before?.pid})`);
  });

  it('makes a new password where the old one was deleted', async () => {
    await rm(join(dataDir, 'postgres-password'));
    await using(start(), async (client) => {
      expect((await client.query('select word from kept')).rowCount).toBe(1);
    });
  });
});

async function using(
  starting: Promise<EmbeddedPostgres>,
  work: (client: Client, server: EmbeddedPostgres) => Promise<void>,
): Promise<void> {
  const server = await starting;
  try {
    await connected(server.url, (client) => work(client, server));
  } finally {
    await server.stop();
  }
}

async function startAndKill(dataDir: string, work: (client: Client) => Promise<void>): Promise<string> {
  const args = ['--import', './bin/typescript.mjs', '--input-type=module', '-e', program, dataDir];
  const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const url = await new Promise<string>((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  await connected(url, work);
  child.kill('SIGKILL');
  await ended;
  return url;
}

async function connected(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
