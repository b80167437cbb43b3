import { readDeadline, type DeadlineRead } from '../../calendar/deadline-in-words.js';
import type { Day } from '../../platform/clock.js';
import type { OwnCell } from './own.types.js';

/** A deadline in an office's own sheet. What a formula comes to is not what somebody wrote. */
export function deadlineOf(cell: OwnCell | undefined, period: { from: Day; to: Day }): DeadlineRead {
  if (cell?.text && (cell.kind === 'formula' || cell.kind === 'error')) return { fault: 'unreadable_date' };
  return readDeadline(cell?.text ?? '', period);
}
