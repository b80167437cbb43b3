import type { Role } from '../../identity/viewer.js';

/** What is done with many commitments at once. */
export const bulkActions = ['ask_report', 'confirm_plan', 'hand_over', 'propose_due'] as const;
export type BulkAction = (typeof bulkActions)[number];

/** As many as somebody looks through before doing it, and as the address of a page carries. */
export const MOST_AT_ONCE = 200;

/** Whose action it is at all; with which commitments, is asked of each. */
export const rolesOfBulk: Record<BulkAction, readonly Role[]> = {
  ask_report: ['coordinator', 'leader'],
  confirm_plan: ['coordinator'],
  hand_over: ['coordinator'],
  propose_due: ['liaison', 'coordinator'],
};
