import { Migration } from '@mikro-orm/migrations';

/**
 * What the sides have said of a deadline before all have confirmed it: the one that is proposed, whose confirmation fell with it, and
 * whether it stands. A column with a constant default, so that no row is written, and one in the history, where null says "as today". The
 * older version knows neither: where it writes the last confirmation while another deadline is proposed, the present one stands.
 */
export class Migration20261201010000_plans extends Migration {
  override up(): void {
    this.addSql(`
      create function is_due_plan(value jsonb) returns boolean language sql immutable parallel safe
        return case when jsonb_typeof(value) <> 'object' then false else value - '{proposed,fell,stands}'::text[] = '{}'::jsonb
          and coalesce(value -> 'stands', 'true') = 'true'
          and jsonb_typeof(coalesce(value -> 'fell', '[]')) = 'array'
          and (value -> 'proposed' is null or coalesce(
            value #>> '{proposed,precision}' in ('date', 'month', 'quarter', 'year')
            and last_day_of(value #>> '{proposed,precision}', value #>> '{proposed,value}') is not null
            and jsonb_typeof(value #> '{proposed,by}') in ('number', 'null')
            and jsonb_typeof(value #> '{proposed,at}') = 'string', false)) end;

      alter table commitment add column due_plan jsonb not null default '{}'
        constraint commitment_due_plan_check check (is_due_plan(due_plan));
      alter table commitment_state add column due_plan jsonb;
    `);
    // Wider than before, so whatever is there or is still written by the old version passes.
    this.addSql(`
      alter table commitment_event drop constraint commitment_event_kind_check,
        add constraint commitment_event_kind_check check (kind in ('imported', 'plan_confirmed', 'plan_confirmation_withdrawn',
          'updated', 'completion_confirmed', 'completion_confirmation_withdrawn', 'completed', 'reopened', 'returned',
          'extension_requested', 'extension_decided', 'extension_agreed', 'extended', 'deadline_changed', 'lead_changed',
          'product_named', 'evidence_added', 'evidence_withdrawn', 'matter_named', 'matter_put_across', 'matter_asked_higher',
          'matter_answered', 'matter_returned', 'matter_closed', 'review_moved', 'deadline_agreed', 'indicators_set', 'chased',
          'question_asked', 'question_answered', 'question_withdrawn', 'cooperating_changed', 'due_proposed', 'due_proposal_dropped',
          'extension_countered'));
    `);
  }
}
