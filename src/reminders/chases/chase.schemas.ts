import {
  boolean,
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
import type { Chased } from './chase.types.js';
import type { Unreported, UnreportedBody } from './unreported.types.js';

export const chasedSchema = named<Chased>(
  'Chase',
  'A reminder sent by hand: to which addresses, and when it goes out',
  object({ id: integer, recipients: list(string), goesAt: instant }),
);

const unreportedBodySchema = named<UnreportedBody>(
  'UnreportedBody',
  'A body that owes reports on a period, the accounts it can be reached by, and how often it was reminded by hand since the period ended',
  object({
    party: string,
    marker: string,
    partyName: text,
    body: object({ code: string, name: text }),
    accounts: list(object({ name: text, email: string })),
    commitments: list(
      object({ id: integer, code: string, title: text, dueOn: nullable(day), isOverdue: boolean }),
    ),
    timesChased: integer,
    lastChasedOn: nullable(day),
  }),
);

export const unreportedSchema = named<Unreported>(
  'Unreported',
  'Bodies that have not reported on a period, in protocol order, and on how many commitments a report is missing',
  object({
    period: object({ code: string, from: day, to: day, dueOn: day }),
    items: list(unreportedBodySchema),
    total: integer,
  }),
);
