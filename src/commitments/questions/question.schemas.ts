import {
  boolean,
  choice,
  day,
  instant,
  integer,
  list,
  named,
  nullable,
  object,
  string,
  text,
} from '../../platform/http/schema.js';
import { bodySchema } from '../commitment.schemas.js';
import { questionStates, type QuestionItem, type QuestionPage } from './question.types.js';

export const questionSchema = named<QuestionItem>(
  'Question',
  'What a side asked about a commitment, whom, and the answer; every side reads it',
  object({
    id: integer,
    party: string,
    by: text,
    at: instant,
    to: object({ party: string, body: nullable(bodySchema) }),
    text: string,
    answerBy: day,
    state: choice(questionStates),
    daysLate: integer,
    outcome: nullable(object({ at: instant, by: text, text: nullable(string) })),
    mayAnswer: boolean,
    mayWithdraw: boolean,
    illustrative: boolean,
  }),
);

export const questionPageSchema = named<QuestionPage>(
  'QuestionList',
  'Questions about a commitment, newest first',
  object({ items: list(questionSchema), nextCursor: nullable(string) }),
);
