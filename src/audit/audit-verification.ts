import { IsolationLevel } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { hashedText } from './audit-chain.sql.js';
import { onOneLine, type AuditFault } from './audit-faults.js';
import { NOTHING_BEFORE, sealOf } from './audit-seal.js';
import { sealAudit } from './audit-sealing.js';
import { checkGuards } from './guards/audit-guards.js';

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
  /**
   * The first broken row of the chain, the first entry without a place, a head that is not there, and all that the guards
   * lack or have too much. Where something stands in the place of the log's tables, the chain is not read at all.
   */
  faults: AuditFault[];
}

const BATCH = 1_000;

/**
 * Waits for the seal of all that was written before. Then recomputes the chain from the data, in batches and on one state of the database, however
 * much is written meanwhile.
 * @param noted a head that an earlier verification printed: without one, a log whose last rows were cut off looks whole
 */
export async function verifyAudit(em: EntityManager, noted?: AuditHead): Promise<AuditReport> {
  // A log that cannot be sealed is looked at all the same, and all the more.
  const refusal = await sealAudit(em.fork()).then(
    () => null,
    (error: Error) => error.message,
  );
  return onOneState(em, (within) => amongOwnNames(within, () => verify(within, noted, refusal)));
}

/** Reads in a transaction that sees one state of the database, however much is written meanwhile. */
export function onOneState<Result>(
  em: EntityManager,
  act: (em: EntityManager) => Promise<Result>,
): Promise<Result> {
  return em.fork().transactional(act, { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true });
}

/**
 * The same in the transaction that `em` is in: of what is about to be kept, sealed or not. While it lasts no name reaches anything but
 * what PostgreSQL itself brings: no function or operator that somebody put beside it, no table but by its schema.
 */
export function verifyWithin(em: EntityManager, noted?: AuditHead): Promise<AuditReport> {
  return amongOwnNames(em, () => verify(em, noted));
}

export async function amongOwnNames<Result>(em: EntityManager, act: () => Promise<Result>): Promise<Result> {
  const path = await searchOnly(em, 'pg_catalog, pg_temp');
  const result = await act();
  await searchOnly(em, path);
  return result;
}

/** @param refusal why the log could not be sealed */
async function verify(
  em: EntityManager,
  noted?: AuditHead,
  refusal: string | null = null,
): Promise<AuditReport> {
  const guards = await checkGuards(em);
  if (!guards.readable) return { rows: 0, head: null, faults: guards.faults };
  const { rows, head, fault } = await verifyChain(em);
  const lost = noted && fault === null ? await lostHead(em, noted, head) : null;
  const others = [
    fault,
    await entryWithout('unlinked', 'has no place in the chain', em, false),
    refusal === null
      ? null
      : await entryWithout('unsealed', `cannot be sealed: ${onOneLine(refusal)}`, em, true),
    lost,
  ].filter((each) => each !== null);
  return { rows, head, faults: [...others, ...guards.faults] };
}

/** @returns the search path as it was; PostgreSQL undoes it with the transaction, too */
async function searchOnly(em: EntityManager, path: string): Promise<string> {
  const db = em.getKysely();
  const { rows } = await sql<{
    path: string;
  }>`select pg_catalog.current_setting('search_path') as path`.execute(db);
  await sql`select pg_catalog.set_config('search_path', ${path}, true)`.execute(db);
  return rows[0]!.path;
}

/** @param upTo the last row that is looked at; without it, all are */
export async function verifyChain(em: EntityManager, upTo = Infinity) {
  let head: AuditHead | null = null;
  for (let rows = 0; ;) {
    const links: Link[] = rows < upTo ? await nextLinks(em, head) : [];
    if (links.length === 0) return { rows, head, fault: null };
    for (const link of links) {
      const fault = faultOf(link, head);
      if (fault) return { rows, head, fault };
      head = { seq: link.seq, hash: link.hash };
      rows += 1;
    }
  }
}

interface Link {
  seq: number;
  entryId: number;
  /** Hexadecimal, as the hash. */
  previous: string;
  hash: string;
  /** Made by PostgreSQL from the columns of its entry; null where the entry is missing. */
  text: string | null;
}

async function nextLinks(em: EntityManager, head: AuditHead | null): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select c.seq::float8 as seq, c.entry_id::float8 as "entryId", encode(c.previous, 'hex') as previous, encode(c.hash, 'hex') as hash,
      case when e.id is not null then ${hashedText} end as text
    from only public.audit_chain c left join only public.audit_entry e on e.id = c.entry_id
    where c.seq > ${head?.seq ?? 0} order by c.seq limit ${BATCH}`.execute(em.getKysely());
  return rows;
}

/** @param head the link before, found whole */
function faultOf({ seq, entryId, previous, hash, text }: Link, head: AuditHead | null): AuditFault | null {
  const fault = (kind: AuditFault['kind'], words: string) => ({
    kind,
    seq,
    entryId,
    words: `row ${seq} ${words}`,
  });
  if (seq !== (head?.seq ?? 0) + 1)
    return fault('gap', 'does not follow the row before it: rows between them are missing');
  if (previous !== (head?.hash ?? NOTHING_BEFORE))
    return fault(
      'link',
      `(entry ${entryId}) is not linked to the row before it: an earlier row was changed or replaced`,
    );
  if (text === null) return fault('missing', `has no entry: entry ${entryId} is missing`);
  if (sealOf(previous, [text]) !== hash)
    return fault(
      'content',
      `(entry ${entryId}) does not have the content that was hashed: it, or its hash, was changed`,
    );
  return null;
}

/**
 * An entry that no link counts in. One that does not wait for a link was written while the triggers were switched off, or cut out of the chain; one
 * that waits was written after the seal, where that has not failed.
 */
async function entryWithout(
  kind: AuditFault['kind'],
  why: string,
  em: EntityManager,
  waits: boolean,
): Promise<AuditFault | null> {
  const { rows } = await sql<{ first: number; count: number }>`
    select min(id)::float8 as first, count(*)::integer as count from only public.audit_entry e
    where not exists (select 1 from only public.audit_chain c where c.entry_id = e.id)
      and exists (select 1 from only public.audit_unsealed u where u.entry_id = e.id) = ${waits}
    having count(*) > 0`.execute(em.getKysely());
  if (!rows[0]) return null;
  const { first, count } = rows[0];
  return { kind, entryId: first, words: `entry ${first} ${why} (${count} in all)` };
}

async function lostHead(
  em: EntityManager,
  noted: AuditHead,
  head: AuditHead | null,
): Promise<AuditFault | null> {
  const { rows } = await sql<{ hash: string }>`
    select encode(hash, 'hex') as hash from only public.audit_chain where seq = ${noted.seq}`.execute(
    em.getKysely(),
  );
  if (rows[0]?.hash === noted.hash) return null;
  const words =
    noted.seq > (head?.seq ?? 0)
      ? `row ${noted.seq}, noted earlier, is missing: the log ends at ${head?.seq ?? 0}; its end was cut off`
      : `row ${noted.seq} does not have the hash noted earlier: the log was rewritten`;
  return { kind: 'head', seq: noted.seq, words };
}
