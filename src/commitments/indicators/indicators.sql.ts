import { sql, type RawBuilder } from 'kysely';
import { byEndOf, isPast, type ReadAt } from '../read/read-source.js';

/** The last figure of each period of an indicator `d` of the side `sd`, by what had been reported by the end of the day. */
function lastOfPeriods(at: ReadAt): RawBuilder<unknown> {
  const had = byEndOf(isPast(at) ? at.asOf : undefined);
  return sql`select distinct on (v.period) v.period, v.actual, v.out_of from indicator_value v
    where v.side_id = sd.id and v.code = d.value ->> 'code' and ${had(sql`v.at`)} order by v.period, v.id desc`;
}

/** From the agreement's first day to the deadline, or to its last day. */
const term = sql`select a.period_from as since, coalesce(c.due_on, a.period_to) as until from agreement a where a.id = c.agreement_id`;

/** As JSON, over a commitment `c` and a row `sd` of sidesAt: what the side's indicators are worked out from; null where it has none. */
export function rawIndicators(at: ReadAt): RawBuilder<unknown> {
  return sql`case when sd.indicators <> '[]' then jsonb_build_object(
    'term', (select jsonb_build_object('from', t.since, 'until', t.until) from (${term}) t),
    'indicators', (select jsonb_agg(d.value || jsonb_build_object('periods', (
        select coalesce(jsonb_agg(jsonb_build_object('period', l.period, 'actual', l.actual, 'of', l.out_of) order by l.period), '[]')
        from (${lastOfPeriods(at)}) l)) order by d.ordinality)
      from jsonb_array_elements(sd.indicators) with ordinality d)) end`;
}

/** The figures of a report `u`, as JSON. */
export const figuresOfReport = sql`(select coalesce(jsonb_agg(jsonb_build_object('code', f.code, 'actual', f.actual, 'of', f.out_of)
  order by f.code collate "C"), '[]') from indicator_value f where f.update_id = u.id)`;
