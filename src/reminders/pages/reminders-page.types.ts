import type { NamedCode } from '../../commitments/commitment.types.js';
import type { Day } from '../../platform/clock.js';
import type { FormFaults } from '../../platform/http/forms.js';
import type { BilingualText } from '../../platform/text.js';
import type { Frame } from '../../web/frame.js';
import type { LedgerMailPage } from './ledger-mails.queries.js';
import type { ReminderStatus } from '../ledger/reminder.types.js';
import type { Heartbeat } from '../ledger/heartbeat.js';
import type { LedgerKind } from './ledger-kinds.js';
import type { Failures } from '../ledger/reminders.queries.js';

export interface CalendarDay {
  day: Day;
  working: boolean;
  /** Mails of that day, sent or to come; null where it is not known. */
  count: number | null;
}

export interface LastRun {
  day: Day;
  startedAt: string;
  finishedAt: string | null;
  sent: number;
  skipped: number;
  failed: number;
  waiting: number;
}

/** What both pages show: head, tabs, side column. */
export interface RemindersFrame {
  frame: Frame;
  today: Day;
  /** What was asked for instead, where it is no day, and what is wrong with it. */
  wrongDay?: { typed: string; fault: string };
  /** Of all entries that the viewer may read. */
  totals: { failed: number };
  /** Rules in force, earliest first. */
  rules: NamedCode[];
  /** Two weeks, today first or soon. */
  calendar: CalendarDay[];
  lastRun: LastRun | null;
  heartbeat: Heartbeat;
  /** Administrators. */
  canRun: boolean;
  /** Of a run just made. */
  ran?: { day: Day; planned: number; sent: number; skipped: number; failed: number } | null;
  /** Of a mail just sent again. */
  resent?: { sent: number; skipped: number; failed: number };
  /** Mails that failed, of which something has not been told. */
  failures: Failures;
}

/** The ledger's filter as its address says it. */
export interface LedgerFilterValues {
  status?: ReminderStatus;
  from?: Day;
  to?: Day;
  recipient?: string;
  /** Id. */
  commitment?: number;
  /** Of the recipient, as a code. */
  party?: string;
  /** Of the commitment. */
  code?: string;
  /** Of the rule. */
  kind?: LedgerKind;
}

export interface PartyRef {
  code: string;
  marker: string;
  name: BilingualText;
}

export interface LedgerPageProps extends RemindersFrame, LedgerMailPage {
  filter: LedgerFilterValues;
  /** The days as typed, and what is wrong with them, where they are no days: the filter goes without them. */
  typed?: Pick<LedgerFilterValues, 'from' | 'to'>;
  faults?: FormFaults;
  /** For the markers of recipients. */
  parties: PartyRef[];
}
