import { commitmentSchema, holderSchema } from '../commitments/commitment.schemas.js';
import { decisionLevels } from '../commitments/matters/matter.types.js';
import { productSchema } from '../commitments/product.schemas.js';
import {
  boolean,
  choice,
  day,
  integer,
  list,
  named,
  nullable,
  object,
  string,
  text,
} from '../platform/http/schema.js';
import {
  exceptionActions,
  holderGroups,
  type ExceptionFigures,
  type ExceptionItem,
  type ExceptionPage,
  type ExceptionsBefore,
  type MissingProduct,
} from './exceptions.types.js';

const missingSchema = named<MissingProduct>(
  'MissingProduct',
  'What a part that is not declared still owes; the product is null where none is named',
  object({
    party: string,
    marker: string,
    partyName: text,
    product: nullable(productSchema),
    recipient: nullable(text),
  }),
);

const exceptionSchema = named<ExceptionItem>(
  'Exception',
  'A commitment that is overdue, or of which something waits longer than the agreement’s limit',
  object({
    ...commitmentSchema.properties,
    daysLate: integer,
    daysWaiting: integer,
    isOwn: boolean,
    holders: list(holderSchema),
    missingProduct: nullable(missingSchema),
    missingProducts: list(missingSchema),
    decisionLevel: choice(decisionLevels),
    request: nullable(object({ party: string, to: text })),
    actions: list(choice(exceptionActions)),
  }),
);

const figuresSchema = named<ExceptionFigures>(
  'ExceptionFigures',
  'Numbers of all exceptions, whatever is filtered',
  object({
    total: integer,
    own: integer,
    ownLongest: integer,
    ownMatters: integer,
    overdue: integer,
    overdueLongest: integer,
    waiting: integer,
    waitingLongest: integer,
    above: integer,
    inOrder: integer,
    held: list(
      object({ role: choice(holderGroups), party: nullable(string), count: integer, workingDays: integer }),
    ),
  }),
);

const beforeSchema = named<ExceptionsBefore>(
  'ExceptionsBefore',
  'The same figures a month before; null where nothing was tracked yet',
  object({ day, own: integer, overdue: integer, waiting: integer, above: integer }),
);

export const exceptionPageSchema = named<ExceptionPage>(
  'ExceptionPage',
  'What is overdue or stuck, the most serious first',
  object({
    asOf: day,
    knownAt: day,
    waitingLimitDays: integer,
    figures: figuresSchema,
    before: nullable(beforeSchema),
    items: list(exceptionSchema),
    total: integer,
    nextCursor: nullable(string),
  }),
);
