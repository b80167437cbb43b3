import type { Standing } from '../platform/standing.js';
import type { BilingualText } from '../platform/text.js';
import type { Role, Viewer } from './viewer.js';

/** Who changes something: handed in as an argument, written into the event. */
export interface Actor {
  /** Null where no account acted: an import, illustrative history. */
  userId: number | null;
  name: BilingualText;
  role: Role;
  partyId: number | null;
  bodyId: number | null;
  /** Where the caller's token is good in one agreement only. */
  onlyAgreementId?: number;
  /** True for the demo's history: what it writes is marked so. */
  illustrative: boolean;
  /** That it is still he who acts, asked again with each change; null where neither session nor token is behind it. */
  standing: Standing | null;
}

/** Who changes something, and when. */
export interface By {
  actor: Actor;
  at: Date;
}

export function actorOf(viewer: Viewer, standing: Standing | null): Actor {
  return {
    userId: viewer.userId,
    name: viewer.name,
    role: viewer.role,
    partyId: viewer.party?.id ?? null,
    bodyId: viewer.body?.id ?? null,
    onlyAgreementId: viewer.onlyAgreementId,
    illustrative: false,
    standing,
  };
}
