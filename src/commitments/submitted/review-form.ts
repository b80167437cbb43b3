import { IsIn, IsInt, Max, Min } from 'class-validator';
import { NumberText, PlainText } from '../../platform/http/input.js';
import { MOST_COMMENT } from './review.dto.js';
import {
  reviewDecisions,
  reviewedFields,
  type FieldComment,
  type ReviewDecision,
} from './submitted.types.js';

/** The form of a review: a comment for the whole, and one for each field. */
export class ReviewForm {
  @NumberText() @IsInt() @Min(1) @Max(2_147_483_647) report: number;
  @IsIn(reviewDecisions) decision: ReviewDecision;
  @PlainText(MOST_COMMENT) comment: string = '';
  @PlainText(MOST_COMMENT) comment_status: string = '';
  @PlainText(MOST_COMMENT) comment_percent: string = '';
  @PlainText(MOST_COMMENT) comment_doneOn: string = '';
  @PlainText(MOST_COMMENT) comment_evidence: string = '';
  @PlainText(MOST_COMMENT) comment_noEvidenceReason: string = '';
  @PlainText(MOST_COMMENT) comment_results: string = '';
  @PlainText(MOST_COMMENT) comment_difficulties: string = '';
  @PlainText(MOST_COMMENT) comment_decisionLevel: string = '';
  @PlainText(MOST_COMMENT) comment_proposals: string = '';
  @PlainText(MOST_COMMENT) comment_nextSteps: string = '';
  @PlainText(MOST_COMMENT) comment_indicators: string = '';
}

/** Those that were written. */
export function commentsOf(form: Omit<ReviewForm, 'report' | 'decision' | 'comment'>): FieldComment[] {
  return reviewedFields
    .map((field) => ({ field, text: form[`comment_${field}`].trim() }))
    .filter(({ text }) => text !== '');
}
