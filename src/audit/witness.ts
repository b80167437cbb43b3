import { sql } from 'kysely';

/** Where the audit log ended when a mail's day was run: its last entry, and the hash that seals all before it. */
export interface AuditWitness {
  entry: number;
  /** Hexadecimal. */
  hash: string;
  /** When that was so, by the clock of the database, to the second in UTC; runs of older versions did not note it. */
  at?: string;
}

/** The header of a mail in which it stands, as `1234 9f86d0…`; the date of the mail is in another. */
export const WITNESS_HEADER = 'X-Audit-Head';
export const witnessHeader = ({ entry, hash }: AuditWitness) => `${entry} ${hash}`;

/** The last line of a mail, as `1234 9f86d0… 2026-11-29T01:00:00Z`: it says by itself when the log was so. */
export const witnessText = ({ at, ...head }: AuditWitness) => `${witnessHeader(head)}${at ? ` ${at}` : ''}`;

/** As JSON; null while the log is empty. */
export const presentWitness = sql<AuditWitness | null>`
  (select jsonb_build_object('entry', seq, 'hash', encode(hash, 'hex'),
    'at', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) from audit_chain order by seq desc limit 1)`;
