import type { SessionItem, TokenItem } from '../../identity/access.types.js';
import type { FactorState } from '../../accounts/second-factor/second-factor.service.js';
import type { Role } from '../../identity/viewer.js';
import type { BilingualText, Language } from '../../platform/text.js';
import type { BodyLink, PartyRef } from '../bodies/body.types.js';

/** An account in the administrator's list. */
export interface UserItem {
  id: number;
  email: string;
  name: BilingualText;
  role: Role;
  party: PartyRef | null;
  body: BodyLink | null;
  /** A liaison account that is its body's head. */
  head: boolean;
  language: Language;
  active: boolean;
  /** Invited, but no password has been set yet. */
  invited: boolean;
  /** Null where nobody has signed in yet. */
  lastSignInAt: string | null;
  /** Of the last mails to it, those that failed for good. */
  mailFaults: MailFault[];
}

export interface MailFault {
  /** The kind of an account mail, `digest` or `notice`. */
  mail: string;
  /** When; of a digest the day. */
  at: string;
  /** The mail server's words, cut short. */
  reason: string;
}

/** An account with where it is signed in, and what hangs on it. */
export interface UserDetail extends UserItem {
  /** A name of the state that was read: a form is saved only on the state it was opened on. */
  basis: string;
  createdAt: string;
  sessions: SessionItem[];
  tokens: TokenItem[];
  /** Its second factor. */
  factor: FactorState;
  /** Open commitments led by its body, where it is that body's only active liaison officer; else 0. */
  soleOfficerOf: number;
}

/** The post that an account is: what it may do, and whom it speaks for. */
export interface PostInput {
  role: Role;
  /** Code of the side; null for those who speak for nobody. */
  party: string | null;
  bodyId: number | null;
  /** Of its body, where it is a liaison account. */
  head: boolean;
}

export interface UserInput extends PostInput {
  name: BilingualText;
  language: Language;
}
