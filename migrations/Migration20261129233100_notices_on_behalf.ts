import { Migration } from '@mikro-orm/migrations';

/** A notice that somebody reads in another's place says in whose. An older version knows of no stand-ins and tells everybody themselves. */
export class Migration20261129233100_notices_on_behalf extends Migration {
  override up(): void {
    this.addSql(`
      alter table notice add column on_behalf_of integer references app_user;
      -- Two workers that find the same chase write it to nobody twice.
      create unique index notice_of_chase on notice (chase_id, commitment_id, recipient_id) where chase_id is not null;

      create or replace view ledger_row as
        select r.id, 'digest'::text as mail_kind, r.digest_id as mail_id, r.recipient_id, r.commitment_id, null::integer as agreement_id,
          null::jsonb as subject, r.rule, r.due_version, r.day, r.status, r.reason, r.sent_at, r.illustrative, r.again_for,
          r.for_role, r.on_behalf_of
        from reminder r
        union all
        select n.id, 'notice', n.mail_id, n.recipient_id, n.commitment_id, n.agreement_id,
          n.subject, n.kind, null, m.day, n.status, n.reason, n.sent_at, false, null, null, n.on_behalf_of
        from notice n join notice_mail m on m.id = n.mail_id;
    `);
  }
}
