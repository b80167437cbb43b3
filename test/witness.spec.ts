import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { join } from 'node:path';
import { witnessOf } from '../src/audit-log/mail-witness.js';
import { verifyAudit } from '../src/audit/audit-verification.js';
import { checkWitness } from '../src/audit/witness-check.js';
import { restoreBackup } from '../src/backup/restore-backup.js';
import { takeBackup, type Place } from '../src/backup/take-backup.js';
import { ormOptions } from '../src/platform/database.js';
import { FileStore } from '../src/platform/storage/file-store.js';
import { freshDatabase } from './support/database.js';
import { RouteWorld } from './support/route-world.js';
import type { ReceivedMail } from './support/smtp.js';

jest.setTimeout(90_000);

/** The chain from some row on with every hash computed anew, as the database itself would. */
const rechain = `
  with recursive made as (
    select c.seq, c.previous, sha256(c.previous || convert_to(audit_text(c.seq, e), 'UTF8')) as hash
    from audit_chain c join audit_entry e on e.id = c.entry_id where c.seq = 1
    union all
    select c.seq, m.hash, sha256(m.hash || convert_to(audit_text(c.seq, e), 'UTF8'))
    from made m join audit_chain c on c.seq = m.seq + 1 join audit_entry e on e.id = c.entry_id
  ) update audit_chain c set previous = m.previous, hash = m.hash from made m where m.seq = c.seq`;

