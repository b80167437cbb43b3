/** The program's one queue of work: what is on it, and when, stands in `reminders/schedules.ts`. */
export const WORK_QUEUE = 'reminders';

/** Send what waits in the outbox of accounts. */
export const ACCOUNT_MAILS_JOB = 'account-mails';

/** Send what waits of same-day mails. */
export const NOTICES_JOB = 'notices';

/** Read or apply one spreadsheet that was handed in. */
export const SHEET_JOB = 'sheet';

/** Go on with spreadsheets that a lost queue or a killed worker left. */
export const SHEETS_PICK_UP_JOB = 'sheets-pick-up';

/** Delete sessions, tokens and failures that have expired. */
export const ACCOUNT_HOUSEKEEPING_JOB = 'account-housekeeping';
/** Texts from before an upgrade that are to be found by a search. */
export const SEARCH_JOB = 'search-fill';

/** Make the documents that were asked for. */
export const DOCUMENTS_JOB = 'documents';

/** Tell programs elsewhere of what happened. */
export const WEBHOOKS_JOB = 'webhooks';
