import type { BilingualText } from '../../platform/text.js';

/** By the names of a report's fields, as typed: unfinished and at fault as it may be. */
export type DraftContent = Record<string, unknown>;

/** A draft as its body reads it. */
export interface Draft {
  version: number;
  content: DraftContent;
  savedAt: string;
  savedBy: BilingualText;
  startedAt: string;
}

/** What is kept, as an API answers it: what was typed, and by whom and when it was last saved. */
export type DraftItem = DraftContent & Pick<Draft, 'savedAt' | 'savedBy'>;

/** Of a body's drafts, one that waits to be sent. */
export interface WaitingDraft {
  slug: string;
  code: string;
  title: BilingualText;
  startedAt: string;
  savedAt: string;
  /** Of one that came over the link of a mail, and waits to be taken over or discarded; null of the body's own. */
  mailId: number | null;
}

/** A draft is kept as many days after it was last saved; a week before, its body is told. */
export const DRAFT_DAYS = 90;
export const WARNED_DAYS = 83;
