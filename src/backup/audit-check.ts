import type { Client } from 'pg';
import { sealAudit } from '../audit/audit-sealing.js';
import { verifyWithin } from '../audit/audit-verification.js';
import { appendAudit } from '../audit/audit.js';
import { BackupError } from './backup-error.js';
import type { Manifest } from './manifest.js';
import { onClient } from './on-client.js';
import { auditHead as headOf } from './snapshot.js';

/** So that the head of a backup tells of all that was done before. A schema of an older program has no entry without its link. */
export async function waitForSeal(client: Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('public.audit_unsealed') is not null as there`,
  );
  if (rows[0]!.there) await sealAudit(onClient(client));
}

/**
 * The log, recomputed from its data as `audit verify` does it, ends where the archive says, and its guards are on.
 * @throws BackupError that names the first broken row
 */
export async function mustBeWholeLog(client: Client, { auditHead }: Manifest): Promise<void> {
  const { faults } = await verifyWithin(onClient(client), auditHead ?? undefined);
  if (faults[0]) throw new BackupError(`The audit log is broken: ${faults[0].words}. Nothing was kept.`);
}

/**
 * That the log, from here on, goes on from a backup: directly after what the backup has, with what was written in the last second before it and had
 * no link yet. In the client's transaction.
 */
export async function enterRestoration(client: Client, manifest: Manifest, at: Date): Promise<void> {
  const em = onClient(client);
  await sealAudit(em);
  const { takenAt, version } = manifest;
  const data = { takenAt, version, seq: (await headOf(client))?.seq ?? 0 };
  await appendAudit(em, { kind: 'backup.restored', at, actor: null, data });
  await sealAudit(em);
}
