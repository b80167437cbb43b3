import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** Entries of one transaction of the sealer: who waits for the seal waits for no more than these at a time. */
const AT_ONCE = 1_000;

/**
 * Waits for the seal: on return each entry that was committed before has its link, whoever made it. Costs one look where none is without. To be
 * called in no transaction, or in one that is alone with the log.
 * @throws where the database refuses to link, or another process has been at it for ten seconds
 */
export async function sealAudit(em: EntityManager): Promise<void> {
  while (await seal(em, true));
}

/** The same, but left to another process that is at it. */
export async function sealInTurn(em: EntityManager): Promise<void> {
  while (await seal(em, false));
}

/** @returns whether there may be more */
async function seal(em: EntityManager, waits: boolean): Promise<boolean> {
  // An entry goes from where it waits and into the chain in one transaction: where none waits, all have their links.
  const { rows } = await sql<{ more: boolean }>`
    select seal_audit(${AT_ONCE}::integer, ${waits}::boolean) as more where exists (select from audit_unsealed)`.execute(
    em.getKysely(),
  );
  return rows[0]?.more ?? false;
}

/** In seconds: an entry that has waited so long for its link says that no sealer gets to it. */
export const LATE_AFTER_S = 10;

/** How many seconds ago the oldest entry that has no link yet was written; null where each has one. */
export const oldestUnsealed = sql<
  number | null
>`(select extract(epoch from clock_timestamp() - min(e.recorded_at))::float8
  from audit_unsealed u join audit_entry e on e.id = u.entry_id)`;
