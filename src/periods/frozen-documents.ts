import type { Viewer } from '../identity/viewer.js';
import type { BilingualText } from '../platform/text.js';

/** A document that was made of a frozen state, as a reader may know of it. */
export interface DocumentOfCode {
  id: number;
  /** `Báo cáo định kỳ, tháng 10/2019` */
  title: BilingualText;
  /** Of the agreement on whose pages it stands. */
  agreement: string;
  /** Of the state; null for a document of a day. */
  code: string | null;
  version: number;
  /** The last version of the same document, where it is a later one. */
  newer: number | null;
  /** What stands on the paper that went out; null while it was not issued. */
  issue: {
    number: string;
    issuedOn: string;
    signerPost: string;
    signerName: string | null;
    /** Of the signed copy. */
    href: string;
  } | null;
}

/** What was made of frozen states: told by the room above, which makes documents. */
export abstract class FrozenDocuments {
  /** Of a code, those issued first, then the newest. */
  abstract ofCode(viewer: Viewer, code: string): Promise<DocumentOfCode[]>;
  /** Those that bear a number, whatever they were made of. @param number as somebody typed it */
  abstract numbered(viewer: Viewer, number: string): Promise<DocumentOfCode[]>;
}
