import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { holds, mustStand, type Standing } from '../platform/standing.js';
import { SignedOutMeanwhile } from '../platform/errors.js';
import type { BilingualText } from '../platform/text.js';
import type { AuditKind } from './audit-kinds.js';

/** Who did it. The name is kept as it was then: accounts are renamed and move. */
export interface AuditActor {
  userId: number | null;
  name: BilingualText;
  role: string;
  partyId: number | null;
  /** Whoever did it in that account's place. */
  standIn?: { userId: number; name: BilingualText };
  illustrative?: boolean;
  /** Null where neither session nor token is behind it. */
  standing: Standing | null;
}

export interface AuditEntry {
  kind: AuditKind;
  at: Date;
  /** Null where no account acted: the command line, an unknown visitor. */
  actor: AuditActor | null;
  agreementId?: number | null;
  /** What it was done to, as people name it: "3.06", an account's address, a body's code. */
  subject?: string | null;
  /** Facts, small and for every auditor's eyes: no free text of one side, no secret, no password. */
  data?: Record<string, unknown>;
}

/**
 * Appends to the audit log, in the transaction that `em` is in: what is taken back leaves no entry, what stands has one.
 * It gets its link within a second after the commit (audit-sealing.ts). Only who is still signed in has an entry written, and since
 * every change has one, nobody else changes anything.
 * @throws SignedOutMeanwhile, MovedMeanwhile: the transaction is to be taken back
 */
export async function appendAudit(em: EntityManager, ...entries: AuditEntry[]): Promise<void> {
  const actors = new Set(entries.map(({ actor }) => actor));
  const allStand = sql.join([sql`true`, ...[...actors].map((actor) => holds(em, actor))], sql` and `);
  const { rows } = await sql`
    insert into audit_entry (at, kind, actor_id, actor, party_id, agreement_id, subject, data, illustrative)
    select at, kind, actor_id, actor, party_id, agreement_id, subject, data, illustrative
    from jsonb_to_recordset(${JSON.stringify(entries.map(rowOf))}::jsonb) as e (at timestamptz, kind text, actor_id integer, actor jsonb,
      party_id integer, agreement_id integer, subject text, data jsonb, illustrative boolean)
    where ${allStand} returning 1`.execute(em.getKysely());
  if (rows.length === entries.length) return;
  for (const actor of actors) await mustStand(em, actor);
  throw new SignedOutMeanwhile();
}

/** An entry as its row has it; for those who write it in a statement of their own. */
export function rowOf({ at, kind, actor, agreementId = null, subject = null, data = {} }: AuditEntry) {
  return {
    at,
    kind,
    actor_id: actor?.userId ?? null,
    actor: actor && namedIn(actor),
    party_id: actor?.partyId ?? null,
    agreement_id: agreementId,
    subject,
    data,
    illustrative: actor?.illustrative ?? false,
  };
}

/** Who did it, as an entry names them. */
export function namedIn({ name, role, standIn }: Pick<AuditActor, 'name' | 'role' | 'standIn'>) {
  return { name, role, ...(standIn && { standIn: { id: standIn.userId, name: standIn.name } }) };
}
