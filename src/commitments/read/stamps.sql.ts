import { sql, type QueryExecutorProvider } from 'kysely';
import { chasedTimes } from '../../ledger/chases.sql.js';
import { asColumns, rowsOf, type Columns } from './columns.js';
import type { ReadAt } from './read-source.js';

/** By what it shows whether what was read of commitments before still holds. */
export interface Stamps {
  /** All that it rests on and no commitment's version tells: the same text as long as none of it has changed. */
  context: string;
  ids: readonly number[];
  /** Of each of these commitments a number for its version and for the times that it was chased by the day, of which no version tells. */
  stamps: readonly number[];
}

interface Row {
  context: string;
  versions: Columns<{ id: number; version: number }>;
  chased: Columns<{ id: number; times: number }>;
}

/** A commitment is chased once a day at most. */
const MORE_THAN_CHASED = 100_000;

export async function readStamps(db: QueryExecutorProvider, { agreementId, asOf }: ReadAt): Promise<Stamps> {
  const own = sql`select id from commitment where agreement_id = ${agreementId}`;
  const { rows } = await sql<Row>`
    select concat_ws('|', a.waiting_limit_days, a.period_from, a.period_to, ${contextOfAll}) as context,
      (select ${asColumns({ id: sql`c.id`, version: sql`c.version` })} from commitment c where c.agreement_id = a.id) as versions,
      (select ${asColumns({ id: sql`t.commitment_id`, times: sql`t.times` })} from ${chasedTimes(asOf, own)} t) as chased
    from agreement a where a.id = ${agreementId}`.execute(db);
  const { context, versions, chased } = rows[0]!;
  const times = new Map(rowsOf(chased).map((one) => [one.id, one.times]));
  const ids = versions.id ?? [];
  const stamps = ids.map((id, at) => versions.version![at]! * MORE_THAN_CHASED + (times.get(id) ?? 0));
  return { context, ids, stamps };
}

const endedBodies = sql`(select md5(string_agg(concat_ws(' ', b.id, b.last_day, b.successor_id), ',' order by b.id)) from body b where b.last_day is not null)`;
const calendar = sql`(select md5(string_agg(concat_ws(' ', e.day, e.working), ',' order by e.day)) from calendar_exception e)`;

/** What figures of every agreement rest on and no revision tells: the same text as long as it has not changed. */
export const contextOfAll = sql<string>`concat_ws('|', ${endedBodies}, ${calendar})`;
