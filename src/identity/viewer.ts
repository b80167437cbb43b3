import type { Day } from '../platform/clock.js';
import type { BilingualText, Language } from '../platform/text.js';

export const roles = ['liaison', 'coordinator', 'leader', 'auditor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** The account that acts in another's place. */
export interface StandIn {
  userId: number;
  email: string;
  name: BilingualText;
  role: Role;
  partyId: number;
  bodyId: number | null;
  /** The last day. */
  until: Day;
}

/** A post for which an account may act in its place. */
export interface ActsFor {
  userId: number;
  name: BilingualText;
  until: Day;
}

/** Who is asking: the signed-in account, its role and its scope (side, body). Accounts are posts, not persons. */
export interface Viewer {
  userId: number;
  email: string;
  /** Name of the post, for instance "Sở Công Thương · Hà Nội". */
  name: BilingualText;
  role: Role;
  /** Null for administrators and auditors, who speak for no side. */
  party: { id: number; code: string; marker: string; name: BilingualText } | null;
  body: {
    id: number;
    code: string;
    name: BilingualText;
    /** The last day of a body that another follows: from the day after, that one answers for it. */
    handsOverAfter?: Day | null;
  } | null;
  language: Language;
  /** Whoever really is signed in, and acts for this post in its place. */
  standIn?: StandIn;
  /** True where the administrator requires a second factor and the account has none: it must be set up before anything else. */
  secondFactorMissing?: boolean;
  /** The one agreement in which the caller's token is good; not set for people, and for tokens without that limit. */
  onlyAgreementId?: number;
}
