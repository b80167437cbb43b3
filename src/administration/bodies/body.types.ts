import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';

export interface PartyRef {
  code: string;
  marker: string;
  name: BilingualText;
}

export interface BodyLink {
  id: number;
  code: string;
  name: BilingualText;
}

/** A body in the administrator's list. */
export interface BodyItem extends BodyLink {
  kind: string;
  short: BilingualText;
  party: PartyRef;
  firstDay: Day | null;
  lastDay: Day | null;
  parent: BodyLink | null;
  successor: BodyLink | null;
  /** Commitments that it leads and that are still open. */
  led: number;
  /** Active accounts. */
  accounts: number;
}

/** A body with what depends on it. */
export interface BodyDetail extends BodyItem {
  /** A name of the state that was read: a form is saved only on the state it was opened on. */
  basis: string;
  /** The committee office of its side. */
  isOffice: boolean;
  /** What it leads and where it cooperates, by agreement. */
  work: { slug: string; number: string; led: number; open: number; cooperating: number }[];
  officers: { id: number; email: string; name: BilingualText; role: string }[];
  children: BodyLink[];
  predecessors: BodyLink[];
}

/** What an administrator says of a body. */
export interface BodyInput {
  name: BilingualText;
  short: BilingualText;
  kind: string;
  firstDay: Day | null;
  lastDay: Day | null;
  parentId: number | null;
  successorId: number | null;
}
