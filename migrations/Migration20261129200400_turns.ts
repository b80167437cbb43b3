import { Migration } from '@mikro-orm/migrations';

/** The spells of the history that is there: neighbours with the same holder are one. */
export const turnsBefore = `
  insert into turn_spell (side_id, kind, role, lead_body_id, validity)
  select side_id, kind, role, lead_body_id,
    tstzrange(min(lower(validity)), case when bool_or(upper_inf(validity)) then null else max(upper(validity)) end)
  from (
    select t.*, count(*) filter (where is_passed) over (partition by side_id, kind order by lower(validity)) as spell
    from (
      select t.*, (role, lead_body_id) is distinct from
        (lag(role) over before, lag(lead_body_id) over before) as is_passed
      from (
        select s.side_id, s.validity, t.kind, t.role, case when t.role = 'lead_body' then s.lead_body_id end as lead_body_id
        from side_state s cross join lateral (values ('part', turn_of_part(s.status, s.completion_confirmed_at)),
          ('plan', turn_of_plan(s.status, s.plan_confirmed_at))) as t (kind, role)
      ) t window before as (partition by side_id, kind order by lower(validity))
    ) t
  ) t
  where role is not null
  group by side_id, kind, spell, role, lead_body_id`;

/**
 * Whose turn it is: for how long each part, and each plan that is not confirmed, was with whom. Spells are kept as the history of
 * sides is, by a trigger on it, so that what an older version writes is told too; those before are taken from that history. The
 * rule is that of src/commitments/turn/turn.ts.
 */
export class Migration20261129200400_turns extends Migration {
  override up(): void {
    this.addSql(`
      create table turn_spell (
        id bigint generated always as identity primary key,
        side_id integer not null references commitment_side,
        kind text not null check (kind in ('part', 'plan')),
        role text not null check (role in ('lead_body', 'coordinator', 'leader')),
        lead_body_id integer references body,
        validity tstzrange not null check (not isempty(validity) and not lower_inf(validity)),
        constraint lead_body_is_named check ((role = 'lead_body') = (lead_body_id is not null)),
        constraint one_turn_at_a_time exclude using gist (side_id with =, kind with =, validity with &&)
      );
      create unique index current_turn on turn_spell (side_id, kind) where upper_inf(validity);

      create function turn_of_part(status text, confirmed_at timestamptz) returns text
        language sql immutable parallel safe
        return case
          when status in ('not_started', 'in_progress') then 'lead_body'
          when status = 'suspended' then 'coordinator'
          when status = 'completed' and confirmed_at is null then 'leader' end;

      create function turn_of_plan(status text, plan_confirmed_at timestamptz) returns text
        language sql immutable parallel safe
        return case when plan_confirmed_at is null and status in ('not_started', 'in_progress', 'suspended') then 'coordinator' end;

      create function keep_turn() returns trigger language plpgsql as $$
      declare
        since timestamptz := lower(new.validity);
        turn record;
      begin
        for turn in
          select t.kind, t.role, case when t.role = 'lead_body' then new.lead_body_id end as lead_body_id
          from (values ('part', turn_of_part(new.status, new.completion_confirmed_at)),
            ('plan', turn_of_plan(new.status, new.plan_confirmed_at))) as t (kind, role)
        loop
          continue when exists (select 1 from turn_spell s
            where s.side_id = new.side_id and s.kind = turn.kind and upper_inf(s.validity)
              and s.role = turn.role and s.lead_body_id is not distinct from turn.lead_body_id);
          delete from turn_spell s
          where s.side_id = new.side_id and s.kind = turn.kind and upper_inf(s.validity) and lower(s.validity) >= since;
          update turn_spell s set validity = tstzrange(lower(s.validity), since)
          where s.side_id = new.side_id and s.kind = turn.kind and upper_inf(s.validity);
          if turn.role is not null then
            insert into turn_spell (side_id, kind, role, lead_body_id, validity)
            values (new.side_id, turn.kind, turn.role, turn.lead_body_id, tstzrange(since, null));
          end if;
        end loop;
        return null;
      end $$;
      -- Before what is there is read: nothing is written between the two.
      create trigger turn_kept after insert on side_state for each row execute function keep_turn();

      ${turnsBefore};
    `);
    this.addSql(`
      -- Mondays to Fridays since 29 December 1969, a Monday, up to and including a day.
      create function weekdays_up_to(day date) returns integer language sql immutable parallel safe
        return (day - date '1969-12-29') / 7 * 5 + least((day - date '1969-12-29') % 7 + 1, 5);

      -- Working days after one day, up to and including another; 0 where that is not later. As \`countBetween\` of src/calendar/working-days.ts.
      create function working_days_between(after_day date, last_day date) returns integer language sql stable parallel safe
        return case when last_day <= after_day then 0 else weekdays_up_to(last_day) - weekdays_up_to(after_day)
          + coalesce((select sum(case when e.working then 1 else -1 end)::integer from calendar_exception e
            where e.day > after_day and e.day <= last_day), 0) end;

      -- Who answers for a body that has ended, since when, and whether that one has ended too and nobody follows.
      create function handed_to(body_id integer, on_day date) returns table (id integer, since date, is_gone boolean)
        language sql stable parallel safe as $$
        with recursive succession (id, last_day, successor_id, since) as (
          select b.id, b.last_day, b.successor_id, null::date from body b where b.id = body_id
          union all
          select b.id, b.last_day, b.successor_id, s.last_day + 1
          from succession s join body b on b.id = s.successor_id where s.last_day < on_day
        )
        select id, case when last_day < on_day then last_day + 1 else since end, coalesce(last_day < on_day, false)
        from succession where not coalesce(last_day < on_day, false) or successor_id is null
      $$;
    `);
  }
}
