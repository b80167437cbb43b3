import { Migration } from '@mikro-orm/migrations';

/**
 * What a report of completion says of it: the day on which the part was really done, the evidence that proves it, and why there is
 * none, or none of that day. Null in what was reported before, and in what an older version writes; no row is written.
 */
export class Migration20261129200700_declared_completions extends Migration {
  override up(): void {
    this.addSql(`
      alter table progress_update
        add column done_on date,
        add column no_evidence_reason text,
        add column evidence_ids integer[],
        add constraint progress_update_declares_when_completed check (
          (status = 'completed' and done_on <= day and btrim(no_evidence_reason) <> '') is not false
          or (done_on is null and no_evidence_reason is null)) not valid;
    `);
  }
}
