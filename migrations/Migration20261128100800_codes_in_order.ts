import { Migration } from '@mikro-orm/migrations';

/**
 * The place of a commitment follows its code, part by part: 1.2 before 1.10, whichever came first. Until now it followed the
 * order of import. Places are moved only in agreements that are out of order; twice, since no two may be the same meanwhile.
 */
export class Migration20261128100800_codes_in_order extends Migration {
  override up(): void {
    this.addSql(`
      create function code_order(code text) returns text
        language sql immutable parallel safe
        return (select string_agg(case when part[1] ~ '^[0-9]' then lpad(part[1], 30, '0') else part[1] end, '' order by n)
          from regexp_matches(code, '[0-9]+|[^0-9]+', 'g') with ordinality as parts (part, n));
    `);
    this.addSql(`
      update commitment c set position = c.position + m.most
      from (
        select agreement_id, max(position) as most from (
          select agreement_id, position, row_number() over (
            partition by agreement_id order by code_order(code) collate "C", code collate "C") as place from commitment
        ) placed group by agreement_id having bool_or(position <> place)
      ) m where m.agreement_id = c.agreement_id
    `);
    this.addSql(`
      update commitment c set position = p.place
      from (
        select id, row_number() over (
          partition by agreement_id order by code_order(code) collate "C", code collate "C")::integer as place,
          min(position) over (partition by agreement_id) as first
        from commitment
      ) p where p.id = c.id and p.first > 1
    `);
  }
}
