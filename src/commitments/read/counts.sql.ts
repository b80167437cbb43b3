import { sql, type RawBuilder } from 'kysely';
import { countGroups } from '../commitment.types.js';

/** How many rows fall into each counted group, as JSON with all nine. @param group the column of `count_group` */
export function countsBy(group: RawBuilder<unknown>): RawBuilder<unknown> {
  const counts = countGroups.map(
    (name) => sql`${sql.lit(name)}, count(*) filter (where ${group} = ${sql.lit(name)})`,
  );
  return sql`jsonb_build_object(${sql.join(counts)})`;
}
