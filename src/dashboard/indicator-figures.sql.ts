import { sql, type RawBuilder } from 'kysely';
import { statesOfIndicators } from '../commitments/indicators/indicators.sql.js';
import { indicatorStates } from '../commitments/indicators/standing.js';
import type { ReadAt } from '../commitments/read/read-source.js';

/** Over `c` and `sides`: of each commitment that has indicators, its sector and how they stand. */
export const indicatorStatesOf = (at: ReadAt): RawBuilder<unknown> => sql`
  select c.id as commitment_id, c.sector_id, array_agg(distinct x.state) as states
  from sides sd join c on c.id = sd.commitment_id cross join lateral (${statesOfIndicators(at)}) x
  where sd.indicators <> '[]' group by c.id, c.sector_id`;

const counts = indicatorStates.map(
  (state) => sql`${sql.lit(state)}, count(*) filter (where ${sql.lit(state)} = any(m.states))`,
);

/** Over `measured`, which is the above: in the order of the sectors, those that have any. */
export const indicatorsBySector = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('code', se.code, 'name', se.name, 'counts', f.counts) order by se.position), '[]')
  from (select m.sector_id, jsonb_build_object('any', count(*), ${sql.join(counts)}) as counts from measured m group by 1) f
  join sector se on se.id = f.sector_id)`;
