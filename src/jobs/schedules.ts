import { TIME_ZONE } from '../platform/clock.js';
import {
  ACCOUNT_HOUSEKEEPING_JOB,
  ACCOUNT_MAILS_JOB,
  DOCUMENTS_JOB,
  NOTICES_JOB,
  SEARCH_JOB,
  SHEETS_PICK_UP_JOB,
  WEBHOOKS_JOB,
} from '../platform/queue/work-queue.js';
import { PICK_UP_JOB } from '../reminders/digest/digest.queue.js';

/**
 * Every schedule of the program. A schedule can fire twice after a restart, or not at all while nothing runs: the
 * ledger, not the schedule, sees to it that a thing is said once.
 */
export const schedules = [
  /** What is due today, at the hour of old: a process of an older version asks for no other. On days off the handler writes nothing. */
  { id: 'reminders-daily', job: 'daily', pattern: '0 8 * * *', tz: TIME_ZONE },
  /** Has the hour come that administrators set, and today is not run? What did a crash, a lost queue or the limit of mails leave in the ledger? */
  { id: 'reminders-pick-up', job: PICK_UP_JOB, pattern: '*/5 * * * *', tz: TIME_ZONE },
  /** Invitations and resets that the mail server did not take at the first attempt. */
  { id: 'account-mails', job: ACCOUNT_MAILS_JOB, pattern: '* * * * *', tz: TIME_ZONE },
  /** What happened that somebody is to be told of today. */
  { id: 'notices', job: NOTICES_JOB, pattern: '* * * * *', tz: TIME_ZONE },
  /** Spreadsheets that a lost queue or a killed worker left. */
  { id: 'sheets-pick-up', job: SHEETS_PICK_UP_JOB, pattern: '* * * * *', tz: TIME_ZONE },
  /** Documents that a crash, or a queue that was away, left unmade. */
  { id: 'documents', job: DOCUMENTS_JOB, pattern: '* * * * *', tz: TIME_ZONE },
  /** What programs elsewhere are to be told, for the first time or once more. */
  { id: 'webhooks', job: WEBHOOKS_JOB, pattern: '* * * * *', tz: TIME_ZONE },
  /** After an upgrade: texts that a search does not find yet. */
  { id: 'search-fill', job: SEARCH_JOB, pattern: '* * * * *', tz: TIME_ZONE },
  /** Expired sessions, tokens, failed sign-ins, uploads, drafts and old spreadsheets: at night. Coming twice, or a night late, does no harm. */
  { id: 'account-housekeeping', job: ACCOUNT_HOUSEKEEPING_JOB, pattern: '40 2 * * *', tz: TIME_ZONE },
] as const;

export type ScheduledJob = (typeof schedules)[number]['job'];
