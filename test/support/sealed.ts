import type { EntityManager } from '@mikro-orm/postgresql';
import { appendAudit, type AuditEntry } from '../../src/audit/audit.js';
import { sealAudit } from '../../src/audit/audit-sealing.js';
import { query } from './query.js';

/** For tests that read the chain itself: what was committed up to now has its link then. */
export async function sealed(databaseUrl: string): Promise<void> {
  await query(databaseUrl, 'select seal_audit(1000000, true)');
}

export async function appendSealed(em: EntityManager, ...entries: AuditEntry[]): Promise<void> {
  await em.fork().transactional((within) => appendAudit(within, ...entries));
  await sealAudit(em.fork());
}
