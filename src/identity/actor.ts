import type { Standing } from '../platform/standing.js';
import type { BilingualText } from '../platform/text.js';
import type { Role, StandIn, Viewer } from './viewer.js';

/** Who changes something: handed in as an argument, written into the event. */
export interface Actor {
  /** The account for which it is done, mostly one's own. Null where no account acted: an import, illustrative history. */
  userId: number | null;
  /** With whoever stands in for it: "X thay Y". */
  name: BilingualText;
  role: Role;
  partyId: number | null;
  bodyId: number | null;
  /** Whoever really acts, in that account's place. */
  standIn?: StandIn;
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
    name: nameOf(viewer),
    role: viewer.role,
    partyId: viewer.party?.id ?? null,
    bodyId: viewer.body?.id ?? null,
    ...(viewer.standIn && { standIn: viewer.standIn }),
    onlyAgreementId: viewer.onlyAgreementId,
    illustrative: false,
    standing,
  };
}

/** As logs, pages and mails name who does something. */
export function nameOf({ name, standIn }: Pick<Viewer, 'name' | 'standIn'>): BilingualText {
  if (!standIn) return name;
  return { vi: `${standIn.name.vi} thay ${name.vi}`, en: `${standIn.name.en} for ${name.en}` };
}

/** Whose hand it is: what is nobody else's to read, such as drafts and files on their way, stays with it. */
export const handOf = ({
  userId,
  partyId,
  bodyId,
  standIn,
}: Pick<Actor, 'userId' | 'partyId' | 'bodyId' | 'standIn'>) => ({
  userId: standIn?.userId ?? userId,
  partyId,
  bodyId: standIn ? standIn.bodyId : bodyId,
});
