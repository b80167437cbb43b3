import { sql } from 'kysely';

/** Where the audit log ended when a mail's day was run: its last entry, and the hash that seals all before it. */
export interface AuditWitness {
  entry: number;
  /** Hexadecimal. */
  hash: string;
}

/** The header of a mail in which it stands, as `1234 9f86d0…`. */
export const WITNESS_HEADER = 'X-Audit-Head';

export const witnessText = ({ entry, hash }: AuditWitness) => `${entry} ${hash}`;

/** As JSON; null while the log is empty. */
export const presentWitness = sql<AuditWitness | null>`
  (select jsonb_build_object('entry', seq, 'hash', encode(hash, 'hex')) from audit_chain order by seq desc limit 1)`;
