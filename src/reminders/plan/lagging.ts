import type { Status } from '../../commitments/commitment.types.js';
import type { PlannedSide } from './planner.types.js';

/** Its lead body is to be told of the deadline. */
export const isLagging = ({ status, isUnderReview }: PlannedSide) => isOpen(status) && !isUnderReview;

export const isOpen = (status: Status) => status === 'not_started' || status === 'in_progress';
