import type { BilingualText } from '../../platform/text.js';

export interface EvidenceItem {
  id: number;
  /** The side whose proof it is. */
  party: string;
  /** Of the file, with the three after it; null where the evidence is a document by its number alone. */
  name: string | null;
  mediaType: string | null;
  /** Bytes. */
  size: number | null;
  sha256: string | null;
  /** Of the document, with its day and issuer; null where the evidence is a file alone. */
  number: string | null;
  issuedOn: string | null;
  issuer: string | null;
  /** Null where it is not said. */
  recipient: string | null;
  title: string | null;
  at: string;
  by: BilingualText;
  withdrawnAt: string | null;
  withdrawnBy: BilingualText | null;
  /** May the one who asks withdraw it? */
  withdrawable: boolean;
  illustrative: boolean;
  /** Not where it waits, with the report that names it, for the side's own office: other sides do not see it yet. */
  isPublished: boolean;
}

/** A file that is kept, as a row of whatever kind names it. */
export interface StoredFile {
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

/** Evidence with a file to hand out. */
export type EvidenceFile = EvidenceItem & StoredFile;

export function hasFile(item: EvidenceItem): item is EvidenceFile {
  return item.sha256 !== null;
}
