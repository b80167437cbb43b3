import { RuleBroken } from '../platform/errors.js';
import type { Day } from '../platform/clock.js';
import type { Status } from './commitment.types.js';

/** Characters of one of a statement's texts. */
export const MOST_STATEMENT_TEXT = 10_000;

/** Characters of the reason for having no evidence. */
export const MOST_REASON = 2000;

/** What a side says of its part. Texts are plain text of at most 10,000 characters. */
export interface Statement {
  status: Status;
  /** 0–100. */
  percent: number;
  results: string;
  difficulties: string;
  proposals: string;
  nextSteps: string;
  /** The day on which the part was really done; only with completed, and where it is left out, the day of the report. */
  doneOn?: Day;
  /** Why there is no evidence of a completion, or none of that day. */
  noEvidenceReason?: string;
}

/** @throws RuleBroken where status, percent, results and what is said of a completion contradict each other */
export function mustAgree(statement: Statement): void {
  const { status, percent, results } = statement;
  const field = (['doneOn', 'noEvidenceReason'] as const).find((name) => statement[name] !== undefined);
  if (status !== 'completed' && field) {
    throw new RuleBroken(
      {
        vi: 'Chỉ báo cáo hoàn thành mới nêu ngày hoàn thành và lý do không có minh chứng.',
        en: 'Only a report of completion gives a day of completion or a reason for having no evidence.',
      },
      field,
    );
  }
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
