import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';

export const MOST_NUMBER = 100;
export const MOST_OF_SIGNER = 200;
export const MOST_REASON = 1_000;
/** Entries of one document: the issue itself and its corrections. The database holds to it as well. */
export const MOST_ENTRIES = 20;

/** What a signed copy may be: a scan, or the file that was signed. */
export const signedCopyKinds = ['pdf', 'jpg', 'jpeg', 'png'] as const;

/** What stands on the paper that went out. */
export interface Issued {
  /** Number and notation: `123-BC/VPTU`. */
  number: string;
  issuedOn: Day;
  /** `CHÁNH VĂN PHÒNG` */
  signerPost: string;
  signerName: string | null;
}

/** What somebody enters: the issue itself, or a correction of what stands. */
export interface SentIssue extends Issued {
  /** The entry that is corrected, which must be the last one; null for the issue itself. */
  replaces: number | null;
  /** Of a correction. */
  reason: string | null;
}

/** A file that stands behind an entry, as it is handed out. */
export interface SignedCopy {
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  /** In hexadecimal. */
  sha256: string;
  href: string;
}

/** One entry: nothing of it ever changes. */
export interface IssueItem extends Issued {
  /** 1 for the issue itself, then one more for each correction. */
  entry: number;
  /** Why it was corrected; null for the issue itself. */
  reason: string | null;
  at: string;
  by: BilingualText;
  file: SignedCopy;
}
