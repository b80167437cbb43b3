import { Migration } from '@mikro-orm/migrations';

/**
 * Whether a mail that went out counts as a chase follows from who held the part when it did; no row of the ledger is written.
 */
export class Migration20261129200600_chases_by_turn extends Migration {
  override up(): void {
    this.addSql(`
      -- Whether somebody who was told of a commitment spoke then for the body that held its side's part: a liaison officer, or the
      -- coordinator of an office that leads itself. Before what is kept of turns, only such bodies' officers were told.
      create function holder_was_told(told_of integer, recipient integer, told_at timestamptz) returns boolean
        language sql stable parallel safe
        return exists (
          select 1 from app_user u join commitment_side s on s.commitment_id = told_of and s.party_id = u.party_id
            left join turn_spell t on t.side_id = s.id and t.kind = 'part' and t.role = 'lead_body' and t.validity @> told_at
          where u.id = recipient and u.body_id is not null
            and (t.id is not null
              or told_at < (select coalesce(min(lower(f.validity)), 'infinity') from turn_spell f where f.side_id = s.id and f.kind = 'part'))
            and (u.role = 'liaison' or u.body_id in (
              select h.id from handed_to(coalesce(t.lead_body_id, s.lead_body_id), (told_at at time zone 'Asia/Ho_Chi_Minh')::date) h)));
    `);
  }
}
