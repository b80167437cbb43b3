import { sql, type QueryExecutorProvider, type RawBuilder } from 'kysely';
import { inProtocolOrder } from '../../agreements/protocol-order.js';
import type { CountGroup } from '../commitment.types.js';
import { holdersByCommitment } from '../turn/turn.sql.js';
import { holderRoles, NOBODY } from '../turn/turn.types.js';
import { deadlineKind } from '../undated/undated.sql.js';
import { asColumns, rowsOf, type Columns } from './columns.js';
import type { Grouping, Membership } from './grouping.js';
import { commitmentsAt, sidesAt, type ReadAt } from './read-source.js';

interface Raw {
  id: number;
  key: string;
  group: CountGroup;
}

/** Which groups each commitment belongs to; without those that belong to none. */
export async function readMemberships(
  db: QueryExecutorProvider,
  at: ReadAt,
  by: Grouping,
): Promise<Map<number, Membership[]>> {
  const { rows } = await sql<{ members: Columns<Raw> }>`
    with c as not materialized (${commitmentsAt(at)}), sides as not materialized (${sidesAt(at)})
    select ${asColumns({ id: sql`m.id`, key: sql`m.key`, group: sql`m.count_group` })} as members from (${belonging[by](at)}) m`.execute(
    db,
  );
  const found = new Map<number, Membership[]>();
  for (const { id, key, group } of rowsOf(rows[0]!.members)) {
    const own = found.get(id);
    if (own) own.push({ key, group });
    else found.set(id, [{ key, group }]);
  }
  return found;
}

/** Rows of `id, key, count_group`, over `c` and `sides`. */
const belonging: Record<Grouping, (at: ReadAt) => RawBuilder<unknown>> = {
  sector: () => sql`select c.id, se.code as key, c.count_group from c join sector se on se.id = c.sector_id`,
  body: () => sql`select distinct c.id, b.code as key, c.count_group
    from c join sides sd on sd.commitment_id = c.id join body b on b.id = sd.lead_body_id`,
  side: ({
    asOf,
  }) => sql`select c.id, p.code as key, count_group(sd.status, c.due_on, sd.completed_on, ${asOf}::date)
    from c join sides sd on sd.commitment_id = c.id join party p on p.id = sd.party_id`,
  quarter: () =>
    sql`select c.id, coalesce(to_char(c.due_on, 'YYYY-"Q"Q'), ${deadlineKind}) as key, c.count_group from c`,
  holder: (at) => sql`select c.id, coalesce(turn.held_by, ${sql.lit(NOBODY)}) as key, c.count_group
    from c left join (${holdersByCommitment(at)}) turn on turn.commitment_id = c.id`,
};

/** The keys of groups in the order of the agreement, as an array; of quarters none is needed. */
export function keysInOrder(by: Grouping, { agreementId }: ReadAt): RawBuilder<unknown> {
  const parties = sql`agreement_party ap join party p on p.id = ap.party_id`;
  if (by === 'sector')
    return sql`array(select s.code from sector s where s.agreement_id = ${agreementId} order by s.position)`;
  if (by === 'body')
    return sql`array(select b.code from ${parties} join body b on b.party_id = p.id where ap.agreement_id = ${agreementId} order by ${inProtocolOrder})`;
  if (by === 'side')
    return sql`array(select p.code from ${parties} where ap.agreement_id = ${agreementId} order by ap.position)`;
  if (by === 'holder')
    return sql`array(select p.code || '.' || r.role from ${parties} cross join unnest(${[...holderRoles]}::text[]) with ordinality r (role, place)
      where ap.agreement_id = ${agreementId} order by ap.position, r.place)`;
  return sql`'{}'::text[]`;
}
