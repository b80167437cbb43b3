import { Migration } from '@mikro-orm/migrations';

/**
 * Whether rows that have gone out are chases is asked of all rows of a statement at once: an office's digest has a thousand, and to ask of
 * each by itself took longer than to send it.
 */
export class Migration20261130004000_chases_kept_at_once extends Migration {
  override up(): void {
    this.addSql(`
      ${keeping('reminder', 'rule')}
      ${keeping('notice', 'kind')}
      drop function is_chase(text, integer, integer, timestamptz);
      drop function holder_was_told(integer, integer, timestamptz);
    `);
  }
}

/** @param rule the column with the rule by which a row was told: of a notice, its kind */
const keeping = (table: string, rule: string) => `
  drop trigger chase_kept on ${table};
  create or replace function keep_chase_of_${table}() returns trigger language plpgsql as $$
  begin
    update ${table} r set is_chase = not r.is_chase
    from written n where r.id = n.id and (n.status = 'sent' or n.is_chase) and n.is_chase <> (n.status = 'sent' and n.id in (${chasesAmong(rule)}));
    return null;
  end $$;
  create trigger chase_kept_of_new after insert on ${table} referencing new table as written
    for each statement when (pg_trigger_depth() < 1) execute function keep_chase_of_${table}();
  create trigger chase_kept after update on ${table} referencing new table as written
    for each statement when (pg_trigger_depth() < 1) execute function keep_chase_of_${table}();`;

/** Told after the deadline to the body that held the part then, or to the one that has followed it; before any turn was kept, to its lead body. */
const chasesAmong = (rule: string) => `
  select o.id from written o join reminder_rule k on k.code = o.${rule} and k.kind in ('overdue', 'chase')
    join app_user u on u.id = coalesce(o.on_behalf_of, o.recipient_id) and u.body_id is not null
    join commitment_side s on s.commitment_id = o.commitment_id and s.party_id = u.party_id
    left join turn_spell t on t.side_id = s.id and t.kind = 'part' and t.role = 'lead_body' and t.validity @> o.sent_at
    join body b on b.id = coalesce(t.lead_body_id, s.lead_body_id)
    cross join lateral (select (o.sent_at at time zone 'Asia/Ho_Chi_Minh')::date as day) told
  where (u.role = 'liaison' or case when b.last_day < told.day then u.body_id in (select h.id from handed_to(b.id, told.day) h) else u.body_id = b.id end)
    and (t.id is not null
      or o.sent_at < (select coalesce(min(lower(f.validity)), 'infinity') from turn_spell f where f.side_id = s.id and f.kind = 'part'))`;
