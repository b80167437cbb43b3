import { Gauge, type Registry } from 'prom-client';

export type Gauges = ReturnType<typeof figureGauges>;

/** Left out of the answer until it is set again: unknown is not 0. */
export function forget<Label extends string>(gauge: Gauge<Label>): Gauge<Label> {
  gauge.reset();
  gauge.remove({});
  return gauge;
}

/** Gauges of what stands in the database and in the queue: the same in every process that is asked. */
export function figureGauges(registry: Registry) {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    forget(new Gauge({ name, help, labelNames, registers: [registry] }));
  return {
    up: gauge('tracker_up', 'Whether a part is reachable right now: database, queue.', ['part']),
    jobs: gauge('tracker_queue_jobs', 'Jobs in the queue by state.', ['queue', 'state']),
    waiting: gauge('tracker_digests_waiting', 'Digests of any day that are not yet sent, failed or skipped.'),
    failed: gauge(
      'tracker_digests_failed',
      'Digests of the last 60 days that failed and were not fully covered by a later one.',
    ),
    failedNotices: gauge(
      'tracker_notices_failed',
      'Same-day emails of the last 60 days that failed permanently.',
    ),
    runRows: gauge('tracker_reminders_last_run', 'Reminders of the most recent run’s day, by status.', [
      'status',
    ]),
    runAt: gauge('tracker_reminder_last_run_timestamp_seconds', 'When the last run began.'),
    runAge: gauge(
      'tracker_reminder_last_run_age_seconds',
      'How long ago the last run began, by the program’s clock.',
    ),
    runInfo: gauge('tracker_reminder_last_run_info', 'The most recent run’s day; always 1.', ['day']),
    runMissing: gauge(
      'tracker_reminder_run_missing',
      '1 if the last working day that should have been run, half an hour past its hour, was not.',
    ),
    yearsToSettle: gauge(
      'tracker_calendar_year_to_settle',
      'This year, and from 1 October the next: 1 where the working calendar is missing or only expected, else 0.',
      ['year', 'standing'],
    ),
    audit: gauge('tracker_audit_chain_length', 'Entries in the chain of the audit log.'),
    unsealed: gauge(
      'tracker_audit_unsealed_seconds',
      'How long ago the oldest entry was written that has no link in the chain yet; 0 where each has one.',
    ),
  };
}
