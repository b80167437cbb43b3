import type { BilingualText } from '../../platform/text.js';

export interface EvidenceItem {
  id: number;
  /** The side whose proof it is. */
  party: string;
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  at: string;
  by: BilingualText;
  withdrawnAt: string | null;
  withdrawnBy: BilingualText | null;
  /** May the one who asks withdraw it? */
  withdrawable: boolean;
  illustrative: boolean;
}
