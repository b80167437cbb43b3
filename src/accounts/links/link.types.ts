import type { BilingualText, Language } from '../../platform/text.js';

export type LinkPurpose = 'invitation' | 'reset';

/** Whole hours in which a link can be used. */
export const LINK_HOURS: Record<LinkPurpose, number> = { invitation: 7 * 24, reset: 1 };

/** What the page behind a link needs to know. */
export interface OpenLink {
  purpose: LinkPurpose;
  userId: number;
  email: string;
  name: BilingualText;
  language: Language;
}
