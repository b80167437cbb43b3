import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemoError, holdDataFolder } from './data-folder.js';

describe('the data folder', () => {
  let dir: string;

  beforeEach(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'dữ liệu ')), 'data');
  });
  afterEach(() => rm(join(dir, '..'), { recursive: true, force: true }));

  it('is held against a second run, which is told what to do', async () => {
    const held = await holdDataFolder(dir);
    await expect(holdDataFolder(dir)).rejects.toThrow(
      /in use by a program that is still running .*DATA_DIR=/s,
    );
    await held.release();
  });

  it('can be held again once released', async () => {
    await (await holdDataFolder(dir)).release();
    await (await holdDataFolder(dir)).release();
  });

  it('goes to only one of several runs that begin at once', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => holdDataFolder(dir)));
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is taken over from a run that was killed', async () => {
    await (await holdDataFolder(dir)).release();
    await writeFile(join(dir, 'running.json'), JSON.stringify({ pid: await deadPid(), started: 'long ago' }));
    await (await holdDataFolder(dir)).release();
  });

  it('is taken over when the number of the killed run now belongs to another process', async () => {
    await (await holdDataFolder(dir)).release();
    await writeFile(join(dir, 'running.json'), JSON.stringify({ pid: process.pid, started: 'another boot' }));
    await (await holdDataFolder(dir)).release();
  });

  it('is taken over when the lock is damaged', async () => {
    await (await holdDataFolder(dir)).release();
    await writeFile(join(dir, 'running.json'), '{');
    await (await holdDataFolder(dir)).release();
  });

  it('says what to do where it cannot be written', async () => {
    const file = join(dir, '..', 'a-file');
    await writeFile(file, '');
    const attempt = holdDataFolder(join(file, 'data'));
    await expect(attempt).rejects.toThrow(DemoError);
    await expect(attempt).rejects.toThrow(/Cannot write .*DATA_DIR=/);
  });
});

async function deadPid(): Promise<number> {
  const child = spawn('true');
  await new Promise((resolve) => child.on('close', resolve));
  return child.pid!;
}
