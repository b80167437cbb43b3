import type { EntityManager } from '@mikro-orm/postgresql';
import { Kysely, PostgresDialect } from 'kysely';
import type { Client, PoolClient } from 'pg';
import { verifyWithin } from '../audit/audit-verification.js';
import { appendAudit } from '../audit/audit.js';
import { BackupError } from './backup-error.js';
import type { Manifest } from './manifest.js';

/**
 * The log, recomputed from its data as `audit verify` does it, ends where the archive says, and its guards are on.
 * @throws BackupError that names the first broken row
 */
export async function mustBeWholeLog(client: Client, { auditHead }: Manifest): Promise<void> {
  const { faults } = await verifyWithin(within(client), auditHead ?? undefined);
  if (faults[0]) throw new BackupError(`The audit log is broken: ${faults[0].words}. Nothing was kept.`);
}

/** That the log, from here on, goes on from a backup. In the client's transaction. */
export async function enterRestoration(client: Client, manifest: Manifest, at: Date): Promise<void> {
  const { takenAt, version, auditHead } = manifest;
  const data = { takenAt, version, seq: auditHead?.seq ?? 0 };
  await appendAudit(within(client), { kind: 'backup.restored', at, actor: null, data });
}

/** What writes by an entity manager, on this one connection. */
function within(client: Client): EntityManager {
  const connection = { query: client.query.bind(client), release: () => {} } as unknown as PoolClient;
  const pool = { connect: async () => connection, end: async () => {}, options: {} };
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return { getKysely: () => db } as unknown as EntityManager;
}
