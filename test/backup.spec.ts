import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { ArchiveReader } from '../src/backup/archive-reader.js';
import { leftOut } from '../src/backup/left-out.js';
import type { Manifest } from '../src/backup/manifest.js';
import { restoreBackup } from '../src/backup/restore-backup.js';
import { takeBackup, type Place } from '../src/backup/take-backup.js';
import { migrationNames, migrationStatements } from '../src/platform/migration-statements.js';
import { FileStore } from '../src/platform/storage/file-store.js';
import { openApp, startApp } from './support/app.js';
import { forge } from './support/backups.js';
import { freshDatabase, type FreshDatabase } from './support/database.js';
import { formWithFile, pdf } from './support/multipart.js';

type Ask = Awaited<ReturnType<typeof startApp>>['ask'];

/** The drill that operations.md asks for, on a database with history, evidence files and people at work. */
describe('backup and restore', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let dir: string;
  let source: Place;
  const drops: (() => Promise<unknown>)[] = [];
  const quiet = () => {};

  beforeAll(async () => {
    program = await startApp();
    dir = await mkdtemp(join(tmpdir(), 'tracker-backup-'));
    source = place(program.database.url, program.folder);
    for (const [who, code] of [
      ['nongnghiep@hanoi', '4.02'],
      ['nongnghiep@nghean', '4.02'],
      ['coordinator@hanoi', '3.06'],
    ] as const)
      await attach(who, code);
    const withdrawn = await attach('nongnghiep@hanoi', '4.05');
    await program.ask('nongnghiep@hanoi', 'DELETE', `/api/v1/evidence/${withdrawn}`);
    const note = { text: 'Chờ ý kiến: "Sở Tài chính"\\\tvà\nphòng' };
    const noted = await program.ask(
      'coordinator@hanoi',
      'POST',
      `/api/v1/commitments/${await idOf('4.02')}/notes`,
      note,
    );
    expect(noted.status).toBe(201);
  }, 120_000);
  afterAll(async () => {
    await program?.stop();
    await Promise.all(drops.map((drop) => drop()));
    await rm(dir, { recursive: true, force: true });
  });

  const place = (databaseUrl: string, folder: string): Place => ({
    databaseUrl,
    files: new FileStore(join(folder, 'files')),
    clockFile: join(folder, 'clock.json'),
  });
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
    const answer = await program.ask(
      who,
      'POST',
      `/api/v1/commitments/${await idOf(code)}/evidence`,
      payload,
      headers,
    );
    expect(answer.status).toBe(201);
    return answer.json.id as number;
  };
  const backup = (path: string, from = source, skipLostFiles = false) =>
    takeBackup(from, path, { version: '0.1.0', now: new Date(), skipLostFiles, tell: quiet });
  const restore = (path: string, into: Place, replace?: string, tell: (line: string) => void = quiet) =>
    restoreBackup(into, path, { replace, at: new Date(), tell });
  const target = async () => {
    const [database, folder] = [await freshDatabase('template0'), await mkdtemp(join(dir, 'target-'))];
    drops.push(() => database.drop());
    return { ...place(database.url, folder), folder, database };
  };

  describe('with nobody at work', () => {
    let file: string;
    let manifest: Manifest;
    beforeAll(async () => {
      file = join(dir, 'quiet.tar');
      manifest = await backup(file);
    });

    it('answers every reader as before, from the new database and folder', async () => {
      const into = await target();
      await restore(file, into);
      const restored = await openApp(into.databaseUrl, into.folder);
      try {
        expect(restored.clock.today()).toBe(program.clock.today());
        const paths = await readPaths(program.ask);
        expect(paths.length).toBeGreaterThan(150);
        for (const [who, path] of paths) {
          const [before, after] = [await program.ask(who, 'GET', path), await restored.ask(who, 'GET', path)];
          expect([who, path, after.status, after.json ?? after.text]).toEqual([
            who,
            path,
            before.status,
            before.json ?? before.text,
          ]);
        }
      } finally {
        await restored.stop();
      }
    });

    it('goes on from there: people sign in and work, ids and the audit log continue', async () => {
      const into = await target();
      await restore(file, into);
      const restored = await openApp(into.databaseUrl, into.folder);
      try {
        const id = await idOf('4.02', restored.ask);
        const { payload, headers } = await formWithFile('Mới.pdf', pdf('after'));
        const attached = await restored.ask(
          'nongnghiep@hanoi',
          'POST',
          `/api/v1/commitments/${id}/evidence`,
          payload,
          headers,
        );
        expect(attached.status).toBe(201);
        expect(await brokenLink(into.databaseUrl)).toBeUndefined();
        const [entered] = await query(
          into.databaseUrl,
          `select * from audit_entry where kind = 'backup.restored'`,
        );
        expect(entered).toMatchObject({
          actor: null,
          data: { takenAt: manifest.takenAt, seq: manifest.auditHead!.seq },
        });
        const [link] = await query(
          into.databaseUrl,
          `select encode(hash, 'hex') as hash from audit_chain where seq = ${manifest.auditHead!.seq}`,
        );
        expect(link!.hash).toBe(manifest.auditHead!.hash);
      } finally {
        await restored.stop();
      }
    });

    it('guards what it guarded: triggers, constraints, indexes and functions are those that migrations make', async () => {
      const into = await target();
      await restore(file, into);
      expect(await schemaOf(into.databaseUrl)).toEqual(await schemaOf(program.database.url));
      for (const table of ['audit_entry', 'audit_chain', 'commitment_event', 'progress_update', 'evidence'])
        await expect(query(into.databaseUrl, `delete from ${table}`)).rejects.toThrow('append-only');
    });

    it('lets nobody in who was let in before', async () => {
      const token = await program.app.inject({
        method: 'POST',
        url: '/api/v1/sessions',
        payload: { email: 'admin@tracker.example', password: 'hop-tac-2019' },
      });
      await rm(join(dir, 'tokens.tar'), { force: true });
      await backup(join(dir, 'tokens.tar'));
      const into = await target();
      await restore(join(dir, 'tokens.tar'), into);
      for (const table of leftOut)
        expect([table, await query(into.databaseUrl, `select 1 from ${table}`)]).toEqual([table, []]);
      const restored = await openApp(into.databaseUrl, into.folder);
      const asked = await restored.app.inject({
        method: 'GET',
        url: '/api/v1/agreements',
        headers: { authorization: `Bearer ${token.json<{ token: string }>().token}` },
      });
      await restored.stop();
      expect(asked.statusCode).toBe(401);
    });

    it('is a tar file that other programs can read, with a manifest for people', async () => {
      const archive = await ArchiveReader.open(file);
      expect([...archive.entries.keys()].slice(-2)).toEqual(['manifest.json', 'manifest.sha256']);
      await archive.close();
      expect(manifest).toMatchObject({
        format: 1,
        version: '0.1.0',
        migrations: migrationNames,
        lostFiles: [],
      });
      const { list } = await import('tar');
      const seen: string[] = [];
      await list({ file, strict: true, onReadEntry: (entry) => void seen.push(entry.path) });
      expect(seen).toHaveLength(archive.entries.size);
    });

    it('takes the place of what is there when its name is typed, and of nothing else', async () => {
      const into = await target();
      await restore(file, into);
      const name = new URL(into.databaseUrl).pathname.slice(1);
      await query(into.databaseUrl, `update commitment set title = '{"vi": "khác", "en": "other"}'`);
      await expect(restore(file, into)).rejects.toThrow(`--replace ${name}`);
      await expect(restore(file, into, 'tracker')).rejects.toThrow(`called ${name}, not tracker`);
      expect(
        (await query(into.databaseUrl, 'select 1 from commitment where title @> \'{"en": "other"}\'')).length,
      ).toBeGreaterThan(0);
      await restore(file, into, name);
      expect(
        await query(into.databaseUrl, 'select 1 from commitment where title @> \'{"en": "other"}\''),
      ).toEqual([]);
    });

    it('is refused while somebody else is connected', async () => {
      const into = await target();
      const other = new Client({ connectionString: into.databaseUrl, application_name: 'tracker web' });
      await other.connect();
      await expect(restore(file, into)).rejects.toThrow('tracker web');
      await other.end();
    });

    it('mends an evidence file that was damaged, and leaves a sound one alone', async () => {
      const into = await target();
      await restore(file, into);
      const hashes = await query(into.databaseUrl, 'select distinct sha256 from evidence order by 1');
      const [damaged, sound] = hashes.map(({ sha256 }) => into.files.pathOf(String(sha256)));
      await writeFile(damaged!, 'x');
      const before = await stat(sound!);
      await restore(file, into, new URL(into.databaseUrl).pathname.slice(1));
      expect(await into.files.isSound(String(hashes[0]!.sha256))).toBe(true);
      expect((await stat(sound!)).ino).toBe(before.ino);
    });

    it('keeps the old state when it is killed in the middle', async () => {
      const into = await target();
      await restore(file, into);
      const name = new URL(into.databaseUrl).pathname.slice(1);
      await query(into.databaseUrl, `update app_user set name = '{"vi": "cũ", "en": "old"}'`);
      const before = await contentOf(into.databaseUrl);
      let killed = false;
      const killAt = (line: string) => {
        if (!line.startsWith('commitment:') || killed) return;
        killed = true;
        void query(
          program.database.url,
          `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tracker restore' and datname = '${name}'`,
        );
      };
      await expect(restore(file, into, name, killAt)).rejects.toThrow();
      expect(killed).toBe(true);
      expect(await contentOf(into.databaseUrl)).toEqual(before);
    });
  });

  describe('with writers at work', () => {
    it('is one state: all of it, whatever was written meanwhile', async () => {
      const file = join(dir, 'busy.tar');
      const work = { isOver: false, written: 0 };
      const id = await idOf('4.02');
      const confirm = async (who: string) => {
        for (let n = 0; !work.isOver; n++) {
          const { status } = await program.ask(
            who,
            n % 2 ? 'PUT' : 'DELETE',
            `/api/v1/commitments/${id}/plan-confirmation`,
          );
          expect(status).toBe(200);
          work.written += 1;
        }
      };
      const attachAndWithdraw = async (who: string, code: string) => {
        while (!work.isOver) {
          const evidenceId = await attach(who, code);
          await program.ask(who, 'DELETE', `/api/v1/evidence/${evidenceId}`);
          work.written += 2;
        }
      };
      const working = Promise.all([
        confirm('coordinator@hanoi'),
        confirm('coordinator@nghean'),
        attachAndWithdraw('nongnghiep@hanoi', '4.08'),
        attachAndWithdraw('nongnghiep@nghean', '4.05'),
      ]);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const before = work.written;
      const { auditHead } = await backup(file);
      const during = work.written - before;
      work.isOver = true;
      await working;
      expect(during).toBeGreaterThan(0);

      const into = await target();
      await restore(file, into);
      const own = `select c.seq, encode(c.hash, 'hex') as hash, e.kind from audit_chain c join audit_entry e on e.id = c.entry_id`;
      const upTo = `${own} where c.seq <= ${auditHead!.seq} order by c.seq`;
      expect(await query(into.databaseUrl, upTo)).toEqual(await query(program.database.url, upTo));
      expect(await query(into.databaseUrl, `${own} where c.seq > ${auditHead!.seq}`)).toEqual([
        expect.objectContaining({ kind: 'backup.restored' }),
      ]);
      // Each change stands in the log, in the events and in the versions alike, or in none of them.
      for (const broken of [
        `select 1 from (select count(*) as n from audit_entry where kind like 'commitment.%' and kind not like '%note%' and kind <> 'commitment.imported') a,
          (select count(*) as n from commitment_event where kind <> 'imported' and not illustrative) b,
          (select count(*) as n from audit_entry where kind like 'commitment.%' and illustrative and kind <> 'commitment.imported') c where a.n - c.n <> b.n`,
        `select 1 from commitment c join commitment_state s on s.commitment_id = c.id and upper_inf(s.validity) where (c.status, c.percent) <> (s.status, s.percent)`,
        `select 1 from commitment_side c join side_state s on s.side_id = c.id and upper_inf(s.validity) where c.plan_confirmed_at is distinct from s.plan_confirmed_at`,
        `select 1 from evidence e where not exists (select 1 from commitment_event v where v.kind = 'evidence_added' and (v.data ->> 'evidenceId')::integer = e.id)`,
      ])
        expect([broken, await query(into.databaseUrl, broken)]).toEqual([broken, []]);
      for (const { sha256 } of await query(into.databaseUrl, 'select sha256 from evidence'))
        expect(await into.files.isSound(String(sha256))).toBe(true);
    });
  });

  describe('an archive that is not what was written', () => {
    let file: string;
    let into: Awaited<ReturnType<typeof target>>;
    let before: unknown;
    let name: string;
    beforeAll(async () => {
      file = join(dir, 'sound.tar');
      await backup(file);
      into = await target();
      await restore(file, into);
      name = new URL(into.databaseUrl).pathname.slice(1);
      before = await stateOf();
    });
    const stateOf = async () => [
      await contentOf(into.databaseUrl),
      await filesOf(into.folder),
      await readFile(into.clockFile!, 'utf8'),
    ];
    const isRefused = async (path: string, words: RegExp) => {
      await expect(restore(path, into, name)).rejects.toThrow(words);
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
        await expect(restore(damaged, into, name).then(() => part)).rejects.toThrow(/damaged|cut off|newer/);
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
      await isRefused(damaged, /damaged at byte 0, or it is none/);
      await isRefused(`${damaged}.none`, /cannot be read/);
    });

    it('is refused where a table or an evidence file is missing', async () => {
      const archive = await ArchiveReader.open(file);
      const anyFile = [...archive.entries.keys()].find((each) => each.startsWith('files/'))!;
      await archive.close();
      for (const [part, words] of [
        ['tables/commitment.copy.gz', /commitment\.copy\.gz is missing/],
        [anyFile, /holds \d+ evidence files where \d+ were written/],
      ] as const) {
        const copy = join(dir, `without-${randomUUID()}.tar`);
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
      const copy = join(dir, `newer-${randomUUID()}.tar`);
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
        /rows where the archive says/,
      ],
      [
        'a row names another that is not there',
        { table: { name: 'cooperating_body', rewrite: (rows) => rows.replace(/^\d+/, '999999') } },
        /foreign key/,
      ],
      ['a file of a row is missing', { forgetFiles: 1 }, /row of evidence without its file/],
      [
        'a column is missing',
        { manifest: (manifest) => void manifest.tables[0]!.columns.pop() },
        /not those that its migrations make/,
      ],
    ])('is refused by what it says, though its hashes are right: %s', async (_what, forgery, words) => {
      const copy = join(dir, `forged-${randomUUID()}.tar`);
      await forge(file, copy, forgery);
      await isRefused(copy, words);
      expect(await stateOf()).toEqual(before);
    });
  });

  describe('taking one', () => {
    it('overwrites nothing, and leaves nothing half written', async () => {
      const file = join(dir, 'there.tar');
      await writeFile(file, 'mine');
      await expect(backup(file)).rejects.toThrow('exists');
      await writeFile(join(dir, 'other.tar.part'), '');
      await expect(backup(join(dir, 'other.tar'))).rejects.toThrow('another backup is being written');
      await expect(backup(join(dir, 'nowhere', 'x.tar'))).rejects.toThrow('cannot be written');
      const away = { ...source, databaseUrl: source.databaseUrl.replace(/\/[^/]*$/, '/none_such') };
      await expect(backup(join(dir, 'away.tar'), away)).rejects.toThrow();
      expect(await readFile(file, 'utf8')).toBe('mine');
      expect((await readdir(dir)).filter((each) => each.startsWith('away'))).toEqual([]);
    });

    it('is refused where an evidence file is lost, unless told to go on; then the archive says which', async () => {
      await attach('nongnghiep@hanoi', '4.02');
      const [{ sha256 }] = (await query(
        source.databaseUrl,
        'select sha256 from evidence order by id desc limit 1',
      )) as [{ sha256: string }];
      const bytes = await readFile(source.files.pathOf(sha256));
      await rm(source.files.pathOf(sha256));
      try {
        await expect(backup(join(dir, 'lost.tar'))).rejects.toThrow(sha256);
        const { lostFiles } = await backup(join(dir, 'lost.tar'), source, true);
        expect(lostFiles).toEqual([sha256]);
        const into = await target();
        await restore(join(dir, 'lost.tar'), into);
        expect(await into.files.sizeOf(sha256)).toBeUndefined();
      } finally {
        await writeFile(source.files.pathOf(sha256), bytes);
      }
    });

    it('leaves out no table that another one needs', async () => {
      const needed = await query(
        source.databaseUrl,
        `select conrelid::regclass::text as "table", confrelid::regclass::text as needs from pg_constraint where contype = 'f'`,
      );
      expect(
        needed.filter(({ table, needs }) => leftOut.has(String(needs)) && !leftOut.has(String(table))),
      ).toEqual([]);
      const known = await query(
        source.databaseUrl,
        `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
      );
      expect(known.map(({ relname }) => relname)).toEqual(expect.arrayContaining([...leftOut]));
    });

    it('of an older program comes back under the present one, migrated on', async () => {
      const old = await freshDatabase('template0');
      drops.push(() => old.drop());
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
      const { migrations } = await backup(join(dir, 'old.tar'), place(old.url, dir));
      expect(migrations).not.toContain(last);
      const into = await target();
      await restore(join(dir, 'old.tar'), into);
      expect(
        (await query(into.databaseUrl, 'select name from schema_migration order by id')).map(
          ({ name }) => name,
        ),
      ).toEqual(migrationNames);
      expect(await query(into.databaseUrl, 'select marker from party')).toEqual([{ marker: 'HN' }]);
      expect(await schemaOf(into.databaseUrl)).toEqual(await schemaOf(program.database.url));
    });
  });
});

/** What can be read, and by whom: lists, details, timelines, files, figures as of several days, ledger, notes, pages. */
async function readPaths(ask: Ask): Promise<[string, string][]> {
  const reader = 'coordinator@hanoi';
  const base = '/api/v1/agreements/2016-tb-tu';
  const { json } = await ask(reader, 'GET', `${base}/commitments?limit=100`);
  const ids: number[] = json.items.map(({ id }: { id: number }) => id);
  const details = ids.flatMap((id) =>
    ['', '/events', '/evidence'].map((part) => `/api/v1/commitments/${id}${part}`),
  );
  const evidence: string[] = [];
  for (const id of ids) {
    const { json: list } = await ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}/evidence`);
    evidence.push(...list.items.map((item: { id: number }) => `/api/v1/evidence/${item.id}`));
  }
  const days = ['2019-07-01', '2019-09-15', '2019-10-31', '2019-11-20', '2020-01-15'];
  const figures = days.flatMap((day) => [
    `${base}/dashboard?asOf=${day}`,
    `${base}/commitments?asOf=${day}&sort=-percent`,
  ]);
  const others = [
    '/api/v1/agreements',
    base,
    `${base}/commitments?limit=100`,
    `/api/v1/commitments/${ids[10]}/notes`,
  ];
  const pages = ['tong-quan', 'cam-ket', 'thong-bao', 'cam-ket/4.02'].map((page) => `/2016-tb-tu/${page}`);
  return [
    ...[...details, ...figures, ...others, ...pages].map((path): [string, string] => [reader, path]),
    ...evidence.map((path): [string, string] => ['auditor@tracker', path]),
    ...['sent', 'skipped', 'failed'].map((status): [string, string] => [
      'auditor@tracker',
      `/api/v1/reminders?limit=100&status=${status}`,
    ]),
    ...ids.map((id): [string, string] => [reader, `/api/v1/commitments/${id}/notes`]),
  ];
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A hash of every table. */
async function contentOf(url: FreshDatabase['url']): Promise<unknown> {
  const tables = await query(
    url,
    `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const parts = tables.map(
    ({ relname }) =>
      `select '${relname}' as "table", count(*)::integer as rows, md5(string_agg(t::text, e'\\n' order by t::text)) as content from public.${relname} t`,
  );
  return query(url, parts.join(' union all '));
}

async function schemaOf(url: string): Promise<unknown> {
  return query(
    url,
    `select concat_ws(' ', tgrelid::regclass, tgname, tgenabled, pg_get_triggerdef(oid)) as made from pg_trigger where not tgisinternal
     union all select concat_ws(' ', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
     union all select indexdef from pg_indexes where schemaname = 'public'
     union all select pg_get_functiondef(p.oid) from pg_proc p where pronamespace = 'public'::regnamespace and prokind = 'f'
       and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     union all select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) from information_schema.columns where table_schema = 'public'
     order by 1`,
  );
}

async function filesOf(folder: string): Promise<string[]> {
  const found = await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true });
  return found
    .filter((each) => each.isFile())
    .map(({ name }) => name)
    .sort();
}

async function brokenLink(url: string): Promise<unknown> {
  const [row] = await query(
    url,
    `select c.seq from audit_chain c left join audit_entry e on e.id = c.entry_id
     where e.id is null or c.hash <> sha256(c.previous || convert_to(audit_text(c.seq, e), 'UTF8')) limit 1`,
  );
  return row;
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
