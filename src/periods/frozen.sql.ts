import { sql, type QueryExecutorProvider } from 'kysely';
import type { FrozenRef, StoredState } from './periods.types.js';

/** A code with where its row is. */
export interface FrozenRow extends FrozenRef {
  id: number;
  period: string;
  sha256: string;
}

/** A code without what is frozen under it, over `f`, its side's party `p`, the row in whose place it came `r` and the newer one `n`. */
export const refColumns = sql`f.code, p.code as party, f.issue, iso(f.closed_at) as "closedAt", f.author as "closedBy", r.code as replaces,
  n.code as newer, f.illustrative, f.id, f.period, encode(f.sha256, 'hex') as sha256`;

export const frozenRows = sql`frozen_period f left join party p on p.id = f.party_id left join frozen_period r on r.id = f.replaces
  left join frozen_period n on n.replaces = f.id`;

/** Every code of some periods of an agreement, the latest first. */
export async function readRefs(
  db: QueryExecutorProvider,
  agreementId: number,
  periods: readonly string[],
): Promise<FrozenRow[]> {
  const { rows } = await sql<FrozenRow>`
    select ${refColumns} from ${frozenRows} where f.agreement_id = ${agreementId} and f.period = any(${[...periods]}) order by f.id desc`.execute(
    db,
  );
  return rows;
}

/** What is frozen under some codes. */
export async function readStored(
  db: QueryExecutorProvider,
  ids: readonly number[],
): Promise<Map<number, StoredState>> {
  const { rows } = await sql<{ id: number; content: StoredState }>`
    select id, content from frozen_period where id = any(${[...ids]})`.execute(db);
  return new Map(rows.map(({ id, content }) => [id, content]));
}

/** Of a row that may have more. */
export function refOf(row: FrozenRow): FrozenRef {
  const { code, party, issue, closedAt, closedBy, replaces, newer, illustrative } = row;
  return { code, party, issue, closedAt, closedBy, replaces, newer, illustrative };
}

/** The last one that a side issued; null for the joint one. */
export const latestOf = (rows: readonly FrozenRow[], party: string | null): FrozenRow | undefined =>
  rows.find((row) => row.party === party);
