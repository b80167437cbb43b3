import {
  boolean,
  choice,
  instant,
  integer,
  list,
  named,
  nullable,
  object,
  string,
  text,
} from '../../platform/http/schema.js';
import { dueSchema } from '../commitment.schemas.js';
import { decisions, requestStandings, type ExtensionItem } from '../commitment.types.js';

const agreementSchema = object({ party: string, decision: choice(decisions), reason: string, at: instant });

const counterSchema = object({
  party: string,
  from: dueSchema,
  to: dueSchema,
  reason: string,
  at: instant,
  by: text,
  decision: nullable(choice(decisions)),
});

export const extensionSchema = named<ExtensionItem>(
  'Extension',
  'A request for a later deadline, with the responses to it',
  object({
    id: integer,
    party: string,
    from: dueSchema,
    to: dueSchema,
    asked: dueSchema,
    counters: list(counterSchema),
    afterAgreement: boolean,
    reason: string,
    requestedAt: instant,
    requestedBy: text,
    decision: nullable(choice(decisions)),
    decisionReason: nullable(string),
    decidedAt: nullable(instant),
    agreements: list(agreementSchema),
    status: choice(requestStandings),
  }),
);
