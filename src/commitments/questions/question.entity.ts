import { defineEntity, p } from '@mikro-orm/core';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';

const QuestionSchema = defineEntity({
  name: 'Question',
  tableName: 'question',
  properties: {
    id: p.integer().primary(),
    agreementId: p.integer(),
    commitmentId: p.integer(),
    /** That asks. */
    sideId: p.integer(),
    /** That is asked. */
    toSideId: p.integer(),
    /** Null where that side's committee office is asked. */
    bodyId: p.integer().nullable(),
    text: p.text(),
    answerBy: p.date().$type<Day>(),
    userId: p.integer().nullable(),
    /** Whoever wrote it in that account's place. */
    standInId: p.integer().nullable(),
    author: p.json().$type<BilingualText>(),
    at: p.datetime(),
    day: p.date().$type<Day>(),
    illustrative: p.boolean().default(false),
  },
});

/** What a side asks another, or a body of its own, about a commitment. Never changed. */
export class Question extends QuestionSchema.class {}
QuestionSchema.setClass(Question);

const QuestionOutcomeSchema = defineEntity({
  name: 'QuestionOutcome',
  tableName: 'question_outcome',
  properties: {
    questionId: p.integer().primary().autoincrement(false),
    agreementId: p.integer(),
    kind: p.text().$type<'answered' | 'withdrawn'>(),
    /** Of an answer. */
    text: p.text().nullable(),
    userId: p.integer().nullable(),
    author: p.json().$type<BilingualText>(),
    at: p.datetime(),
    illustrative: p.boolean().default(false),
  },
});

/** What became of a question: answered, or withdrawn by the side that asked. There is one at most. */
export class QuestionOutcome extends QuestionOutcomeSchema.class {
  /** By the same account in the same words: sent twice. Withdrawn is withdrawn, whoever says so again. */
  isSame(other: Pick<QuestionOutcome, 'kind' | 'userId' | 'text'>): boolean {
    if (this.kind !== other.kind) return false;
    return this.kind === 'withdrawn' || (this.userId === other.userId && this.text === other.text);
  }
}
QuestionOutcomeSchema.setClass(QuestionOutcome);
