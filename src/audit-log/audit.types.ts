import type { BilingualText } from '../platform/text.js';
import type { AuditKind } from '../audit/audit-kinds.js';
import type { AuditHead } from '../audit/audit-verification.js';

/** One entry as it is read. */
export interface AuditItem {
  /** Its place in the chain, from 1 on without a gap. */
  seq: number;
  /** Hexadecimal. */
  hash: string;
  /** Whether its content, recomputed for this reading, has this hash. */
  intact: boolean;
  id: number;
  /** When it happened, by the program's clock. */
  at: string;
  /** When the database wrote it. */
  recordedAt: string;
  kind: AuditKind;
  /** The post as it was named then; null where no account acted. `id` and `email` are the account's, where it has one. */
  actor: {
    id: number | null;
    email: string | null;
    /** With whoever acted in its place: "X thay Y". */
    name: BilingualText;
    role: string;
    standIn: { id: number; email: string; name: BilingualText } | null;
  } | null;
  party: string | null;
  agreement: { slug: string; number: string } | null;
  subject: string | null;
  data: Record<string, unknown>;
  illustrative: boolean;
}

/** A line of an export: with the text that was hashed, so that it can be checked without this program. */
export interface AuditLine extends Omit<AuditItem, 'intact'> {
  previous: string;
  text: string;
}

export interface AuditPage {
  /** Newest first. */
  items: AuditItem[];
  nextCursor: string | null;
  /** The end of the whole log, whatever the filter. */
  head: AuditHead | null;
}
