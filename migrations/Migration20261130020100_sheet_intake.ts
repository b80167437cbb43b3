import { Migration } from '@mikro-orm/migrations';

/**
 * Sheets that an office keeps itself, beside those that were downloaded here: which columns say what, and how they were understood the last
 * time. A file of that sort is kept until it has been applied, for it can be read once more with other columns. An older version reads none
 * of them: it refuses one that waits to be read, and leaves one that was read as it is.
 */
export class Migration20261130020100_sheet_intake extends Migration {
  override up(): void {
    this.addSql(`
      alter table sheet
        add column form text not null default 'downloaded',
        -- By an administrator, for the side named with it.
        add column administered boolean not null default false,
        -- The first lines of each of its sheets, and how each column was found.
        add column found jsonb,
        -- Which column says what, and what names and words mean.
        add column mapping jsonb,
        drop constraint sheet_status_check,
        drop constraint what_is_read_is_there,
        add constraint sheet_status_check check (status in ('reading', 'mapping', 'ready', 'applying', 'applied', 'failed')),
        add constraint sheet_form_check check (form in ('downloaded', 'own')),
        add constraint administrators_bring_an_offices_own check (not administered or form = 'own'),
        add constraint what_is_read_is_there check (status not in ('reading', 'mapping') or content is not null);
      alter table sheet_row
        drop constraint only_changes_are_applied,
        add constraint only_changes_are_applied check (not applied or outcome in ('change', 'new'));

      create table sheet_mapping (
        agreement_id integer not null references agreement,
        party_id integer not null references party,
        -- SHA-256 of the headings that it is for.
        heads text not null check (heads ~ '^[0-9a-f]{64}$'),
        -- Fields by heading, bodies and statuses by the words of the office.
        kept jsonb not null check (jsonb_typeof(kept) = 'object'),
        user_id integer not null references app_user,
        at timestamptz not null,
        primary key (agreement_id, party_id, heads)
      );

      -- Whether its lead body was left to its side when it was added: until that side names one, its office stands there.
      alter table commitment_side add column lead_left_open boolean not null default false;
    `);
  }
}
