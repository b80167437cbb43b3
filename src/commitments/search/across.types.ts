import type { BilingualText } from '../../platform/text.js';
import type { Found } from './found.types.js';

/** What a search finds in every agreement that the reader may read. */
export interface FoundAcross {
  items: FoundCommitment[];
  /** 1,000 at most. */
  total: number;
  totalIsAtLeast: boolean;
}

export interface FoundCommitment {
  id: number;
  code: string;
  title: BilingualText;
  agreement: { slug: string; number: string };
  found: Found;
}
