import type { Day } from '../../platform/clock.js';
import {
  choice,
  day,
  integer,
  list,
  named,
  nullable,
  object,
  string,
  text,
} from '../../platform/http/schema.js';
import type { BilingualText } from '../../platform/text.js';
import { reminderStatuses, type ReminderStatus } from '../ledger/reminder.types.js';
import { standsInFor, type ForRole } from '../plan/planner.types.js';

/** As a row of the ledger: of a day that was run what became of it, of one to come `planned`. */
export interface PreviewRow {
  day: Day;
  recipient: string;
  recipientName: BilingualText;
  recipientParty: string | null;
  /** In whose place an office is told. */
  forRole: ForRole | null;
  commitment: number | null;
  commitmentCode: string | null;
  rule: string;
  ruleName: BilingualText;
  status: ReminderStatus;
  reason: string | null;
}

export interface ReminderPreview {
  from: Day;
  to: Day;
  items: PreviewRow[];
}

const rowSchema = named<PreviewRow>(
  'ReminderPreviewRow',
  'What one recipient was told, or will be as things stand now, about one commitment on one day',
  object({
    day,
    recipient: string,
    recipientName: text,
    recipientParty: nullable(string),
    forRole: nullable(choice(standsInFor)),
    commitment: nullable(integer),
    commitmentCode: nullable(string),
    rule: string,
    ruleName: text,
    status: choice(reminderStatuses),
    reason: nullable(string),
  }),
);

export const reminderPreviewSchema = named<ReminderPreview>(
  'ReminderPreview',
  'Past days as the ledger has them, coming ones as the planner will plan them; by day',
  object({ from: day, to: day, items: list(rowSchema) }),
);
