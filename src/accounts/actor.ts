import type { Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';
import type { AuditActor } from '../audit/audit.js';
import type { User } from './user.entity.js';
import type { Role, Viewer } from '../identity/viewer.js';

/** Who changes something: handed in as an argument, written into the event. */
export interface Actor {
  /** Null where no account acted: an import, illustrative history. */
  userId: number | null;
  name: BilingualText;
  role: Role;
  partyId: number | null;
  bodyId: number | null;
  /** The last day of the body, where another follows it. */
  handsOverAfter?: Day | null;
  /** Where the caller's token is good in one agreement only. */
  onlyAgreementId?: number;
  /** True for the demo's history: what it writes is marked so. */
  illustrative: boolean;
}

export function actorOf(viewer: Viewer): Actor {
  return {
    userId: viewer.userId,
    name: viewer.name,
    role: viewer.role,
    partyId: viewer.party?.id ?? null,
    bodyId: viewer.body?.id ?? null,
    handsOverAfter: viewer.body?.handsOverAfter,
    onlyAgreementId: viewer.onlyAgreementId,
    illustrative: false,
  };
}

/** An account as the audit log names who did something: signing in, before there is a viewer. */
export function auditActorOf({ id, name, role, partyId }: User): AuditActor {
  return { userId: id, name, role, partyId: partyId ?? null };
}
