import { sql, type QueryExecutorProvider } from 'kysely';
import { isSeen } from '../evidence/seen.sql.js';
import type { OwnReader } from '../submitted/readers.js';
import { byEndOf, isPast, type ReadAt } from './read-source.js';

/** By id and side, how many documents stand as proof; none are left out. */
export type EvidenceCounts = ReadonlyMap<number, Readonly<Record<string, number>>>;

/** What the reader would find on the pages of these commitments, without what was withdrawn. */
export async function readEvidenceCounts(
  db: QueryExecutorProvider,
  at: ReadAt,
  ids: readonly number[],
  reader: OwnReader,
): Promise<EvidenceCounts> {
  const day = isPast(at) ? at.asOf : undefined;
  const had = byEndOf(day);
  const { rows } = await sql<{ id: number; counts: Record<string, number> }>`
    select x.id, jsonb_object_agg(x.party, x.count) as counts from (
      select e.commitment_id as id, p.code as party, count(*) as count
      from evidence e join commitment_side sd on sd.id = e.side_id join party p on p.id = sd.party_id
      where e.commitment_id = any(${[...ids]}::integer[]) and sd.agreement_id = ${at.agreementId} and ${had(sql`e.at`)}
        and not (e.withdrawn_at is not null and ${had(sql`e.withdrawn_at`)}) and ${isSeen('e', sql`sd.party_id`, reader, day)}
      group by 1, 2) x group by 1`.execute(db);
  return new Map(rows.map(({ id, counts }) => [id, counts]));
}
