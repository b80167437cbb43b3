import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { amongOwnNames, onOneState, verifyChain } from './audit-verification.js';
import { checkGuards } from './guards/audit-guards.js';
import type { AuditWitness } from './witness.js';

export interface WitnessToCheck extends AuditWitness {
  /** When the mail was sent, or the log noted for it, where it says so: only what was restored after that can have lost the entry. */
  sentAt: Date | null;
}

/** A backup was put in the place of the log as it was. */
export interface Restoration {
  /** Its own entry in the log. */
  entry: number;
  restoredAt: string;
  /** When the backup was taken. */
  takenAt: string;
  /** The last entry that the backup had: all after it, up to the restoration, are lost. */
  lastEntry: number;
}

export type WitnessVerdict =
  /** The log has that entry with that hash. `recomputed`: whether every entry up to it was. `guards`: how many faults they have. */
  | { found: 'contained'; recomputed: boolean; guards: number }
  /** It does not, and says why: it goes on from a backup that is older than the mail. */
  | { found: 'restored'; restoration: Restoration }
  /** It does not, and a backup was restored once: whether before the mail or after it, the mail does not say. */
  | { found: 'undated'; restoration: Restoration }
  /** Another hash stands at that place: an entry up to it was changed, and the chain computed anew. */
  | { found: 'rewritten' }
  /** The log ends before. */
  | { found: 'cut_off'; lastEntry: number }
  /** The hash is there and does not fit what it seals. */
  | { found: 'broken'; entry: number | null; words: string };

/**
 * Whether the log still contains what a mail noted, on one state of the database.
 * @param most entries that are recomputed; of a longer log only whether the hash is there
 */
export function checkWitness(
  em: EntityManager,
  noted: WitnessToCheck,
  most = Infinity,
): Promise<WitnessVerdict> {
  return onOneState(em, (within) => amongOwnNames(within, () => verdictOn(within, noted, most)));
}

async function verdictOn(em: EntityManager, noted: WitnessToCheck, most: number): Promise<WitnessVerdict> {
  const guards = await checkGuards(em);
  if (!guards.readable) return { found: 'broken', entry: null, words: guards.faults[0]!.words };
  const { last, hash } = await placeOf(em, noted.entry);
  if (hash !== noted.hash) return reasonFor(em, noted, last);
  const recomputed = noted.entry <= most;
  const { fault } = recomputed ? await verifyChain(em, noted.entry) : { fault: null };
  if (fault && (fault.seq ?? 0) <= noted.entry)
    return { found: 'broken', entry: fault.seq ?? null, words: fault.words };
  return { found: 'contained', recomputed, guards: guards.faults.length };
}

async function placeOf(em: EntityManager, entry: number): Promise<{ last: number; hash: string | null }> {
  const { rows } = await sql<{ last: number; hash: string | null }>`
    select coalesce(max(seq), 0)::float8 as last,
      (select encode(hash, 'hex') from only public.audit_chain where seq = ${entry}) as hash
    from only public.audit_chain`.execute(em.getKysely());
  return rows[0]!;
}

async function reasonFor(em: EntityManager, noted: WitnessToCheck, last: number): Promise<WitnessVerdict> {
  const restoration = await restorationAfter(em, noted);
  if (restoration) return { found: noted.sentAt === null ? 'undated' : 'restored', restoration };
  return noted.entry > last ? { found: 'cut_off', lastEntry: last } : { found: 'rewritten' };
}

/**
 * The restoration by which the noted entry was lost. It is taken for one only where the log fits it: its entry follows the last
 * one of the backup, nothing after it was recorded before it, and the mail was sent before it. Whoever invents one to
 * explain away a rewritten log has to date it after the last mail that is kept, and all that follows it with it.
 */
async function restorationAfter(
  em: EntityManager,
  { entry, sentAt }: WitnessToCheck,
): Promise<Restoration | undefined> {
  const { rows } = await sql<Restoration>`
    select c.seq::float8 as entry, to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "restoredAt", e.data ->> 'takenAt' as "takenAt",
      (e.data ->> 'seq')::float8 as "lastEntry"
    from only public.audit_entry e join only public.audit_chain c on c.entry_id = e.id
    where e.kind = 'backup.restored' and c.seq <= ${entry} and e.data -> 'seq' = to_jsonb(c.seq - 1)
      and (${sentAt}::timestamptz is null or e.recorded_at >= ${sentAt}::timestamptz)
      and not exists (select 1 from only public.audit_entry later join only public.audit_chain l on l.entry_id = later.id
        where l.seq > c.seq and later.recorded_at < e.recorded_at)
    order by c.seq ${sentAt === null ? sql`desc` : sql``} limit 1`.execute(em.getKysely());
  return rows[0];
}
