import type { Commitment } from '../commitment.entity.js';
import type { PendingEvent } from './write.js';

/** Derives the whole from the sides. @returns what follows of itself */
export function settle(commitment: Commitment, at: Date, differencePoints: number): PendingEvent[] {
  const wasCompleted = commitment.status === 'completed';
  commitment.settle(at, differencePoints);
  const isCompleted = commitment.status === 'completed';
  if (isCompleted === wasCompleted) return [];
  return [{ kind: isCompleted ? 'completed' : 'reopened', partyId: null, by: null, data: {} }];
}
