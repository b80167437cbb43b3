import { sql, type QueryExecutorProvider } from 'kysely';
import { inProtocolOrder } from '../../agreements/protocol-order.js';
import type { ReportingPeriod } from '../../calendar/reporting-period.js';
import type { FacetRow } from './facet-rows.sql.js';
import { activeOf, conditionsOf, foundBefore, type FilterKey } from './filter.sql.js';
import type { CommitmentChoices, CommitmentFacets, CommitmentFilter } from './list.types.js';
import { commitmentsAt, sidesAt, type ReadAt } from './read-source.js';

/**
 * How many commitments each choice of each filter would leave, given the others.
 * @param passing as `readFiltered` gives it
 */
export function facetsOf(
  rows: Iterable<FacetRow>,
  passing: ReadonlyMap<FilterKey, ReadonlySet<number>>,
): CommitmentFacets {
  const facets: CommitmentFacets = {
    timeliness: {},
    group: {},
    status: {},
    sector: {},
    party: {},
    body: {},
    confirmation: { plan_pending: 0, completion_pending: 0, confirmed: 0 },
    holder: {},
    differs: 0,
    undated: 0,
    extended: 0,
    reminded: 0,
  };
  for (const row of rows) {
    const failed = [...passing].filter(([, ids]) => !ids.has(row.id)).map(([key]) => key);
    // What two filters leave out is left by no choice of a third.
    if (failed.length < 2) count(facets, row, failed[0]);
  }
  return facets;
}

/** @param failed the one filter that the row does not pass: then it counts for the choices of that one alone */
function count(facets: CommitmentFacets, row: FacetRow, failed: FilterKey | undefined): void {
  const counts = (key: FilterKey) => failed === undefined || failed === key;
  const add = (of: Record<string, number>, key: string) => (of[key] = (of[key] ?? 0) + 1);
  if (counts('timeliness') && row.timeliness !== null) add(facets.timeliness, row.timeliness);
  if (counts('group')) add(facets.group, row.group);
  if (counts('group') && row.isUndated) facets.undated += 1;
  if (counts('status')) add(facets.status, row.status);
  if (counts('sector')) add(facets.sector, row.sector);
  if (counts('party')) for (const party of row.parties) add(facets.party, party);
  if (counts('body')) for (const body of row.bodies) add(facets.body, body);
  if (counts('confirmation') && row.planPending) add(facets.confirmation, 'plan_pending');
  if (counts('confirmation') && row.completionPending) add(facets.confirmation, 'completion_pending');
  if (counts('confirmation') && row.confirmed) add(facets.confirmation, 'confirmed');
  if (counts('holder') && row.heldBy !== null) add(facets.holder, row.heldBy);
  if (counts('differs') && row.differs) facets.differs += 1;
  if (counts('extended') && row.isExtended) facets.extended += 1;
  if (counts('reminded') && row.isReminded) facets.reminded += 1;
}

interface Filtered extends Omit<CommitmentChoices, 'facets'> {
  /** Of each filter that leaves anything out, those that pass it. */
  passing: ReadonlyMap<FilterKey, ReadonlySet<number>>;
}

/** Who passes which filter; and what can be chosen: the sectors, and the bodies that lead something. */
export async function readFiltered(
  db: QueryExecutorProvider,
  at: ReadAt & { period: ReportingPeriod },
  filter: CommitmentFilter,
): Promise<Filtered> {
  const { agreementId } = at;
  const conditions = conditionsOf(filter, at);
  const active = activeOf(conditions);
  const ids = active.map((key) => sql`${sql.lit(key)}, array_agg(c.id) filter (where ${conditions[key]})`);
  const passing = sql`(select json_build_object(${sql.join(ids)}) from c join sector se on se.id = c.sector_id)`;
  const { rows } = await sql<Omit<Filtered, 'passing'> & { passing: Record<FilterKey, number[] | null> }>`
    with c as not materialized (${commitmentsAt(at)}), sides as not materialized (${sidesAt(at)})${foundBefore(filter, at)}
    select ${active.length === 0 ? sql`'{}'::json` : passing} as passing,
      (select coalesce(jsonb_agg(jsonb_build_object('code', s.code, 'name', s.name) order by s.position), '[]')
        from sector s where s.agreement_id = ${agreementId}) as sectors,
      (select coalesce(jsonb_agg(jsonb_build_object('code', b.code, 'party', p.code, 'name', b.name, 'short', b.short) order by ${inProtocolOrder}), '[]')
        from agreement_party ap join party p on p.id = ap.party_id join body b on b.party_id = p.id where ap.agreement_id = ${agreementId}
          and exists (select 1 from commitment_side cs where cs.agreement_id = ${agreementId} and cs.lead_body_id = b.id)) as bodies`.execute(
    db,
  );
  const { passing: found, ...choices } = rows[0]!;
  return { passing: new Map(active.map((key) => [key, new Set(found[key])])), ...choices };
}
