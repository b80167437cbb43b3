import { Migration } from '@mikro-orm/migrations';

/**
 * A report carries the period that it is for (docs/rules.md §7; the same in src/calendar/reporting-period.ts). What names
 * none, be it left out or written by an older version, gets it by a trigger; reports that are there get it here, each side's
 * in the order in which they were sent.
 */
export class Migration20261128100600_report_periods extends Migration {
  override up(): void {
    this.addSql(`
      alter table progress_update add column period text check (period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$');
      create index on progress_update (period, side_id, day);

      -- The code of the period in which a day lies: the month in which that period ends.
      create function period_on(day date, cutoff integer) returns text
        language sql immutable parallel safe
        return to_char(day + case when extract(day from day) <= cutoff then interval '0' else interval '1 month' end, 'YYYY-MM');

      create function period_before(code text) returns text
        language sql immutable parallel safe
        return to_char((code || '-01')::date - 1, 'YYYY-MM');

      create function period_end(code text, cutoff integer) returns date
        language sql immutable parallel safe
        return make_date(left(code, 4)::integer, right(code, 2)::integer, cutoff);

      -- The day by which reports on a period are due: the first of that date after its end.
      create function period_due(code text, cutoff integer, due integer) returns date
        language sql immutable parallel safe
        return make_date(left(code, 4)::integer, right(code, 2)::integer, due)
          + case when due > cutoff then interval '0' else interval '1 month' end;

      create function owes_report_on(side integer, code text, cutoff integer) returns boolean
        language sql stable parallel safe
        return exists (select 1 from side_state o where o.side_id = side
          and o.validity @> ((period_end(code, cutoff) + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
          and o.completion_confirmed_at is null and o.status not in ('suspended', 'withdrawn'));

      -- The period of a report that names none: the one just ended, where the side owes it, has not reported on it and may
      -- still do so in time; else the running one.
      create function period_of_report(side integer, sent date) returns text
        language sql stable parallel safe
        begin atomic
          select case when sent <= period_due(ended, a.reporting_cutoff_day, a.report_due_day)
              and owes_report_on(side, ended, a.reporting_cutoff_day)
              and not exists (select 1 from progress_update u where u.side_id = side and u.period = ended)
            then ended else running end
          from commitment_side s join agreement a on a.id = s.agreement_id
          cross join lateral (select period_on(sent, a.reporting_cutoff_day) as running) r
          cross join lateral (select period_before(running) as ended) e
          where s.id = side;
        end;

      create function give_report_its_period() returns trigger language plpgsql as $$
      begin
        new.period = period_of_report(new.side_id, new.day);
        return new;
      end $$;
      create trigger period_given before insert on progress_update
        for each row when (new.period is null) execute function give_report_its_period();

      alter table progress_update disable trigger append_only;
      do $$
      declare report record;
      begin
        for report in select id, side_id, day from progress_update order by id loop
          update progress_update set period = period_of_report(report.side_id, report.day) where id = report.id;
        end loop;
      end $$;
      alter table progress_update enable trigger append_only;
      alter table progress_update alter column period set not null;
    `);
  }
}
