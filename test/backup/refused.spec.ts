import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { copyFile, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArchiveReader } from '../../src/backup/archive-reader.js';
import type { Manifest } from '../../src/backup/manifest.js';
import { startDrill, type Drill } from '../support/backup-drill.js';
import { forge } from '../support/backups.js';
import { contentOf } from '../support/database-state.js';

describe('backup and restore', () => {
  let drill: Drill;
  beforeAll(async () => {
    drill = await startDrill();
  }, 120_000);
  afterAll(() => drill?.stop());

  describe('an archive that is not what was written', () => {
    let file: string;
    let into: Awaited<ReturnType<typeof drill.target>>;
    let before: unknown;
    let name: string;
    beforeAll(async () => {
      file = join(drill.dir, 'sound.tar');
      await drill.backup(file);
      into = await drill.target();
      await drill.restore(file, into);
      name = new URL(into.databaseUrl).pathname.slice(1);
      before = await stateOf();
    });
    const stateOf = async () => [
      await contentOf(into.databaseUrl),
      await filesOf(into.folder),
      await readFile(into.clockFile!, 'utf8'),
    ];
    const isRefused = async (path: string, words: RegExp) => {
      await expect(drill.restore(path, into, name)).rejects.toThrow(words);
    };
    const damaged = join(tmpdir(), `tracker-damaged-${process.pid}.tar`);
    afterAll(() => rm(damaged, { force: true }));

    it('is refused with one byte flipped, in whichever part and whichever header, and nothing is changed', async () => {
      const archive = await ArchiveReader.open(file);
      const places = [...archive.entries].flatMap(([part, { at, bytes }]) => [
        { part: `header of ${part}`, at: at - 512 + 130 },
        { part, at: at + Math.floor(bytes / 2) },
        ...(bytes % 512 ? [{ part: `padding of ${part}`, at: at + bytes }] : []),
      ]);
      await archive.close();
      const { size } = await stat(file);
      places.push({ part: 'end', at: size - 1 }, { part: 'end', at: size - 1024 });
      await copyFile(file, damaged);
      for (const { part, at } of places) {
        await flip(damaged, at);
        await expect(drill.restore(damaged, into, name).then(() => part)).rejects.toThrow(
          /damaged|cut off|newer/,
        );
        await flip(damaged, at);
      }
      expect(await stateOf()).toEqual(before);
    });

    it.each([1, 512, 1024, 1025, 50_000])(
      'is refused where its last %s bytes are missing',
      async (missing) => {
        await copyFile(file, damaged);
        await truncate(damaged, (await stat(file)).size - missing);
        await isRefused(damaged, /cut off|damaged/);
        expect(await stateOf()).toEqual(before);
      },
    );

    it('is refused where it is empty, no archive, or not there', async () => {
      await writeFile(damaged, '');
      await isRefused(damaged, /cut off/);
      await writeFile(damaged, 'no archive at all '.repeat(100));
      await isRefused(damaged, /damaged at byte 0, or it is not an archive/);
      await isRefused(`${damaged}.none`, /cannot be read/);
    });

    it('is refused where a table or an evidence file is missing', async () => {
      const archive = await ArchiveReader.open(file);
      const anyFile = [...archive.entries.keys()].find((each) => each.startsWith('files/'))!;
      await archive.close();
      for (const [part, words] of [
        ['tables/commitment.copy.gz', /commitment\.copy\.gz is missing/],
        [anyFile, /contains \d+ evidence files, but \d+ were written/],
      ] as const) {
        const copy = join(drill.dir, `without-${randomUUID()}.tar`);
        await forge(file, copy, { without: [part] });
        await isRefused(copy, words);
      }
      expect(await stateOf()).toEqual(before);
    });

    it.each<[string, (manifest: Manifest) => void]>([
      ['has another format', (manifest) => void (manifest.format = 2)],
      [
        'knows a migration that this program does not',
        (manifest) => void manifest.migrations.push('Migration29991231000000_later'),
      ],
    ])('is refused where a newer program made it: it %s', async (_what, change) => {
      const copy = join(drill.dir, `newer-${randomUUID()}.tar`);
      await forge(file, copy, { manifest: (manifest) => (change(manifest), (manifest.version = '9.0.0')) });
      await isRefused(copy, /newer version of the program \(9\.0\.0\)/);
      expect(await stateOf()).toEqual(before);
    });

    it.each<[string, Parameters<typeof forge>[2], RegExp]>([
      [
        'an entry of the audit log was written anew',
        {
          table: { name: 'audit_entry', rewrite: (rows) => rows.replace('evidence_added', 'evidence_taken') },
        },
        /audit log is broken: row \d+ .* does not have the content that was hashed/,
      ],
      [
        'its end of the audit log was cut off',
        {
          table: { name: 'audit_chain', rewrite: withoutLast },
          manifest: (manifest) =>
            void (manifest.tables.find((each) => each.name === 'audit_chain')!.rows -= 1),
        },
        /audit log is broken: entry \d+ has no place in the chain/,
      ],
      [
        'a row is missing',
        { table: { name: 'commitment_event', rewrite: (rows) => rows.replace(/^[^\n]*\n/, '') } },
        /rows, but the archive says/,
      ],
      [
        'a row names another that is not there',
        { table: { name: 'cooperating_body', rewrite: (rows) => rows.replace(/^\d+/, '999999') } },
        /foreign key/,
      ],
      ['a file of a row is missing', { forgetFiles: 1 }, /row whose file \S+ is missing/],
      [
        'a column is missing',
        { manifest: (manifest) => void manifest.tables[0]!.columns.pop() },
        /not those that its migrations create/,
      ],
    ])('is refused by what it says, though its hashes are right: %s', async (_what, forgery, words) => {
      const copy = join(drill.dir, `forged-${randomUUID()}.tar`);
      await forge(file, copy, forgery);
      await isRefused(copy, words);
      expect(await stateOf()).toEqual(before);
    });
  });
});

async function filesOf(folder: string): Promise<string[]> {
  const found = await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true });
  return found
    .filter((each) => each.isFile())
    .map(({ name }) => name)
    .sort();
}

async function flip(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, at);
  byte[0]! ^= 1;
  await file.write(byte, 0, 1, at);
  await file.close();
}

/** Rows lie in no order: the last is the one with the highest number in front. */
function withoutLast(rows: string): string {
  const lines = rows.split('\n').filter(Boolean);
  const last = Math.max(...lines.map((line) => Number.parseInt(line, 10)));
  return lines
    .filter((line) => !line.startsWith(`${last}\t`))
    .map((line) => `${line}\n`)
    .join('');
}
