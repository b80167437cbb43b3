import type { Viewer } from '../../identity/viewer.js';
import type { Terms } from '../change/load.js';

/** Whether what an account reports for its side is first looked at by its committee office, where the agreement says so. */
export function goesToReview(
  { reportReview }: Pick<Terms, 'reportReview'>,
  { role }: { role: Viewer['role'] | null },
): boolean {
  return reportReview && role === 'liaison';
}
