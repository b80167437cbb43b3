import { sql, type QueryExecutorProvider } from 'kysely';
import type { BodyRef, NamedCode } from '../../commitments/commitment.types.js';
import type { ReadAt } from '../../commitments/read/read-source.js';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';

/** What facts name by their ids, each list in its order; and the days from and to which the agreement holds. */
export interface Names {
  term: { from: Day; to: Day };
  sectors: (NamedCode & { id: number })[];
  parties: { id: number; code: string; marker: string; name: BilingualText }[];
  /** Those of each party by their ids, one party after the other. */
  bodies: (BodyRef & { id: number; party: string })[];
}

export async function readNames(db: QueryExecutorProvider, { agreementId }: ReadAt): Promise<Names> {
  const { rows } = await sql<Names>`
    select (select json_build_object('from', a.period_from, 'to', a.period_to) from agreement a where a.id = ${agreementId}) as term,
      (select coalesce(json_agg(json_build_object('id', se.id, 'code', se.code, 'name', se.name) order by se.position), '[]')
        from sector se where se.agreement_id = ${agreementId}) as sectors,
      (select coalesce(json_agg(json_build_object('id', p.id, 'code', p.code, 'marker', p.marker, 'name', p.name) order by ap.position), '[]')
        from agreement_party ap join party p on p.id = ap.party_id where ap.agreement_id = ${agreementId}) as parties,
      (select coalesce(json_agg(json_build_object('id', b.id, 'code', b.code, 'name', b.name, 'short', b.short, 'party', p.code) order by p.id, b.id), '[]')
        from agreement_party ap join party p on p.id = ap.party_id join body b on b.party_id = p.id where ap.agreement_id = ${agreementId}) as bodies`.execute(
    db,
  );
  return rows[0]!;
}
