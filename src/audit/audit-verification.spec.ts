import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { freshOrm } from '../../test/support/orm.js';
import { appendSealed } from '../../test/support/sealed.js';
import { appendAudit, type AuditEntry } from './audit.js';
import { sealAudit } from './audit-sealing.js';
import { readHead } from '../audit-log/audit.cli.js';
import { verifyAudit, type AuditReport } from './audit-verification.js';

const at = new Date('2019-11-20T02:00:00.123Z');
const actor = {
  userId: 7,
  name: { vi: 'Sở Công Thương', en: 'Industry' },
  role: 'liaison',
  partyId: 1,
  standing: null,
};
const entry = (subject: string): AuditEntry => ({
  kind: 'commitment.updated',
  at,
  actor,
  subject,
  data: { percent: 45, nested: { b: 1, a: ['ẩ', null, 1.5] } },
});

describe('the audit log', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  beforeAll(async () => {
    db = await freshOrm();
  });
  afterAll(() => db.close());
  beforeEach(() =>
    tamper(
      'alter table audit_chain drop constraint if exists audit_chain_entry_id_fkey',
      'truncate audit_chain, audit_entry, audit_unsealed restart identity',
      'alter table audit_chain add constraint audit_chain_entry_id_fkey foreign key (entry_id) references audit_entry',
    ),
  );

  const run = (statement: string) => sql.raw(statement).execute(db.em.fork().getKysely());
  const append = (...subjects: string[]) => appendSealed(db.em, ...subjects.map(entry));
  const verify = (noted?: Parameters<typeof verifyAudit>[1]) => verifyAudit(db.em, noted);
  /** As an owner of the tables can, who has switched off what stands in the way. */
  const tamper = async (...statements: string[]) => {
    const tables = ['audit_entry', 'audit_chain', 'audit_unsealed'];
    for (const table of tables) await run(`alter table ${table} disable trigger user`);
    for (const statement of statements) await run(statement);
    for (const table of tables) await run(`alter table ${table} enable trigger user`);
  };
  const rechain = (from: number) => `
    with recursive made as (
      select c.seq, c.entry_id, c.previous, sha256(c.previous || convert_to(audit_text(c.seq, e), 'UTF8')) as hash
      from audit_chain c join audit_entry e on e.id = c.entry_id where c.seq = ${from}
      union all
      select c.seq, c.entry_id, m.hash, sha256(m.hash || convert_to(audit_text(c.seq, e), 'UTF8'))
      from made m join audit_chain c on c.seq = m.seq + 1 join audit_entry e on e.id = c.entry_id
    ) update audit_chain c set previous = m.previous, hash = m.hash from made m where m.seq = c.seq`;
  const faults = ({ faults: found }: AuditReport) =>
    found.map(({ kind, seq, entryId }) => [kind, seq ?? entryId]);

  it('is linked by its index, however many entries one transaction appends to what was empty', async () => {
    const many = 300;
    const readWhole = async () => {
      const { rows } = await sql<{ rows: number }>`
        select seq_tup_read::integer as rows from pg_stat_user_tables where relname = 'audit_chain'`.execute(
        db.em.fork().getKysely(),
      );
      return rows[0]!.rows;
    };
    // PostgreSQL then knows that it is empty.
    await run('analyze audit_chain');
    const em = db.em.fork();
    await em.transactional(async (own) => {
      // The connection's first, so that its plans are made while there is nothing to read.
      await appendAudit(own, entry('0'));
      await sealAudit(own);
      await appendAudit(own, ...Array.from({ length: many }, (_, n) => entry(String(n))));
      await sealAudit(own);
      await sql`select pg_stat_force_next_flush()`.execute(own.getKysely());
    });
    await sql`select pg_stat_force_next_flush()`.execute(em.getKysely());
    expect(await readWhole()).toBeLessThan(10 * many);
    expect(await verify()).toMatchObject({ faults: [], rows: many + 1 });
  });

  describe('in the database', () => {
    it.each([
      ['changes of an entry', `update audit_entry set subject = '9.99'`, /append-only/],
      ['changes that change nothing', 'update audit_entry set subject = subject', /append-only/],
      ['removal of an entry', 'delete from audit_entry', /append-only/],
      ['emptying the entries', 'truncate audit_entry cascade', /append-only/],
      ['changes of a link', 'update audit_chain set hash = previous', /append-only/],
      ['removal of a link', 'delete from audit_chain', /append-only/],
      ['emptying the chain', 'truncate audit_chain', /append-only/],
      [
        'a link by hand',
        `insert into audit_chain select seq + 1, entry_id, hash, hash from audit_chain order by seq desc limit 1`,
        /written by the seal only/,
      ],
      ['changes of what waits for a link', 'update audit_unsealed set entry_id = 7', /append-only/],
      ['emptying what waits for a link', 'truncate audit_unsealed', /append-only/],
    ])('refuses %s, to the owner of the tables too', async (_, statement, refusal) => {
      await append('1.01', '1.02');
      await db.em.fork().transactional((em) => appendAudit(em, entry('1.03')));
      const { rows } = await sql<{ owner: boolean }>`
        select bool_and(tableowner = current_user) as owner from pg_tables where tablename like 'audit_%'`.execute(
        db.em.getKysely(),
      );
      expect(rows[0]!.owner).toBe(true);
      await expect(run(statement)).rejects.toThrow(refusal);
      expect(await verify()).toMatchObject({ rows: 3, faults: [] });
    });

    it('keeps nothing of a transaction that is taken back', async () => {
      await append('1.01');
      const failing = db.em.fork().transactional(async (em) => {
        await appendAudit(em, entry('1.02'));
        throw new Error('taken back');
      });
      await expect(failing).rejects.toThrow('taken back');
      await append('1.03');
      const { rows } = await sql<{ subject: string }>`
        select subject from audit_entry join audit_chain on entry_id = id order by seq`.execute(
        db.em.getKysely(),
      );
      expect(rows.map(({ subject }) => subject)).toEqual(['1.01', '1.03']);
      expect(await verify()).toMatchObject({ rows: 2, faults: [] });
    });
  });

  describe('verified', () => {
    it('is whole while it is empty', async () => {
      expect(await verify()).toEqual({ rows: 0, head: null, faults: [] });
    });

    it('tells its head, with which a later verification is compared', async () => {
      await append('1.01', '1.02');
      const { head } = await verify();
      await append('1.03');
      expect(await verify(readHead(`${head!.seq}:${head!.hash}`))).toMatchObject({ rows: 3, faults: [] });
      expect(() => readHead('3')).toThrow(/is not a head/);
    });

    it('finds an entry whose content was changed, whichever column', async () => {
      await append('1.01', '1.02', '1.03');
      const changes = [
        `at = at + interval '1 microsecond'`,
        `recorded_at = recorded_at - interval '1 hour'`,
        `kind = 'commitment.returned'`,
        'actor_id = 8',
        `actor = jsonb_set(actor, '{role}', '"leader"')`,
        'party_id = 2',
        'agreement_id = 1',
        `subject = '1.2'`,
        `data = data || '{"percent": 46}'`,
        'illustrative = true',
      ];
      const kept = 'create table kept as select * from audit_entry where id = 2';
      await run(kept);
      for (const change of changes) {
        await tamper(`update audit_entry set ${change} where id = 2`);
        expect([change, await verify().then(faults)]).toEqual([change, [['content', 2]]]);
        const columns =
          'at, recorded_at, kind, actor_id, actor, party_id, agreement_id, subject, data, illustrative';
        await tamper(`update audit_entry set (${columns}) = (select ${columns} from kept)  where id = 2`);
        expect(await verify().then(faults)).toEqual([]);
      }
    });

    it('finds a changed entry whose hash was made anew, by the row after it', async () => {
      await append('1.01', '1.02', '1.03');
      await tamper(
        `update audit_entry set subject = '9.99' where id = 2`,
        `update audit_chain c set hash = sha256(previous || convert_to(audit_text(seq, e), 'UTF8')) from audit_entry e where e.id = entry_id and seq = 2`,
      );
      expect(await verify()).toMatchObject({ rows: 2, faults: [{ kind: 'link', seq: 3, entryId: 3 }] });
    });

    it('finds a chain written anew from some row on, by the head noted before', async () => {
      await append('1.01', '1.02', '1.03');
      const { head } = await verify();
      await tamper(`update audit_entry set subject = '9.99' where id = 2`, rechain(2));
      expect(await verify().then(faults)).toEqual([]);
      expect(await verify(head!).then(faults)).toEqual([['head', 3]]);
    });

    it('finds a removed entry, with its link and without', async () => {
      await append('1.01', '1.02', '1.03');
      await tamper(
        'alter table audit_chain drop constraint audit_chain_entry_id_fkey',
        'delete from audit_entry where id = 2',
      );
      expect(await verify()).toMatchObject({
        rows: 1,
        head: { seq: 1 },
        faults: [
          { kind: 'missing', seq: 2 },
          { kind: 'guard', words: 'the constraint audit_chain_entry_id_fkey on audit_chain is missing' },
        ],
      });
      await tamper(
        'delete from audit_chain where seq = 2',
        'alter table audit_chain add constraint audit_chain_entry_id_fkey foreign key (entry_id) references audit_entry',
      );
      expect(await verify()).toMatchObject({ rows: 1, head: { seq: 1 }, faults: [{ kind: 'gap', seq: 3 }] });
    });

    it('finds that its beginning was cut off', async () => {
      await append('1.01', '1.02');
      await tamper('delete from audit_chain where seq = 1', 'delete from audit_entry where id = 1');
      expect(await verify()).toMatchObject({ rows: 0, head: null, faults: [{ kind: 'gap', seq: 2 }] });
    });

    it('finds that its end was cut off by a head noted before, and by nothing else', async () => {
      await append('1.01', '1.02');
      const { head } = await verify();
      await tamper('delete from audit_chain where seq = 2', 'delete from audit_entry where id = 2');
      expect(await verify()).toMatchObject({ rows: 1, faults: [] });
      expect(await verify(head!)).toMatchObject({ faults: [{ kind: 'head', seq: 2 }] });
    });

    it('finds an entry that was written while the triggers were switched off, and one cut out of the chain', async () => {
      await append('1.01', '1.02');
      await tamper(
        `insert into audit_entry (at, kind, subject) values (now(), 'commitment.completed', '1.01')`,
        'delete from audit_chain where seq = 2',
      );
      const { faults: found } = await verify();
      expect(found).toMatchObject([
        { kind: 'unlinked', entryId: 2, words: expect.stringContaining('2 in all') },
      ]);
    });

    it('finds a forged row that was linked by hand', async () => {
      await append('1.01', '1.02');
      await tamper(
        `insert into audit_entry (at, kind, subject) values (now(), 'commitment.completed', '1.01')`,
        `insert into audit_chain select c.seq + 1, (select max(id) from audit_entry), c.hash, sha256('forged') from audit_chain c where seq = 2`,
      );
      expect(await verify()).toMatchObject({ rows: 2, faults: [{ kind: 'content', seq: 3, entryId: 3 }] });
    });

    it('finds two entries that changed places', async () => {
      await append('1.01', '1.02', '1.03');
      await tamper(
        'alter table audit_chain drop constraint audit_chain_entry_id_fkey',
        'update audit_chain set entry_id = entry_id + 900 where seq > 1',
        'update audit_chain set entry_id = 905 - entry_id where seq > 1',
        'alter table audit_chain add constraint audit_chain_entry_id_fkey foreign key (entry_id) references audit_entry',
      );
      expect(await verify()).toMatchObject({ rows: 1, faults: [{ kind: 'content', seq: 2, entryId: 3 }] });
    });

    it('names the first broken row across batches, and reads a state of the database while more is written', async () => {
      await run(
        `insert into audit_entry (at, kind, subject) select now(), 'commitment.updated', n::text from generate_series(1, 25000) n`,
      );
      const [report] = await Promise.all([verify(), append('while verifying'), append('and again')]);
      expect(report.faults).toEqual([]);
      expect(report.rows).toBeGreaterThanOrEqual(25_000);
      await tamper(`update audit_entry set subject = 'x' where id in (10001, 20000)`);
      expect(await verify()).toMatchObject({
        rows: 10_000,
        head: { seq: 10_000 },
        faults: [{ kind: 'content', seq: 10_001 }],
      });
    });
  });
});
