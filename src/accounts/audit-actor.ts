import type { AuditActor } from '../audit/audit.js';
import type { User } from './user.entity.js';

/** An account as the audit log names who did something: signing in, before there is a viewer. */
export function auditActorOf({ id, name, role, partyId }: User): AuditActor {
  return { userId: id, name, role, partyId: partyId ?? null, standing: null };
}
