import type { NamedCode } from '../../commitments/commitment.types.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { ForRole } from '../plan/planner.types.js';

export const reminderStatuses = ['planned', 'claimed', 'sent', 'failed', 'skipped'] as const;
export type ReminderStatus = (typeof reminderStatuses)[number];

/** A digest: what a day has to say; a notice: what has just happened. */
export const mailKinds = ['digest', 'notice'] as const;
export type MailKind = (typeof mailKinds)[number];

/** What a line is about that is about no commitment, and where it is to be seen. */
export interface LedgerSubject {
  title: BilingualText;
  path: string;
}

/** A row of the ledger: what one recipient was told, or was not told and why, about one commitment, or another subject, on one day. */
export interface ReminderItem {
  id: number;
  /** The mail that it stands in. */
  digest: number;
  mailKind: MailKind;
  day: Day;
  recipient: { email: string; name: BilingualText; party: string | null; role: string };
  /** Null where it is about something else. */
  commitment: (NamedCode & { id: number }) | null;
  subject: LedgerSubject | null;
  agreement: { slug: string; number: string; kind: string };
  rule: NamedCode;
  /** In whose place an office is told. */
  forRole: ForRole | null;
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
  | 'id'
  | 'digest'
  | 'mailKind'
  | 'day'
  | 'subject'
  | 'status'
  | 'reason'
  | 'messageId'
  | 'sentAt'
  | 'illustrative'
> {
  recipient: string;
  recipientName: BilingualText;
  recipientParty: string | null;
  commitment: number | null;
  commitmentCode: string | null;
  agreement: string;
  rule: string;
  ruleName: BilingualText;
}

export interface LedgerRowPage {
  items: LedgerRow[];
  nextCursor: string | null;
  total: number;
}
