import { RuleBroken } from '../platform/errors.js';
import type { Status } from './commitment.types.js';

/** What a side says of its part. Texts are plain text of at most 10,000 characters. */
export interface Statement {
  status: Status;
  /** 0–100. */
  percent: number;
  results: string;
  difficulties: string;
  proposals: string;
  nextSteps: string;
}

/** @throws RuleBroken where status, percent and results contradict each other */
export function mustAgree({ status, percent, results }: Statement): void {
  if (status === 'completed' && percent !== 100) {
    throw new RuleBroken(
      { vi: 'Trạng thái hoàn thành thì tỷ lệ phải là 100%.', en: 'Completed means 100%.' },
      'percent',
    );
  }
  if (status === 'not_started' && percent !== 0) {
    throw new RuleBroken(
      { vi: 'Trạng thái chưa thực hiện thì tỷ lệ phải là 0%.', en: 'Not started means 0%.' },
      'percent',
    );
  }
  if (status !== 'not_started' && results.trim() === '') {
    throw new RuleBroken(
      { vi: 'Hãy ghi kết quả (hoặc lý do) của kỳ này.', en: 'Give the results, or the reason.' },
      'results',
    );
  }
}
