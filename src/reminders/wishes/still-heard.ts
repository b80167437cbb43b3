import type { SkipReason } from '../ledger/reasons.js';
import type { Now, PlannedRow } from '../plan/still-due.js';
import type { Recipient } from '../plan/planner.types.js';
import { listenerOf, silenceOf, type DayOfMail, type Wishes } from './wishes.js';

interface StillHeard extends DayOfMail {
  recipient: Pick<Recipient, 'id' | 'role'>;
  /** At least of the recipient, of its stand-in, and of those for whom it stands in. */
  wishes: Wishes;
}

/** Why a row that was planned is not heard after all, as its recipients want it now; null where it still is. It stays owed. */
export function reasonUnheard(
  { commitmentId, dueVersion, onBehalfOf }: PlannedRow & { onBehalfOf: number | null },
  { commitments }: Pick<Now, 'commitments'>,
  { recipient, wishes, ...mail }: StillHeard,
): SkipReason | null {
  if (listenerOf(onBehalfOf ?? recipient.id, wishes, mail.today) !== recipient.id) return 'stand_in_changed';
  const silence = silenceOf(wishes.get(recipient.id), mail);
  const dueOn = dueVersion > 0 ? commitments.get(commitmentId)?.dueOn : null;
  return recipient.role === 'coordinator' && dueOn && dueOn < mail.today ? null : silence;
}
