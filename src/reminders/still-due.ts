import type { Day } from '../platform/clock.js';
import { bodyInCharge, isOpen, type BodySpan, type OpenCommitment, type Recipient } from './planner.js';
import type { SkipReason } from './reasons.js';

export interface PlannedRow {
  dueVersion: number;
  day: Day;
}

/** Why a row that was planned is not to be sent after all, given how things stand now; null where it still is. */
export function reasonToSkip(
  row: PlannedRow,
  commitment: OpenCommitment,
  recipient: Recipient & { active: boolean },
  bodies: ReadonlyMap<number, BodySpan>,
): SkipReason | null {
  if (!recipient.active) return 'account_disabled';
  if (!isOpen(commitment.status)) return commitment.status;
  if (commitment.dueVersion !== row.dueVersion) return 'deadline_changed';
  if (recipient.role === 'coordinator') {
    return commitment.partyIds.includes(recipient.partyId ?? 0) ? null : 'no_longer_assigned';
  }
  const led = commitment.sides.filter(
    ({ leadBodyId }) => bodyInCharge(leadBodyId, bodies, row.day) === recipient.bodyId,
  );
  if (recipient.role !== 'liaison' || led.length === 0) return 'no_longer_assigned';
  if (led.some(({ status }) => isOpen(status))) return null;
  return led.every(({ status }) => status === 'completed') ? 'side_completed' : 'side_stopped';
}
