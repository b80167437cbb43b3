import { IsolationLevel } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { hashedText } from './audit-chain.sql.js';
import type { AuditFault } from './audit-faults.js';
import { missingGuards } from './audit-guards.js';

/** A place in the chain; what is noted elsewhere, to see later whether it still stands. */
export interface AuditHead {
  seq: number;
  /** Hexadecimal. */
  hash: string;
}

export interface AuditReport {
  /** Rows found whole, from the first on. */
  rows: number;
  /** The last of them; null where there is none. */
  head: AuditHead | null;
  /** The first broken row of the chain, the first entry without a place, guards that are gone, a head that is not there. */
  faults: AuditFault[];
}

const BATCH = 10_000;
const NOTHING_BEFORE = '00'.repeat(32);

/**
 * Recomputes the chain from the data, in batches and on one state of the database, however much is written meanwhile.
 * @param noted a head that an earlier verification printed: without one, a log whose last rows were cut off looks whole
 */
export function verifyAudit(em: EntityManager, noted?: AuditHead): Promise<AuditReport> {
  return em.fork().transactional((within) => verifyWithin(within, noted), {
    isolationLevel: IsolationLevel.REPEATABLE_READ,
    readOnly: true,
  });
}

/** The same in the transaction that `em` is in: of what is about to be kept. */
export async function verifyWithin(em: EntityManager, noted?: AuditHead): Promise<AuditReport> {
  const { rows, head, fault } = await verifyChain(em);
  const others = [await unlinkedEntry(em), ...(await missingGuards(em))];
  const lost = noted && fault === null ? await lostHead(em, noted, head) : null;
  return { rows, head, faults: [fault, ...others, lost].filter((each) => each !== null) };
}

async function verifyChain(em: EntityManager) {
  let head: AuditHead | null = null;
  let rows = 0;
  for (;;) {
    const batch: Batch = await nextBatch(em, head);
    if (batch.broken !== null) {
      const { before, ...broken } = batch.broken;
      return { rows: rows + broken.nth - 1, head: before ?? head, fault: faultOf(broken) };
    }
    if (batch.count === 0) return { rows, head, fault: null };
    rows += batch.count;
    head = batch.last;
  }
}

interface Broken {
  kind: 'gap' | 'link' | 'missing' | 'content';
  seq: number;
  entryId: number;
  /** In its batch. */
  nth: number;
}

interface Batch {
  count: number;
  last: AuditHead;
  broken: (Broken & { before: AuditHead | null }) | null;
}

/** One batch after `head`, judged in the database: only its end, or the first broken row, comes here. */
async function nextBatch(em: EntityManager, head: AuditHead | null): Promise<Batch> {
  const { rows } = await sql<Batch>`
    with batch as (
      select c.*, row_number() over chain as nth, lag(c.seq, 1, ${head?.seq ?? 0}::bigint) over chain as before_seq,
        lag(c.hash, 1, decode(${head?.hash ?? NOTHING_BEFORE}, 'hex')) over chain as before_hash
      from (select * from audit_chain where seq > ${head?.seq ?? 0} order by seq limit ${BATCH}) c window chain as (order by c.seq)
    ), judged as (
      select c.seq, c.hash, c.nth, c.entry_id, c.before_seq, c.before_hash, case
        when c.seq <> c.before_seq + 1 then 'gap' when c.previous <> c.before_hash then 'link' when e.id is null then 'missing'
        when sha256(c.before_hash || convert_to(${hashedText}, 'UTF8')) <> c.hash then 'content' end as kind
      from batch c left join audit_entry e on e.id = c.entry_id
    ), broken as (select * from judged where kind is not null order by seq limit 1)
    select (select count(*)::integer from judged) as count,
      (select jsonb_build_object('seq', seq, 'hash', encode(hash, 'hex')) from judged order by seq desc limit 1) as last,
      (select jsonb_build_object('kind', kind, 'seq', seq, 'entryId', entry_id, 'nth', nth, 'before', case when before_seq > 0
        then jsonb_build_object('seq', before_seq, 'hash', encode(before_hash, 'hex')) end) from broken) as broken`.execute(
    em.getKysely(),
  );
  return rows[0]!;
}

function faultOf({ kind, seq, entryId }: Broken): AuditFault {
  const words = {
    gap: `row ${seq} does not follow the row before it: rows between them are missing`,
    link: `row ${seq} (entry ${entryId}) is not linked to the row before it: a row before it was changed or exchanged`,
    missing: `row ${seq} has no entry: entry ${entryId} is missing`,
    content: `row ${seq} (entry ${entryId}) does not have the content that was hashed: it, or its hash, was changed`,
  }[kind];
  return { kind, seq, entryId, words };
}

/** An entry that no link counts in: written while the trigger that links was switched off, or cut out of the chain. */
async function unlinkedEntry(em: EntityManager): Promise<AuditFault | null> {
  const { rows } = await sql<{ first: number; count: number }>`
    select min(id)::float8 as first, count(*)::integer as count from audit_entry e
    where not exists (select 1 from audit_chain c where c.entry_id = e.id) having count(*) > 0`.execute(
    em.getKysely(),
  );
  if (!rows[0]) return null;
  const { first, count } = rows[0];
  const words = `entry ${first} has no place in the chain (${count} such in all)`;
  return { kind: 'unlinked', entryId: first, words };
}

async function lostHead(
  em: EntityManager,
  noted: AuditHead,
  head: AuditHead | null,
): Promise<AuditFault | null> {
  const { rows } =
    await sql`select 1 from audit_chain where seq = ${noted.seq} and encode(hash, 'hex') = ${noted.hash}`.execute(
      em.getKysely(),
    );
  if (rows.length > 0) return null;
  const words =
    noted.seq > (head?.seq ?? 0)
      ? `row ${noted.seq}, noted earlier, is missing: the log ends at ${head?.seq ?? 0}, its end was cut off`
      : `row ${noted.seq} has another hash than was noted earlier: the log was written anew`;
  return { kind: 'head', seq: noted.seq, words };
}
