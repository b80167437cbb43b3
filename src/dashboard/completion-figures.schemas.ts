import { confirmers } from '../commitments/completion/completion.sql.js';
import { choice, integer, list, nullable, number, object, string, text } from '../platform/http/schema.js';

const waiting = object({
  count: integer,
  totalWorkingDays: integer,
  averageWorkingDays: nullable(number),
  longestWorkingDays: nullable(integer),
});
const confirmations = { confirmed: waiting, waiting };
const entry = object({
  count: integer,
  totalDays: integer,
  averageDays: nullable(number),
  longestDays: nullable(integer),
  late: integer,
});

export const completionFiguresSchema = object({
  bySide: list(object({ party: string, entry, ...confirmations })),
  byBody: list(object({ code: string, name: text, short: text, party: string, entry, ...confirmations })),
  byConfirmer: list(object({ party: string, role: choice(confirmers), ...confirmations })),
});
