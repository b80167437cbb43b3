import { sql, type QueryExecutorProvider } from 'kysely';
import { chasedTimes } from '../../ledger/chases.sql.js';
import { rowsOf } from './facts.js';
import type { FactsAt } from './facts.sql.js';

/** By what it shows whether facts that were read before still hold. */
export interface Standing {
  /** All that facts rest on and no version of a commitment tells: the same text as long as none of it has changed. */
  context: string;
  /** Of every commitment. */
  versions: Map<number, number>;
  /** Of those that were ever chased by the day: on how many days. */
  chased: Map<number, number>;
}

interface Row {
  context: string;
  versions: Parameters<typeof rowsOf<{ id: number; version: number }>>[0];
  chased: Parameters<typeof rowsOf<{ id: number; times: number }>>[0];
}

export async function readStanding(
  db: QueryExecutorProvider,
  { agreementId, asOf }: FactsAt,
): Promise<Standing> {
  const own = sql`select id from commitment where agreement_id = ${agreementId}`;
  const { rows } = await sql<Row>`
    select concat_ws('|', a.waiting_limit_days, a.period_from, a.period_to, ${endedBodies}, ${calendar}) as context,
      (select json_build_object('id', array_agg(c.id), 'version', array_agg(c.version)) from commitment c where c.agreement_id = a.id) as versions,
      (select json_build_object('id', array_agg(t.commitment_id), 'times', array_agg(t.times)) from ${chasedTimes(asOf, own)} t) as chased
    from agreement a where a.id = ${agreementId}`.execute(db);
  const { context, versions, chased } = rows[0]!;
  return {
    context,
    versions: new Map(rowsOf(versions).map(({ id, version }) => [id, version])),
    chased: new Map(rowsOf(chased).map(({ id, times }) => [id, times])),
  };
}

const endedBodies = sql`(select md5(string_agg(concat_ws(' ', b.id, b.last_day, b.successor_id), ',' order by b.id)) from body b where b.last_day is not null)`;
const calendar = sql`(select md5(string_agg(concat_ws(' ', e.day, e.working), ',' order by e.day)) from calendar_exception e)`;
