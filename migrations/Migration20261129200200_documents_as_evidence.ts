import { Migration } from '@mikro-orm/migrations';

/**
 * Evidence is a document by its number, day and issuer, or a file, or both; and what an agreement says of evidence and of waiting.
 * An older version reads every row of evidence: where there is no file, `name` is the document's number and `size` is 0, so that it
 * lists the row by that number. It has no file to hand out; its backup passes over rows that name none. What it writes has a file.
 * Both checks are wider than before: no row is written, and whatever is there passes.
 */
export class Migration20261129200200_documents_as_evidence extends Migration {
  override up(): void {
    this.addSql(`
      alter table agreement
        add column evidence_required boolean not null default false,
        add column waiting_limit_days integer not null default 5
          constraint agreement_waiting_limit_days_check check (waiting_limit_days between 1 and 60);
    `);
    this.addSql(`
      create function is_line(value text, most integer) returns boolean
        language sql immutable parallel safe
        return value is null or (btrim(value) <> '' and length(value) <= most and value !~ '[\\u0001-\\u001F\\u007F]');

      alter table evidence
        add column number text,
        add column issued_on date,
        add column issuer text,
        add column recipient text,
        add column title text,
        alter column media_type drop not null,
        alter column sha256 drop not null,
        drop constraint evidence_name_check,
        drop constraint evidence_size_check,
        add constraint evidence_name_check
          check (btrim(name) <> '' and length(name) <= 200 and (sha256 is null or name !~ '[/\\\\]')),
        add constraint evidence_size_check check (case when sha256 is null then size = 0 else size > 0 end),
        add constraint evidence_is_a_file_or_a_document check (sha256 is not null or number is not null),
        add constraint evidence_file_is_whole check ((sha256 is null) = (media_type is null)),
        add constraint evidence_document_is_whole check ((number is null) = (issued_on is null)
          and (number is null) = (issuer is null) and (number is not null or (recipient is null and title is null))),
        add constraint evidence_document_in_lines check (is_line(number, 100) and is_line(issuer, 300)
          and is_line(recipient, 300) and is_line(title, 300)),
        add constraint evidence_issued_by_then
          check (issued_on between '1945-09-02' and (at at time zone 'Asia/Ho_Chi_Minh')::date);
      create unique index evidence_document_once_a_side on evidence (side_id, lower(number), issued_on, lower(issuer))
        where withdrawn_at is null and sha256 is null;
    `);
  }
}
