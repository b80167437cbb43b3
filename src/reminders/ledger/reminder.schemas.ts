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
import { mailKinds, reminderStatuses, type LedgerRow, type LedgerRowPage } from './reminder.types.js';
import type { RunCounts } from './runs.js';

const ledgerRowSchema = named<LedgerRow>(
  'Reminder',
  'What one recipient was or was not told about one commitment, or about another subject, on one day, and why',
  object({
    id: integer,
    digest: integer,
    mailKind: choice(mailKinds),
    day,
    recipient: string,
    recipientName: text,
    recipientParty: nullable(string),
    commitment: nullable(integer),
    commitmentCode: nullable(string),
    subject: nullable(object({ title: text, path: string })),
    agreement: string,
    rule: string,
    ruleName: text,
    status: choice(reminderStatuses),
    reason: nullable(string),
    messageId: nullable(string),
    sentAt: nullable(instant),
    illustrative: boolean,
  }),
);

export const ledgerPageSchema = named<LedgerRowPage>(
  'ReminderPage',
  'Rows of the ledger that match the filters, newest first',
  object({ items: list(ledgerRowSchema), nextCursor: nullable(string), total: integer }),
);

export const runSchema = named<RunCounts>(
  'ReminderRun',
  'What happened to the rows of the ledger in this run',
  object({ planned: integer, sent: integer, skipped: integer, failed: integer }),
);
