import type { BilingualText } from '../../platform/text.js';

export const foundKinds = [
  'commitment',
  'report',
  'evidence',
  'indicator',
  'question',
  'answer',
  'directive',
  'directive_answer',
  'note',
] as const;
export type FoundKind = (typeof foundKinds)[number];

/** A piece of a text in its own spelling, and whether it is what was looked for. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** Where something was found: in the commitment itself, or in what was said of it, by whom and when. */
export interface Found {
  in: FoundKind;
  /** Code of the side whose text it is; null in the commitment itself. */
  party: string | null;
  by: BilingualText | null;
  /** Null where it bears no date. */
  at: string | null;
  /** Of the Vietnamese title, or of the text. */
  excerpt: Piece[];
}
