import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restoreBackup } from '../../src/backup/restore-backup.js';
import { takeBackup, type Place } from '../../src/backup/take-backup.js';
import { FileStore } from '../../src/platform/storage/file-store.js';
import { startApp } from './app.js';
import { freshDatabase } from './database.js';
import { formWithFile, pdf } from './multipart.js';

export type Ask = Awaited<ReturnType<typeof startApp>>['ask'];
export type Drill = Awaited<ReturnType<typeof startDrill>>;

/** What operations.md asks for: a program with history, evidence files and notes, and ways to back it up and to restore it. */
export async function startDrill() {
  const program = await startApp();
  const dir = await mkdtemp(join(tmpdir(), 'tracker-backup-'));
  const source = place(program.database.url, program.folder);
  const drops: (() => Promise<unknown>)[] = [];

  const idOf = async (code: string, ask: Ask = program.ask) => {
    const { json } = await ask(
      'auditor@tracker',
      'GET',
      `/api/v1/agreements/2016-tb-tu/commitments?q=${code}`,
    );
    return json.items.find((item: { code: string }) => item.code === code).id as number;
  };
  const attach = async (who: string, code: string) => {
    const { payload, headers } = await formWithFile('Biên bản.pdf', pdf(randomUUID()));
    const url = `/api/v1/commitments/${await idOf(code)}/evidence`;
    const answer = await program.ask(who, 'POST', url, payload, headers);
    expect(answer.status).toBe(201);
    return answer.json.id as number;
  };
  const backup = (path: string, from = source, skipLostFiles = false) =>
    takeBackup(from, path, { version: '0.1.0', now: new Date(), skipLostFiles, tell: quiet });
  const restore = (path: string, into: Place, replace?: string, tell: (line: string) => void = quiet) =>
    restoreBackup(into, path, { replace, at: new Date(), tell });
  /** An empty database and an empty folder. */
  const target = async () => {
    const [database, folder] = [await freshDatabase('template0'), await mkdtemp(join(dir, 'target-'))];
    drops.push(() => database.drop());
    return { ...place(database.url, folder), folder, database };
  };
  const stop = async () => {
    await program.stop();
    await Promise.all(drops.map((drop) => drop()));
    await rm(dir, { recursive: true, force: true });
  };

  const drill = { program, dir, source, drops, place, idOf, attach, backup, restore, target, stop };
  await work(drill);
  return drill;
}

const quiet = () => {};

function place(databaseUrl: string, folder: string): Place {
  return {
    databaseUrl,
    files: new FileStore(join(folder, 'files')),
    clockFile: join(folder, 'clock.json'),
  };
}

/** Evidence of both sides, one file of it withdrawn, and a note with every character that COPY writes in its own way. */
async function work({ program, attach, idOf }: Pick<Drill, 'program' | 'attach' | 'idOf'>): Promise<void> {
  for (const [who, code] of [
    ['nongnghiep@hanoi', '4.02'],
    ['nongnghiep@nghean', '4.02'],
    ['coordinator@hanoi', '3.06'],
  ] as const)
    await attach(who, code);
  const withdrawn = await attach('nongnghiep@hanoi', '4.05');
  await program.ask('nongnghiep@hanoi', 'DELETE', `/api/v1/evidence/${withdrawn}`);
  const note = { text: 'Chờ ý kiến: "Sở Tài chính"\\\tvà\nphòng' };
  const url = `/api/v1/commitments/${await idOf('4.02')}/notes`;
  const noted = await program.ask('coordinator@hanoi', 'POST', url, note);
  expect(noted.status).toBe(201);
}
