import type { HolderRole, MatterKind, Reason } from '../../commitments/turn/turn.types.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';

/** Who holds a matter of a commitment, as a mail names it. */
export interface DigestHolder {
  kind: MatterKind;
  /** Code. */
  party: string;
  role: HolderRole;
  name: BilingualText;
  since: Day;
  workingDays: number;
  why: Reason;
  /** Whether anybody can be told: false for the leaders of a side that has no such account. */
  hasAccount: boolean;
}

/** A post that can be asked for a list: an office that is asked by another side is that office. */
export type Post = 'leader' | 'coordinator' | 'outside';

/** All that waits in one way for one post of the recipient's side in an agreement. */
export interface WaitingTotal {
  slug: string;
  kind: MatterKind;
  post: Post;
  /** All that is to be done there: a kind is one list, also where it asks for more than one thing. */
  whys: Reason[];
  /** In the order of the agreement. */
  codes: string[];
  /** Since when the first of them waits, and how long that is in working days. */
  since: Day;
  workingDays: number;
}

/** What waits for the recipient: a post of its own side, or an office in place of leaders who have no account. */
export function waitsFor(
  { role, party, hasAccount }: DigestHolder,
  recipient: { role: string; partyCode: string },
): boolean {
  if (party !== recipient.partyCode || role === 'lead_body') return false;
  if (recipient.role === 'leader') return role === 'leader';
  return recipient.role === 'coordinator' && (role !== 'leader' || !hasAccount);
}
