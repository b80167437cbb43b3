import type { BilingualText } from '../../platform/text.js';
import type { DraftContent } from './draft.types.js';

/** Savings that one link of a mail takes. */
export const MOST_SAVINGS = 10;
/** UTF-8, as JSON. */
export const MOST_MAIL_DRAFT_BYTES = 65_536;

/** What was written over the link of a mail, as the body reads it to which the mail went. */
export interface MailDraft {
  id: number;
  /** Of the commitment. */
  title: BilingualText;
  content: DraftContent;
  savedAt: string;
  /** Whose mail it was; that it was this person who wrote is not known. */
  sentTo: BilingualText;
}

/** The link with which something was written. */
export interface MailLink {
  /** Of the mail. */
  digestId: number;
  commitmentId: number;
  /** To which the mail went, and the body for which its account speaks. */
  userId: number;
  bodyId: number;
}
