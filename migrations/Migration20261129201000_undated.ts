import { Migration } from '@mikro-orm/migrations';

/**
 * A deadline still to be set, with the reason and the day on which that is looked at again: a column beside the deadline, with a constant
 * default, so that no row is written. It holds where the deadline is `ongoing`; the older version, which does not know it, takes such a
 * commitment for a continuing one. Beside another precision it is what was said before the first date was agreed. A request from no date to
 * a date has no last day to come from.
 */
export class Migration20261129201000_undated extends Migration {
  override up(): void {
    this.addSql(`
      alter table commitment add column undated jsonb not null default '{}'
        constraint commitment_undated_check check (undated = '{}' or coalesce(
          btrim(undated ->> 'reason') <> '' and length(undated ->> 'reason') <= 2000
          and undated ->> 'reviewOn' ~ '^\\d{4}-\\d\\d-\\d\\d$' and undated ->> 'firstReviewOn' ~ '^\\d{4}-\\d\\d-\\d\\d$'
          and undated ->> 'since' ~ '^\\d{4}-\\d\\d-\\d\\d$', false));
      alter table commitment_state add column undated jsonb;
      alter table extension_request alter column from_on drop not null,
        add constraint extension_request_from_check check (from_on is not null or from_precision = 'ongoing');
    `);
    // Wider than before, so whatever is there or is still written by the old version passes.
    this.addSql(`
      alter table commitment_event drop constraint commitment_event_kind_check,
        add constraint commitment_event_kind_check check (kind in ('imported', 'plan_confirmed', 'plan_confirmation_withdrawn',
          'updated', 'completion_confirmed', 'completion_confirmation_withdrawn', 'completed', 'reopened', 'returned',
          'extension_requested', 'extension_decided', 'extension_agreed', 'extended', 'deadline_changed', 'lead_changed',
          'product_named', 'evidence_added', 'evidence_withdrawn', 'matter_named', 'matter_put_across', 'matter_asked_higher',
          'matter_answered', 'matter_returned', 'matter_closed', 'review_moved', 'deadline_agreed'));
    `);
  }
}
