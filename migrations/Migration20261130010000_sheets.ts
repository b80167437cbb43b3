import { Migration } from '@mikro-orm/migrations';

/**
 * Spreadsheets that were handed in, row by row, until they are applied or forgotten: what they changed stands in the history of each commitment.
 * The file itself is kept only until it has been read. They are read by the account that handed them in alone, and raise nothing. An older
 * version knows of none.
 */
export class Migration20261130010000_sheets extends Migration {
  override up(): void {
    this.addSql(`
      create table sheet (
        id integer generated always as identity primary key,
        agreement_id integer not null references agreement,
        party_id integer not null references party,
        user_id integer not null references app_user,
        file_name text not null check (btrim(file_name) <> '' and length(file_name) <= 200),
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        kind text not null check (kind in ('xlsx', 'csv')),
        -- Until it has been read.
        content bytea,
        status text not null default 'reading' check (status in ('reading', 'ready', 'applying', 'applied', 'failed')),
        only_rows text check (only_rows in ('all', 'sound')),
        progress integer not null default 0 check (progress >= 0),
        total integer not null default 0 check (total >= 0),
        downloaded_rows integer,
        fault jsonb check (fault is null or is_text(fault)),
        at timestamptz not null,
        -- Real time: the same file within seconds is one that was sent twice.
        handed_in_at timestamptz not null default now(),
        applied_at timestamptz,
        -- Real time: who works on it has until then.
        lease_until timestamptz,
        -- How often somebody began to work on it: what fails again and again is given up.
        attempts integer not null default 0,
        constraint what_is_read_is_there check ((status = 'reading') = (content is not null)),
        constraint a_failure_says_why check (status <> 'failed' or fault is not null),
        constraint what_is_applied_was_chosen check (status not in ('applying', 'applied') or only_rows is not null)
      );
      create index on sheet (user_id, id);
      create index on sheet (status) where status in ('reading', 'applying');

      create table sheet_row (
        sheet_id integer not null references sheet on delete cascade,
        row integer not null check (row > 0),
        commitment_id integer references commitment,
        code text not null,
        -- As it was read.
        read jsonb not null,
        outcome text not null check (outcome in ('same', 'change', 'new', 'stale', 'refused', 'faulty')),
        changes jsonb not null,
        faults jsonb not null,
        applied boolean not null default false,
        primary key (sheet_id, row),
        constraint only_changes_are_applied check (not applied or outcome = 'change')
      );
      create index on sheet_row (commitment_id);
    `);
  }
}
