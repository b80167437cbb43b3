import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import { connected } from '../../test/support/processes.js';
import { freshOrm } from '../../test/support/orm.js';
import { appendAudit, type AuditEntry } from './audit.js';
import { AuditSealer } from './audit-sealer.js';
import { sealAudit, sealInTurn } from './audit-sealing.js';
import { verifyAudit } from './audit-verification.js';

const entry = (subject: string): AuditEntry => ({
  kind: 'commitment.updated',
  at: new Date('2019-11-20T02:00:00.123Z'),
  actor: null,
  subject,
});

describe('the seal', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  beforeAll(async () => {
    db = await freshOrm();
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    const tables = ['audit_chain', 'audit_unsealed', 'audit_entry'];
    for (const table of tables) await run(`alter table ${table} disable trigger user`);
    await run(`truncate ${tables.join(', ')} restart identity`);
    for (const table of tables) await run(`alter table ${table} enable trigger user`);
  });

  const run = (statement: string) => sql.raw(statement).execute(db.em.fork().getKysely());
  const append = (...subjects: string[]) =>
    db.em.fork().transactional((em) => appendAudit(em, ...subjects.map(entry)));
  const seal = () => sealAudit(db.em.fork());
  const begun = async (subject: string): Promise<EntityManager> => {
    const em = db.em.fork();
    await em.begin();
    await appendAudit(em, entry(subject));
    return em;
  };
  const chain = async () => {
    const { rows } = await sql<{ subject: string }>`
      select subject from audit_chain join audit_entry on id = entry_id order by seq`.execute(
      db.em.fork().getKysely(),
    );
    return rows.map(({ subject }) => subject);
  };
  const waiting = async () => {
    const { rows } = await sql<{
      count: number;
    }>`select count(*)::integer as count from audit_unsealed`.execute(db.em.fork().getKysely());
    return rows[0]!.count;
  };

  it('gives each entry a link after its transaction, and none to one that was taken back', async () => {
    await append('1.01', '1.02');
    expect([await chain(), await waiting()]).toEqual([[], 2]);
    const undone = await begun('1.03');
    await undone.rollback();
    await append('1.04');
    await seal();
    expect([await chain(), await waiting()]).toEqual([['1.01', '1.02', '1.04'], 0]);
    expect(await verifyAudit(db.em)).toMatchObject({ rows: 3, faults: [] });
  });

  it('takes what is not sealed, never what comes after the last one: a transaction may stay open', async () => {
    const [first, second] = [await begun('began first'), await begun('began second')];
    await append('came between');
    await seal();
    await second.commit();
    await seal();
    expect(await chain()).toEqual(['came between', 'began second']);
    await first.commit();
    await append('came last');
    await seal();
    expect(await chain()).toEqual(['came between', 'began second', 'began first', 'came last']);
    expect(await verifyAudit(db.em)).toMatchObject({ rows: 4, faults: [] });
  });

  it('comes by itself, to a transaction that was open for five seconds as to those that came and went', async () => {
    const sealers = [new AuditSealer(db.em), new AuditSealer(db.em)];
    for (const sealer of sealers) sealer.start();
    const open = await begun('open for long');
    for (let n = 0; n < 50; n += 1) {
      await append(String(n));
      await pause(100);
    }
    await open.commit();
    while ((await waiting()) > 0) await pause(20);
    for (const sealer of sealers) await sealer.beforeApplicationShutdown();
    const found = await chain();
    expect(found).toHaveLength(51);
    expect(found.indexOf('open for long')).toBeGreaterThan(25);
    expect(await verifyAudit(db.em)).toMatchObject({ rows: 51, faults: [] });
  });

  it('leaves no entry out and none twice, however many write and seal at once', async () => {
    const writing = Array.from({ length: 40 }, (_, i) =>
      i % 5 === 0
        ? append(`${i}a`, `${i}b`)
        : db.em.fork().transactional(async (em) => {
            await appendAudit(em, entry(`${i}`));
            await sql`select pg_sleep(${Math.random() / 100})`.execute(em.getKysely());
          }),
    );
    const sealing = Array.from({ length: 20 }, (_, i) => (i % 2 ? seal() : sealInTurn(db.em.fork())));
    await Promise.all([...writing, ...sealing]);
    await seal();
    const found = await chain();
    expect([found.length, new Set(found).size]).toEqual([48, 48]);
    for (let i = 0; i < 40; i += 5) expect(found.indexOf(`${i}b`)).toBeGreaterThan(found.indexOf(`${i}a`));
    expect(await verifyAudit(db.em)).toMatchObject({ rows: 48, faults: [] });
  });

  it('takes more than one transaction holds, in the order in which it was written', async () => {
    await append(...Array.from({ length: 2_300 }, (_, n) => String(n)));
    await seal();
    expect(await chain()).toEqual(Array.from({ length: 2_300 }, (_, n) => String(n)));
  });

  it('leaves it to whoever is at it; who waits for the seal finds all sealed by him', async () => {
    await append('1.01');
    const other = db.em.fork();
    await other.begin();
    await sealAudit(other);
    await sealInTurn(db.em.fork());
    expect(await chain()).toEqual([]);
    const waited = seal();
    await other.commit();
    await waited;
    expect(await chain()).toEqual(['1.01']);
  });

  it('is whole or not at all where its process ends in the middle', async () => {
    await append('1.01', '1.02');
    const killed = await connected(String(db.orm.config.get('clientUrl')));
    await killed.query('begin');
    await killed.query('select seal_audit(1000, true)');
    const ended = new Promise((resolve) => killed.once('end', resolve));
    const { rows } = await killed.query<{ pid: number }>('select pg_backend_pid() as pid');
    await run(`select pg_terminate_backend(${rows[0]!.pid})`);
    await ended;
    expect([await chain(), await waiting()]).toEqual([[], 2]);
    await seal();
    expect(await chain()).toEqual(['1.01', '1.02']);
  });

  it('comes to who takes an entry away by hand, and passes over what is no entry or has its link', async () => {
    await append('1.01', '1.02');
    await run('delete from audit_unsealed where entry_id = 2');
    expect(await chain()).toEqual(['1.02']);
    await run('insert into audit_unsealed values (2), (900)');
    await seal();
    expect([await chain(), await waiting()]).toEqual([['1.02', '1.01'], 0]);
    expect(await verifyAudit(db.em)).toMatchObject({ rows: 2, faults: [] });
  });

  it('is the same that was made at the commit: heads noted before it was kept by a sealer still stand', async () => {
    await append('1.01', '1.02');
    await seal();
    const { rows } = await sql<{ same: boolean }>`
      select c.hash = sha256(c.previous || convert_to(audit_text(c.seq, e), 'UTF8'))
        and c.previous = coalesce(lag(c.hash) over (order by c.seq), decode(repeat('00', 32), 'hex')) as same
      from audit_chain c join audit_entry e on e.id = c.entry_id`.execute(db.em.fork().getKysely());
    expect(rows).toEqual([{ same: true }, { same: true }]);
  });
});
