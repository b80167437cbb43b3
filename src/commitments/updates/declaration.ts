import { dayOf, type Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { Declaration, Report } from './report.types.js';

/** A piece of evidence; `isOwn`: attached for a report under review, and no other side's to know of until one that names it stands. */
interface Proof {
  id: number;
  day: Day;
  isOwn?: boolean;
}

/** What a completion is judged by. */
export interface Ground {
  /** First day of the agreement. */
  firstDay: Day;
  /** Does the agreement refuse a completion without any evidence? */
  evidenceRequired: boolean;
  /** What stands as proof of the own part: a document by its day, a file by the day on which it was attached. */
  evidence: Proof[];
  /** The day that stands, where completion is declared already. */
  standing: Day | null;
}

/**
 * A day before the one on which it is stated needs evidence that is not later, or a reason; a completion without any evidence is
 * refused where the agreement says so.
 * @throws RuleBroken naming the field
 */
export function declarationOf(report: Report, ground: Ground, at: Date): Declaration {
  const evidence = chosen(report.evidenceIds, ground.evidence);
  const proven = { evidenceIds: evidence.map(({ id }) => id), noEvidenceReason: reasonOf(report) };
  if (report.status !== 'completed') return { ...proven, doneOn: null };
  const stated = dayOf(at);
  const doneOn = report.doneOn ?? ground.standing ?? stated;
  if (report.doneOn !== undefined) mustBePossible(report.doneOn, ground.firstDay, stated);
  if (evidence.length === 0 && ground.evidenceRequired) throw new RuleBroken(withoutEvidence, 'evidenceIds');
  if (evidence.length === 0 && !proven.noEvidenceReason && report.asksReason)
    throw new RuleBroken(withoutReason, 'noEvidenceReason');
  const isProven = proven.noEvidenceReason !== null || evidence.some(({ day }) => day <= doneOn);
  if (report.doneOn !== undefined && doneOn < stated && doneOn !== ground.standing && !isProven)
    throw new RuleBroken(earlierWithoutProof, 'doneOn');
  return { ...proven, doneOn };
}

function chosen(ids: number[] | undefined, standing: Ground['evidence']): Ground['evidence'] {
  const found = standing.filter(({ id, isOwn }) => ids?.includes(id) ?? !isOwn);
  if (ids && found.length < ids.length) throw new RuleBroken(noSuchEvidence, 'evidenceIds');
  return found;
}

const reasonOf = ({ noEvidenceReason = '' }: Report) => noEvidenceReason.trim() || null;

function mustBePossible(doneOn: Day, firstDay: Day, today: Day): void {
  if (doneOn > today) throw new RuleBroken(afterToday, 'doneOn');
  if (doneOn < firstDay) throw new RuleBroken(beforeAgreement, 'doneOn');
}

const afterToday = {
  vi: 'Ngày hoàn thành không được sau ngày hôm nay.',
  en: 'The day of completion cannot be after today.',
};
const beforeAgreement = {
  vi: 'Ngày hoàn thành không được trước ngày đầu của thỏa thuận.',
  en: 'The day of completion cannot be before the agreement’s first day.',
};
const earlierWithoutProof = {
  vi: 'Ngày hoàn thành sớm hơn ngày báo cáo. Đề nghị đính kèm minh chứng có ngày không muộn hơn ngày hoàn thành, hoặc nêu lý do không có minh chứng như vậy.',
  en: 'This day is before the day of the report. Attach evidence dated on or before it, or give the reason why there is none.',
};
const withoutEvidence = {
  vi: 'Thỏa thuận này yêu cầu có minh chứng khi báo cáo hoàn thành. Đề nghị đính kèm minh chứng trên trang cam kết, rồi gửi lại báo cáo.',
  en: 'This agreement requires evidence of a completion. Attach evidence on the commitment’s page, then send the report again.',
};
const withoutReason = {
  vi: 'Chưa có minh chứng nào: đề nghị nêu lý do, hoặc đính kèm minh chứng trước khi gửi.',
  en: 'There is no evidence yet. Give the reason, or attach evidence before sending.',
};
const noSuchEvidence = {
  vi: 'Có minh chứng không thuộc phần việc này hoặc đã được thu hồi. Đề nghị chọn lại.',
  en: 'Some of this evidence does not belong to this part or has been withdrawn. Choose again.',
};
