import { sql, type RawBuilder } from 'kysely';
import { byEndOf, isPast, type ReadAt } from '../read/read-source.js';
import type { IndicatorChoice, IndicatorState } from './standing.js';

/** The last figure of each period of an indicator `d` of the side `sd`, by what had been reported by the end of the day. */
function lastOfPeriods(at: ReadAt): RawBuilder<unknown> {
  const had = byEndOf(isPast(at) ? at.asOf : undefined);
  return sql`select distinct on (v.period) v.period, v.actual, v.out_of from indicator_value v
    where v.side_id = sd.id and v.code = d.value ->> 'code' and ${had(sql`v.at`)} and not ${isCorrected(had)}
    order by v.period, v.id desc`;
}

/** Whether a report that corrects the one of the figure `v`, or corrects that correction, states the same indicator: for whatever period. */
function isCorrected(had: ReturnType<typeof byEndOf>): RawBuilder<unknown> {
  return sql`exists (
    with recursive later (id) as (
      select n.id from progress_update n where n.corrects = v.update_id and ${had(sql`n.at`)}
      union all select n.id from progress_update n join later l on n.corrects = l.id where ${had(sql`n.at`)})
    select 1 from later l join indicator_value w on w.update_id = l.id and w.code = v.code)`;
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

/**
 * The state of every indicator of the side `sd` of `c`, a row each, by the rule of standing.ts: in SQL, where many are counted or
 * looked for. A test holds the two against each other.
 */
export function statesOfIndicators(at: ReadAt): RawBuilder<{ state: IndicatorState }> {
  const day = sql`${at.asOf}::date`;
  return sql`
    select case
      when i.target is null then 'no_target'
      when f.cumulative is null then 'no_figures'
      when i.is_up and f.cumulative >= i.target then 'reached'
      when i.is_up and f.cumulative < i.pace or not i.is_up and f.cumulative > i.pace then 'behind'
      when not i.is_up and f.cumulative <= i.target and (${day} >= i.until or i.adds in ('latest', 'ratio')) then 'reached'
      else 'on_pace' end as state
    from jsonb_array_elements(sd.indicators) d
    cross join lateral (${term}) t
    cross join lateral (select (d.value ->> 'target')::numeric as target, d.value ->> 'adds' as adds, d.value ->> 'direction' = 'up' as is_up,
      case when d.value ->> 'unit' = '%' then 100 else 1 end as scale, t.until,
      case when ${day} >= t.until then 1 when ${day} < t.since then 0
        else (${day} - t.since + 1)::numeric / (t.until - t.since + 1) end as elapsed) g
    cross join lateral (select g.*, case when g.adds = 'sum' or g.is_up and g.adds <> 'ratio'
      then round(g.target * g.elapsed, 4) else g.target end as pace) i
    cross join lateral (select case i.adds when 'sum' then sum(l.actual) when 'highest' then max(l.actual)
        when 'latest' then (array_agg(l.actual order by l.period desc))[1]
        else round(sum(l.actual) filter (where l.out_of is not null) * i.scale / nullif(sum(l.out_of), 0), 4) end as cumulative
      from (${lastOfPeriods(at)}) l) f`;
}

/** Whether the side `sd` of `c` has an indicator of a state, or any at all. */
export function hasIndicator(at: ReadAt, choice: IndicatorChoice): RawBuilder<boolean> {
  if (choice === 'any') return sql`sd.indicators <> '[]'`;
  return sql`(sd.indicators <> '[]' and ${choice} in (select x.state from (${statesOfIndicators(at)}) x))`;
}
