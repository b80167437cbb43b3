import type { Config } from '../../config/config.js';

/** What reminders need to know of their surroundings. */
export class ReminderSettings {
  constructor(
    /** Links in mails start with it; no trailing slash. */
    readonly publicUrl: string,
    /** Mails then say that figures are illustrative. */
    readonly demo: boolean,
    /** Of a sending that met a passing fault: the waits double from `firstWaitMs`. */
    readonly retry: { attempts: number; firstWaitMs: number },
    /** How long a run waits for its digests before it answers with what is final so far. */
    readonly patienceMs: number,
    /** Where answers to a mail go, with `{digest}` for its number; null where nobody reads them. */
    private readonly replyPattern: string | null = null,
    /** How soon it is looked again whether the limit of mails allows more. */
    readonly goOnMs = 10_000,
  ) {}

  replyTo(digestId: number): string | null {
    return this.replyPattern?.replace('{digest}', String(digestId)) ?? null;
  }

  /** The right side of Message-IDs. */
  get host(): string {
    return new URL(this.publicUrl).hostname;
  }

  /** The wait after an attempt that met a passing fault, as BullMQ's exponential backoff has it. @param attempt from 1 */
  waitAfterMs(attempt: number): number {
    return this.retry.firstWaitMs * 2 ** (attempt - 1);
  }
}

/** In production a mail server may be away for two hours; whoever tries the demo does not wait. */
export function reminderSettingsOf({
  publicUrl,
  demo,
  mailReplyTo,
}: Pick<Config, 'publicUrl' | 'demo' | 'mailReplyTo'>): ReminderSettings {
  const retry = demo ? { attempts: 4, firstWaitMs: 250 } : { attempts: 8, firstWaitMs: 60_000 };
  return new ReminderSettings(publicUrl, demo, retry, demo ? 60_000 : 25_000, mailReplyTo);
}
