import type { BilingualText } from '../../platform/text.js';

/** An internal note of one side. `text` is null once it is withdrawn. */
export interface NoteItem {
  /** Its number among the notes of its side on the commitment, from 1 on. */
  id: number;
  at: string;
  by: BilingualText;
  text: string | null;
  withdrawnAt: string | null;
  /** By the viewer. */
  mayWithdraw: boolean;
}

export interface NotePage {
  /** Newest first. */
  items: NoteItem[];
  nextCursor: string | null;
}
