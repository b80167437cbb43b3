import { Migration } from '@mikro-orm/migrations';

/**
 * Programs elsewhere that are told of what happens. What is to be delivered is written with the event, by the statement that writes it: an older version
 * writes it too, and leaves the delivery to a worker of this one.
 */
export class Migration20261202040100_webhooks extends Migration {
  override up(): void {
    this.addSql(`
      create table webhook (
        id integer generated always as identity primary key,
        url text not null check (length(url) <= 500),
        -- The one agreement of whose commitments it is told; null for all.
        agreement_id integer references agreement,
        -- Of its signatures: encrypted under SESSION_SECRET.
        secret bytea not null,
        active boolean not null default true,
        created_at timestamptz not null,
        -- Since when nothing has been delivered, though it was tried.
        failing_since timestamptz,
        -- It was switched off by the program, because nothing was delivered for days.
        given_up_at timestamptz
      );
      create index on webhook (agreement_id);

      create table webhook_delivery (
        id bigint generated always as identity primary key,
        -- No foreign keys: whoever changes a commitment waits for no administrator who deletes a webhook, and does not fail because of it.
        webhook_id integer not null,
        -- Of commitment_event; null for a test.
        event_id bigint,
        created_at timestamptz not null default now(),
        attempts integer not null default 0,
        next_attempt_at timestamptz not null default now(),
        -- Until when it is tried again.
        until timestamptz not null default now() + interval '24 hours',
        attempted_at timestamptz,
        status integer,
        reason text check (length(reason) <= 40),
        delivered_at timestamptz,
        failed_at timestamptz,
        constraint one_outcome check (delivered_at is null or failed_at is null)
      );
      create index on webhook_delivery (webhook_id, id desc);
      create index on webhook_delivery (next_attempt_at) where delivered_at is null and failed_at is null;

      create function tell_webhooks() returns trigger language plpgsql as $$
      begin
        insert into webhook_delivery (webhook_id, event_id)
        select w.id, e.id from added e join webhook w on w.active and (w.agreement_id is null or w.agreement_id = e.agreement_id)
        order by e.id, w.id;
        return null;
      end $$;
      create trigger tell_webhooks after insert on commitment_event referencing new table as added
        for each statement execute function tell_webhooks();
    `);
  }
}
