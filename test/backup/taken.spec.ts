import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { leftOut } from '../../src/backup/left-out.js';
import { migrationNames, migrationStatements } from '../../src/platform/migration-statements.js';
import { startDrill, type Drill } from '../support/backup-drill.js';
import { freshDatabase } from '../support/database.js';
import { schemaOf } from '../support/database-state.js';
import { query } from '../support/query.js';

describe('backup and restore', () => {
  let drill: Drill;
  beforeAll(async () => {
    drill = await startDrill();
  }, 120_000);
  afterAll(() => drill?.stop());

  describe('taking one', () => {
    it('overwrites nothing, and leaves nothing half written', async () => {
      const file = join(drill.dir, 'there.tar');
      await writeFile(file, 'mine');
      await expect(drill.backup(file)).rejects.toThrow('exists');
      await writeFile(join(drill.dir, 'other.tar.part'), '');
      await expect(drill.backup(join(drill.dir, 'other.tar'))).rejects.toThrow(
        'another backup is being written',
      );
      await expect(drill.backup(join(drill.dir, 'nowhere', 'x.tar'))).rejects.toThrow('cannot be written');
      const away = {
        ...drill.source,
        databaseUrl: drill.source.databaseUrl.replace(/\/[^/]*$/, '/none_such'),
      };
      await expect(drill.backup(join(drill.dir, 'away.tar'), away)).rejects.toThrow();
      expect(await readFile(file, 'utf8')).toBe('mine');
      expect((await readdir(drill.dir)).filter((each) => each.startsWith('away'))).toEqual([]);
    });

    it('is refused where an evidence file is lost, unless told to go on; then the archive says which', async () => {
      await drill.attach('nongnghiep@hanoi', '4.02');
      const [{ sha256 }] = (await query(
        drill.source.databaseUrl,
        'select sha256 from evidence order by id desc limit 1',
      )) as [{ sha256: string }];
      const bytes = await readFile(drill.source.files.pathOf(sha256));
      await rm(drill.source.files.pathOf(sha256));
      try {
        await expect(drill.backup(join(drill.dir, 'lost.tar'))).rejects.toThrow(sha256);
        const { lostFiles } = await drill.backup(join(drill.dir, 'lost.tar'), drill.source, true);
        expect(lostFiles).toEqual([sha256]);
        const into = await drill.target();
        await drill.restore(join(drill.dir, 'lost.tar'), into);
        expect(await into.files.sizeOf(sha256)).toBeUndefined();
      } finally {
        await writeFile(drill.source.files.pathOf(sha256), bytes);
      }
    });

    it('leaves out no table that another one needs', async () => {
      const needed = await query(
        drill.source.databaseUrl,
        `select conrelid::regclass::text as "table", confrelid::regclass::text as needs from pg_constraint where contype = 'f'`,
      );
      expect(
        needed.filter(({ table, needs }) => leftOut.has(String(needs)) && !leftOut.has(String(table))),
      ).toEqual([]);
      const known = await query(
        drill.source.databaseUrl,
        `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
      );
      expect(known.map(({ relname }) => relname)).toEqual(expect.arrayContaining([...leftOut]));
    });

    it('of an older program comes back under the present one, migrated on', async () => {
      const old = await freshDatabase('template0');
      drill.drops.push(() => old.drop());
      const last = migrationNames.at(-1)!;
      for (const [name, statements] of await migrationStatements(old.url)) {
        if (name === last) continue;
        for (const statement of statements) await query(old.url, statement);
        await query(old.url, `insert into schema_migration (name) values ('${name}')`);
      }
      await query(
        old.url,
        `insert into party (code, marker, name, committee) values ('hanoi', 'HN', '{"vi": "Hà Nội", "en": "Hanoi"}', '{"vi": "a", "en": "a"}')`,
      );
      const { migrations } = await drill.backup(join(drill.dir, 'old.tar'), drill.place(old.url, drill.dir));
      expect(migrations).not.toContain(last);
      const into = await drill.target();
      await drill.restore(join(drill.dir, 'old.tar'), into);
      expect(
        (await query(into.databaseUrl, 'select name from schema_migration order by id')).map(
          ({ name }) => name,
        ),
      ).toEqual(migrationNames);
      expect(await query(into.databaseUrl, 'select marker from party')).toEqual([{ marker: 'HN' }]);
      expect(await schemaOf(into.databaseUrl)).toEqual(await schemaOf(drill.program.database.url));
    });
  });
});