describe('a mail of reminders, kept', () => {
  let world: RouteWorld;
  let archive: string;
  const quiet = () => {};
  const place = (databaseUrl: string): Place => ({
    databaseUrl,
    files: new FileStore(join(world.program.folder, 'files')),
    clockFile: null,
  });
  const mailsOf = (day: string) => world.program.smtp.mails.filter(({ text }) => text?.includes(day));
  const headerOf = (mail: ReceivedMail) => String(mail.headers.get('x-audit-head'));
  const moveTo = async (date: string) => {
    const { status } = await world.ask('admin@tracker', 'PUT', '/api/v1/demo/clock', { date });
    expect(status).toBe(200);
  };

  beforeAll(async () => {
    world = await RouteWorld.startAlone({ works: true });
    archive = join(world.program.folder, 'backup.tar');
    await takeBackup(place(world.program.database.url), archive, {
      version: '0.1.0',
      now: new Date(),
      tell: quiet,
    });
    await moveTo('2019-11-22');
  });
  afterAll(() => world?.stop());

  it('names, in header and foot, where the log ended as its day was run: the same for all mails of a day', async () => {
    const mails = mailsOf('22/11/2019');
    expect(mails.length).toBeGreaterThan(1);
    expect(new Set(mails.map(headerOf)).size).toBe(1);
    const { audit_head: head } = (
      await world.run<{ audit_head: { entry: number; hash: string; at: string } }>(
        `select audit_head from reminder_run where day = '2019-11-22'`,
      )
    )[0]!;
    expect(headerOf(mails[0]!)).toBe(`${head.entry} ${head.hash}`);
    for (const { text, html } of mails)
      for (const body of [text, html]) expect(body).toContain(`${head.entry} ${head.hash} ${head.at}`);
    const { started_at: since } = (
      await world.run<{ started_at: Date }>('select min(recorded_at) as started_at from audit_entry')
    )[0]!;
    expect(new Date(head.at).getTime()).toBeGreaterThan(since.getTime() - 1000);
    expect(new Date(head.at).getTime()).toBeLessThanOrEqual(Date.now());
    expect(
      await world.value(`select encode(hash, 'hex') from audit_chain where seq = $1`, [head.entry]),
    ).toBe(head.hash);
  });

  it('names the same when it is sent again on a later day', async () => {
    const before = headerOf(mailsOf('22/11/2019')[0]!);
    await world.run(`update reminder set status = 'failed', sent_at = null where day = '2019-11-22'`);
    await world.run(`update digest set status = 'failed', sent_at = null where day = '2019-11-22'`);
    const id = await world.value(
      `select id::integer from digest where day = '2019-11-22' order by id limit 1`,
    );
    const known = world.program.smtp.mails.length;
    expect((await world.ask('admin@tracker', 'POST', `/api/v1/digests/${id}/resend`)).status).toBe(201);
    expect(world.program.smtp.mails.slice(known).map(headerOf)).toEqual([before]);
  });

  it('is read from the whole message, from a line of it, and from its foot however it was broken', () => {
    const [mail] = mailsOf('22/11/2019');
    const [entry, hash] = headerOf(mail!).split(' ') as [string, string];
    const [at] = /\d{4}-\d\d-\d\dT[\d:]{8}Z/.exec(mail!.text!)!;
    const noted = { entry: Number(entry), hash };
    expect(witnessOf(mail!.raw)).toEqual({ ...noted, sentAt: mail!.date });
    for (const text of [
      `X-Audit-Head: ${entry} ${hash}`,
      `X-Audit-Head: ${entry}\r\n ${hash}`,
      `${entry}:${hash}`,
      `Dòng cuối: ${entry} ${hash.slice(0, 20)}\n  ${hash.slice(20)}. Giữ thư.`,
      `nh=E1=BA=ADt: ${entry} ${hash.slice(0, 20)}=\r\n${hash.slice(20)}`,
    ])
      expect(witnessOf(text)).toEqual({ ...noted, sentAt: null });
    for (const text of [
      mail!.text!,
      `X-Audit-Head: ${entry} ${hash} ${at}`,
      `Dòng cuối: ${entry} ${hash.slice(0, 20)}\n  ${hash.slice(20)}\n ${at.slice(0, 8)}=\r\n${at.slice(8)}. Giữ thư.`,
    ])
      expect(witnessOf(text)).toEqual({ ...noted, sentAt: new Date(at) });
    for (const text of ['', 'Kính gửi', `${entry} ${hash.slice(1)}`, `${entry} ${hash}0`])
      expect(witnessOf(text)).toBeNull();
  });

  it('matches the log it came from, on the page of auditors and administrators', async () => {
    const text = mailsOf('22/11/2019')[0]!.raw;
    const checked = async (who: string, sent: string) => {
      const { statusCode, body } = await (
        await world.session(who)
      ).post('/nhat-ky/doi-chieu-thu', { text: sent });
      return [statusCode, body];
    };
    for (const who of ['auditor@tracker', 'admin@tracker'])
      expect(await checked(who, text)).toEqual([200, expect.stringContaining('Khớp: nhật ký')]);
    expect(await checked('auditor@tracker', 'Kính gửi')).toEqual([
      422,
      expect.stringContaining('Không thấy số và mã băm'),
    ]);
  });

  it('finds itself lost by a restore and not by forgery, after an older backup was put back', async () => {
    const witness = witnessOf(mailsOf('22/11/2019')[0]!.raw)!;
    const target = await freshDatabase('template0');
    await restoreBackup(place(target.url), archive, { at: new Date(), tell: quiet });
    const orm = await MikroORM.init(ormOptions(target.url, []));
    try {
      const verdict = await checkWitness(orm.em, witness);
      expect(verdict).toMatchObject({ found: 'restored' });
      const { lastEntry } = (verdict as { restoration: { lastEntry: number } }).restoration;
      expect(witness.entry).toBeGreaterThan(lastEntry);
      // What was noted before the backup is still there.
      const { rows } = await verifyAudit(orm.em);
      expect(rows).toBe(lastEntry + 1);
      // A mail that was sent after the restore cannot have been lost by it.
      const later = new Date(Date.now() + 86_400_000);
      expect(await checkWitness(orm.em, { ...witness, sentAt: later })).toMatchObject({ found: 'cut_off' });
      // Of the line alone it is known when it was noted; without that, nothing is said, for either could be so.
      const [head] = /\d+ [0-9a-f]{64} \S+Z/.exec(mailsOf('22/11/2019')[0]!.text!)!;
      expect(await checkWitness(orm.em, witnessOf(head)!)).toMatchObject({ found: 'restored' });
      const old = head.split(' ').slice(0, 2).join(' ');
      expect(await checkWitness(orm.em, witnessOf(old)!)).toMatchObject({ found: 'undated' });
      const after = `${old} ${later.toISOString().slice(0, 19)}Z`;
      expect(await checkWitness(orm.em, witnessOf(after)!)).toMatchObject({ found: 'cut_off' });
    } finally {
      await orm.close(true);
      await target.drop();
    }
  });

  describe('while the owner of the database rewrites the log', () => {
    let orm: MikroORM;
    beforeAll(async () => {
      orm = await MikroORM.init(ormOptions(world.program.database.url, []));
    });
    afterAll(() => orm?.close(true));
    const check = () => checkWitness(orm.em, witnessOf(mailsOf('22/11/2019')[0]!.raw)!);
    const tamper = async (...statements: string[]) => {
      for (const table of ['audit_entry', 'audit_chain'])
        await world.run(`alter table ${table} disable trigger user`);
      for (const statement of statements) await world.run(statement);
      for (const table of ['audit_entry', 'audit_chain'])
        await world.run(`alter table ${table} enable trigger user`);
    };

    it('exposes a chain computed anew from its first entry, which by itself looks whole', async () => {
      expect(await check()).toEqual({ found: 'contained', recomputed: true, guards: 0 });
      await tamper(
        `update audit_entry set subject = '9.99' where id = (select min(id) from audit_entry)`,
        rechain,
      );
      expect((await verifyAudit(orm.em)).faults).toEqual([]);
      expect(await check()).toEqual({ found: 'rewritten' });
    });

    it('is not talked out of it by a restoration that was made up', async () => {
      const entry = witnessOf(mailsOf('22/11/2019')[0]!.raw)!.entry;
      const isAt = `id = (select entry_id from audit_chain where seq = ${entry - 1})`;
      const data = `'{"takenAt": "2019-11-20T00:00:00Z", "version": "0.1.0", "seq": ${entry - 2}}'`;
      await tamper(`update audit_entry set kind = 'backup.restored', data = ${data} where ${isAt}`, rechain);
      // It is dated before the mail.
      await tamper(`update audit_entry set recorded_at = '2019-11-20T01:00:00Z' where ${isAt}`, rechain);
      expect(await check()).toEqual({ found: 'rewritten' });
      // Or else what follows it was recorded before it.
      await tamper(`update audit_entry set recorded_at = now() + interval '1 hour' where ${isAt}`, rechain);
      expect((await verifyAudit(orm.em)).faults).toEqual([]);
      expect(await check()).toEqual({ found: 'rewritten' });
    });

    it('says where an entry was changed and nothing computed anew, and where the end was cut off', async () => {
      const entry = 50;
      const head = await world.value<string>(`select encode(hash, 'hex') from audit_chain where seq = $1`, [
        entry,
      ]);
      const noted = { entry, hash: head, sentAt: null };
      await tamper(
        `update audit_entry set subject = '8.88' where id = (select entry_id from audit_chain where seq = 2)`,
      );
      expect(await checkWitness(orm.em, noted)).toMatchObject({ found: 'broken', entry: 2 });
      await tamper(`delete from audit_chain where seq >= ${entry}`);
      expect(await checkWitness(orm.em, noted)).toEqual({ found: 'cut_off', lastEntry: entry - 1 });
    });
  });
});
