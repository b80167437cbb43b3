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
import { decisions } from '../commitment.types.js';
import { dueSchema } from '../commitment.schemas.js';
import { amendmentStatuses, changeKinds, type AmendmentItem, type AmendmentPage } from './amendment.types.js';

const document = object({ number: string, title: string, issuedOn: day });
const namedCode = object({ code: string, name: text });
const commitment = object({ id: nullable(integer), code: string });

export const amendmentSchema = named<AmendmentItem>(
  'Amendment',
  'What the sides agree to change of an agreement, by which documents: whoever may see the agreement reads it',
  object({
    id: integer,
    party: string,
    source: document,
    status: choice(amendmentStatuses),
    proposedAt: instant,
    proposedBy: text,
    inForceOn: nullable(day),
    settledAt: nullable(instant),
    changes: list(
      object({
        kind: choice(changeKinds),
        commitment,
        sector: nullable(namedCode),
        title: object({ from: nullable(text), to: nullable(text) }),
        due: object({ from: nullable(dueSchema), to: nullable(dueSchema) }),
        into: nullable(object({ id: nullable(integer), code: string, title: text })),
        leads: list(object({ party: string, body: namedCode })),
      }),
    ),
    answers: list(
      object({ party: string, decision: choice(decisions), reason: string, document, by: text, at: instant }),
    ),
    awaits: list(string),
    illustrative: boolean,
  }),
);

export const amendmentPageSchema = named<AmendmentPage>(
  'AmendmentList',
  'Amendments of an agreement, newest first',
  object({ items: list(amendmentSchema), nextCursor: nullable(string) }),
);
