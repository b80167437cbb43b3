import type { NamedCode } from '../../commitments/commitment.types.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';

export const reminderStatuses = ['planned', 'claimed', 'sent', 'failed', 'skipped'] as const;
export type ReminderStatus = (typeof reminderStatuses)[number];

/** A row of the ledger: what one recipient was told, or was not told and why, about one commitment on one day. */
export interface ReminderItem {
  id: number;
  /** The mail that it stands in. */
  digest: number;
  day: Day;
  recipient: { email: string; name: BilingualText; party: string | null; role: string };
  commitment: NamedCode & { id: number; agreement: { slug: string; number: string; kind: string } };
  rule: NamedCode;
  status: ReminderStatus;
  reason: string | null;
  messageId: string | null;
  sentAt: string | null;
  illustrative: boolean;
  /** It failed, and nothing later was said to the same recipient of it. */
  canResend: boolean;
}

/** The same as programs read it: recipient, commitment, agreement and rule by what they are called elsewhere in the API. */
export interface LedgerRow extends Pick<
  ReminderItem,
  'id' | 'digest' | 'day' | 'status' | 'reason' | 'messageId' | 'sentAt' | 'illustrative'
> {
  recipient: string;
  recipientName: BilingualText;
  recipientParty: string | null;
  commitment: number;
  commitmentCode: string;
  agreement: string;
  rule: string;
  ruleName: BilingualText;
}

export interface LedgerRowPage {
  items: LedgerRow[];
  nextCursor: string | null;
  total: number;
}
