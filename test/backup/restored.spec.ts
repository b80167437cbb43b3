import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { ArchiveReader } from '../../src/backup/archive-reader.js';
import { leftOut } from '../../src/backup/left-out.js';
import type { Manifest } from '../../src/backup/manifest.js';
import { migrationNames } from '../../src/platform/migration-statements.js';
import { openApp } from '../support/app.js';
import { startDrill, type Ask, type Drill } from '../support/backup-drill.js';
import { contentOf, schemaOf } from '../support/database-state.js';
import { formWithFile, pdf } from '../support/multipart.js';
import { connected, until } from '../support/processes.js';
import { query } from '../support/query.js';

describe('backup and restore', () => {
  let drill: Drill;
  beforeAll(async () => {
    drill = await startDrill();
  }, 120_000);
  afterAll(() => drill?.stop());

  describe('with nobody at work', () => {
    let file: string;
    let manifest: Manifest;
    beforeAll(async () => {
      file = join(drill.dir, 'quiet.tar');
      manifest = await drill.backup(file);
    });

    it('answers every reader as before, from the new database and folder', async () => {
      const into = await drill.target();
      await drill.restore(file, into);
      const restored = await openApp(into.databaseUrl, into.folder);
      try {
        expect(restored.clock.today()).toBe(drill.program.clock.today());
        const paths = await readPaths(drill.program.ask);
        expect(paths.length).toBeGreaterThan(150);
        for (const [who, path] of paths) {
          const [before, after] = [
            await drill.program.ask(who, 'GET', path),
            await restored.ask(who, 'GET', path),
          ];
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
      const into = await drill.target();
      await drill.restore(file, into);
      const restored = await openApp(into.databaseUrl, into.folder);
      try {
        const id = await drill.idOf('4.02', restored.ask);
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

    it('seals what had no link as it was taken, before it says that the log goes on from there, and counts every step of revisions', async () => {
      const held = await connected(drill.program.database.url);
      await held.query(
        'begin; update agreement set revision = revision; lock table mail_pace in access exclusive mode',
      );
      const taking = drill.backup(join(drill.dir, 'unsealed.tar'));
      // It has waited for the seal by then, and its state is not fixed yet.
      await until(async () => {
        const waiting = `select 1 from pg_stat_activity where application_name = 'tracker backup' and wait_event_type = 'Lock'`;
        return (await query(drill.program.database.url, waiting)).length > 0;
      });
      await drill.attach('nongnghiep@hanoi', '4.02');
      await held.query('rollback');
      await held.end();
      const { auditHead } = await taking;
      const into = await drill.target();
      await drill.restore(join(drill.dir, 'unsealed.tar'), into);
      const later = await query(
        into.databaseUrl,
        `select e.kind, c.seq::integer as seq, e.data from audit_chain c join audit_entry e on e.id = c.entry_id where c.seq > $1 order by c.seq`,
        [auditHead!.seq],
      );
      expect(later.map(({ kind }) => kind)).toContain('commitment.evidence_added');
      const { seq, kind, data } = later.at(-1)!;
      expect([kind, data]).toEqual(['backup.restored', expect.objectContaining({ seq: Number(seq) - 1 })]);
      expect(await brokenLink(into.databaseUrl)).toBeUndefined();
      expect(await query(into.databaseUrl, 'select 1 from audit_unsealed')).toEqual([]);
      const revisions =
        'select (select sum(revision)::integer from agreement) as raised, (select count(*)::integer from revision_step) as steps';
      const [before, after] = await Promise.all(
        [drill.program.database.url, into.databaseUrl].map(async (url) => (await query(url, revisions))[0]),
      );
      expect(Number(before!.steps)).toBeGreaterThan(0);
      expect(after).toEqual({ raised: Number(before!.raised) + Number(before!.steps), steps: 0 });
    });

    it('guards what it guarded: triggers, constraints, indexes and functions are those that migrations make', async () => {
      const into = await drill.target();
      await drill.restore(file, into);
      expect(await schemaOf(into.databaseUrl)).toEqual(await schemaOf(drill.program.database.url));
      for (const table of ['audit_entry', 'audit_chain', 'commitment_event', 'progress_update', 'evidence'])
        await expect(query(into.databaseUrl, `delete from ${table}`)).rejects.toThrow('append-only');
    });

    it('lets nobody in who was let in before', async () => {
      const token = await drill.program.app.inject({
        method: 'POST',
        url: '/api/v1/sessions',
        payload: { email: 'admin@tracker.example', password: 'hop-tac-2019' },
      });
      await rm(join(drill.dir, 'tokens.tar'), { force: true });
      await drill.backup(join(drill.dir, 'tokens.tar'));
      const into = await drill.target();
      await drill.restore(join(drill.dir, 'tokens.tar'), into);
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
      const into = await drill.target();
      await drill.restore(file, into);
      const name = new URL(into.databaseUrl).pathname.slice(1);
      await query(into.databaseUrl, `update commitment set title = '{"vi": "khác", "en": "other"}'`);
      await expect(drill.restore(file, into)).rejects.toThrow(`--replace ${name}`);
      await expect(drill.restore(file, into, 'tracker')).rejects.toThrow(`called ${name}, not tracker`);
      expect(
        (await query(into.databaseUrl, 'select 1 from commitment where title @> \'{"en": "other"}\'')).length,
      ).toBeGreaterThan(0);
      await drill.restore(file, into, name);
      expect(
        await query(into.databaseUrl, 'select 1 from commitment where title @> \'{"en": "other"}\''),
      ).toEqual([]);
    });

    it('is refused while somebody else is connected', async () => {
      const into = await drill.target();
      const other = new Client({ connectionString: into.databaseUrl, application_name: 'tracker web' });
      await other.connect();
      await expect(drill.restore(file, into)).rejects.toThrow('tracker web');
      await other.end();
    });

    it('mends an evidence file that was damaged, and leaves a sound one alone', async () => {
      const into = await drill.target();
      await drill.restore(file, into);
      const hashes = await query(
        into.databaseUrl,
        'select distinct sha256 from evidence where sha256 is not null order by 1',
      );
      const [damaged, sound] = hashes.map(({ sha256 }) => into.files.pathOf(String(sha256)));
      await writeFile(damaged!, 'x');
      const before = await stat(sound!);
      await drill.restore(file, into, new URL(into.databaseUrl).pathname.slice(1));
      expect(await into.files.isSound(String(hashes[0]!.sha256))).toBe(true);
      expect((await stat(sound!)).ino).toBe(before.ino);
    });

    it('keeps the old state when it is killed in the middle', async () => {
      const into = await drill.target();
      await drill.restore(file, into);
      const name = new URL(into.databaseUrl).pathname.slice(1);
      await query(into.databaseUrl, `update app_user set name = '{"vi": "cũ", "en": "old"}'`);
      const before = await contentOf(into.databaseUrl);
      let killed = false;
      const killAt = (line: string) => {
        if (!line.startsWith('commitment:') || killed) return;
        killed = true;
        void query(
          drill.program.database.url,
          `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tracker restore' and datname = '${name}'`,
        );
      };
      await expect(drill.restore(file, into, name, killAt)).rejects.toThrow();
      expect(killed).toBe(true);
      expect(await contentOf(into.databaseUrl)).toEqual(before);
    });
  });

  describe('with writers at work', () => {
    it('is one state: all of it, whatever was written meanwhile', async () => {
      const file = join(drill.dir, 'busy.tar');
      const work = { isOver: false, written: 0 };
      const id = await drill.idOf('4.02');
      const confirm = async (who: string) => {
        for (let n = 0; !work.isOver; n++) {
          const { status } = await drill.program.ask(
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
          const evidenceId = await drill.attach(who, code);
          await drill.program.ask(who, 'DELETE', `/api/v1/evidence/${evidenceId}`);
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
      const { auditHead } = await drill.backup(file);
      const during = work.written - before;
      work.isOver = true;
      await working;
      expect(during).toBeGreaterThan(0);

      const into = await drill.target();
      await drill.restore(file, into);
      const own = `select c.seq, encode(c.hash, 'hex') as hash, e.kind from audit_chain c join audit_entry e on e.id = c.entry_id`;
      const upTo = `${own} where c.seq <= ${auditHead!.seq} order by c.seq`;
      expect(await query(into.databaseUrl, upTo)).toEqual(await query(drill.program.database.url, upTo));
      // What was written as the backup began had no link yet, and has it now.
      const later = await query(into.databaseUrl, `${own} where c.seq > ${auditHead!.seq} order by c.seq`);
      expect(later.at(-1)).toMatchObject({ kind: 'backup.restored' });
      expect(later.filter(({ kind }) => kind === 'backup.restored')).toHaveLength(1);
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
      for (const { sha256 } of await query(
        into.databaseUrl,
        'select sha256 from evidence where sha256 is not null',
      ))
        expect(await into.files.isSound(String(sha256))).toBe(true);
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
    const files = (list.items as { id: number; name: string | null }[]).filter(({ name }) => name !== null);
    evidence.push(...files.map((item) => `/api/v1/evidence/${item.id}`));
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

async function brokenLink(url: string): Promise<unknown> {
  const [row] = await query(
    url,
    `select c.seq from audit_chain c left join audit_entry e on e.id = c.entry_id
     where e.id is null or c.hash <> sha256(c.previous || convert_to(audit_text(c.seq, e), 'UTF8')) limit 1`,
  );
  return row;
}
