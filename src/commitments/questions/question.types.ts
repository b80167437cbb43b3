import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { BodyRef } from '../commitment.types.js';

/** `closed`: the commitment is completed or withdrawn, and nobody has answered; reopened, it is open again. */
export const questionStates = ['open', 'answered', 'withdrawn', 'closed'] as const;
export type QuestionState = (typeof questionStates)[number];

/** What was asked about a commitment, whom, and what became of it. Every side reads it. */
export interface QuestionItem {
  id: number;
  /** Code of the side that asks. */
  party: string;
  by: BilingualText;
  at: string;
  /** Who is asked: a side's committee office, or one of its bodies. */
  to: { party: string; body: BodyRef | null };
  text: string;
  /** The day by which it is to be answered. */
  answerBy: Day;
  state: QuestionState;
  /** Working days past `answerBy` without an answer; 0 where it is not open, or within it. */
  daysLate: number;
  outcome: QuestionOutcomeItem | null;
  /** By the viewer, now. */
  mayAnswer: boolean;
  mayWithdraw: boolean;
  illustrative: boolean;
}

interface QuestionOutcomeItem {
  at: string;
  by: BilingualText;
  /** The answer; null where the question was withdrawn. */
  text: string | null;
}

export interface QuestionPage {
  /** Newest first. */
  items: QuestionItem[];
  nextCursor: string | null;
}
