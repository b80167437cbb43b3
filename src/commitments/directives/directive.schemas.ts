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
import { questionStates } from '../questions/question.types.js';
import {
  directiveAddressees,
  directiveKinds,
  directiveStates,
  fulfilments,
  type DirectiveItem,
  type DirectiveListPage,
  type DirectivePage,
  type ListedDirective,
} from './directive.types.js';

const item = {
  id: integer,
  party: string,
  part: string,
  kind: choice(directiveKinds),
  text: string,
  at: instant,
  by: text,
  answerBy: day,
  addressee: choice(directiveAddressees),
  body: nullable(bodySchema),
  state: choice(directiveStates),
  daysLate: integer,
  outcome: nullable(
    object({
      at: instant,
      by: nullable(text),
      text: nullable(string),
      fulfilment: nullable(object({ kind: choice(fulfilments), id: integer, label: text })),
    }),
  ),
  questions: list(
    object({
      id: integer,
      at: instant,
      text: string,
      answerBy: day,
      state: choice(questionStates),
      answer: nullable(object({ at: instant, by: text, text: string })),
    }),
  ),
  mayAnswer: boolean,
  mayWithdraw: boolean,
  illustrative: boolean,
};

export const directiveSchema = named<DirectiveItem>(
  'Directive',
  'What a leader directed on a commitment, to be answered by his own side, which alone reads it',
  object(item),
);

export const directivePageSchema = named<DirectivePage>(
  'DirectiveList',
  'Directives of the caller’s own side; to auditors, of every side. Newest first',
  object({ items: list(directiveSchema), nextCursor: nullable(string) }),
);

const listedSchema = named<ListedDirective>(
  'ListedDirective',
  'A directive, with its commitment',
  object({ ...item, commitment: object({ id: integer, code: string, title: text }) }),
);

export const directiveListPageSchema = named<DirectiveListPage>(
  'AgreementDirectiveList',
  'Directives of the caller’s own side in an agreement, newest first; and how many are unanswered: of a leader, his own',
  object({
    items: list(listedSchema),
    unanswered: object({ open: integer, late: integer }),
    nextCursor: nullable(string),
  }),
);
