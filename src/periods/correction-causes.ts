import { sql, type QueryExecutorProvider } from 'kysely';
import type { BilingualText } from '../platform/text.js';
import type { Difference } from './corrections.js';
import type { Correction } from './periods.types.js';

interface Cause {
  commitmentId: number;
  party: string | null;
  period: string | null;
  by: BilingualText | null;
  at: string;
}

/** Says of each difference who did what made it, and when: the last act on that part, or the first report on that month. */
export async function withCauses(
  db: QueryExecutorProvider,
  differences: Difference[],
): Promise<Correction[]> {
  if (differences.length === 0) return [];
  const ids = [...new Set(differences.map(({ commitmentId }) => commitmentId))];
  const acts = await lastActs(db, ids);
  const reports = await firstReports(db, ids);
  const last = (causes: Cause[]) =>
    causes.reduce<Cause | undefined>((found, one) => (found && found.at >= one.at ? found : one), undefined);
  return differences.map(({ commitmentId, ...difference }) => {
    const { party, period } = difference;
    const own = (one: Cause) => one.commitmentId === commitmentId && (party === null || one.party === party);
    const cause =
      period === null ? last(acts.filter(own)) : reports.find((one) => own(one) && one.period === period);
    return { ...difference, by: cause?.by ?? null, at: cause?.at ?? null };
  });
}

/** Of each part, the last act by which it is completed or no longer is; one that sends it back is the other side's. */
async function lastActs(db: QueryExecutorProvider, ids: number[]): Promise<Cause[]> {
  const { rows } = await sql<Cause>`
    select distinct on (e.commitment_id, q.code) e.commitment_id as "commitmentId", q.code as party, null as period, e.actor as by, iso(e.at) as at
    from commitment_event e join party p on p.id = e.party_id
      cross join lateral (select case when e.kind = 'returned' then e.data ->> 'to' else p.code end as code) q
    where e.commitment_id = any(${ids}) and e.kind in ('updated', 'completion_confirmed', 'completion_confirmation_withdrawn', 'returned')
    order by e.commitment_id, q.code, e.id desc`.execute(db);
  return rows;
}

async function firstReports(db: QueryExecutorProvider, ids: number[]): Promise<Cause[]> {
  const { rows } = await sql<Cause>`
    select distinct on (s.id, u.period) s.commitment_id as "commitmentId", p.code as party, u.period, u.author as by, iso(u.at) as at
    from commitment_side s join party p on p.id = s.party_id join progress_update u on u.side_id = s.id
    where s.commitment_id = any(${ids}) order by s.id, u.period, u.day, u.id`.execute(db);
  return rows;
}
