import type { BodyRef } from '../../commitments/commitment.types.js';
import type { HolderRole, MatterKind, Reason } from '../../commitments/turn/turn.types.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';

/** Who holds a matter of a commitment, as a mail names it. */
export interface DigestHolder {
  kind: MatterKind;
  /** Code. */
  party: string;
  role: HolderRole;
  /** Where a body holds it. */
  body: Pick<BodyRef, 'code'> | null;
  name: BilingualText;
  since: Day;
  workingDays: number;
  why: Reason;
  /** Whether anybody can be told: false for the leaders of a side, and for a body that is asked, that have no account. */
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

/** What waits for the recipient: a post of its own side, what its body is asked, or an office in place of those who have no account. */
export function waitsFor(
  { role, party, body, why, hasAccount }: DigestHolder,
  recipient: { role: string; partyCode: string; bodyCode: string | null },
): boolean {
  if (party !== recipient.partyCode) return false;
  if (role === 'lead_body') {
    if (why !== 'answers_question') return false;
    return body?.code === recipient.bodyCode || (recipient.role === 'coordinator' && !hasAccount);
  }
  if (recipient.role === 'leader') return role === 'leader';
  return recipient.role === 'coordinator' && (role !== 'leader' || !hasAccount);
}
