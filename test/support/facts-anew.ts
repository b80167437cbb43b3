import { EntityManager } from '@mikro-orm/postgresql';
import { latestClosedPeriod } from '../../src/calendar/reporting-period.js';
import { CommitmentQueries } from '../../src/commitments/read/commitment.queries.js';
import { readFacetRows, type FacetRow } from '../../src/commitments/read/facet-rows.sql.js';
import { KeptRows, type RowsById } from '../../src/commitments/read/kept-rows.js';
import type { ReadAt } from '../../src/commitments/read/read-source.js';
import type { CommitmentFacts } from '../../src/dashboard/facts/facts.types.js';
import { readFacts } from '../../src/dashboard/facts/facts.sql.js';
import { KeptFacts } from '../../src/dashboard/facts/kept-facts.js';
import type { AgreementRef } from '../../src/identity/scope.js';
import type { RouteWorld } from './route-world.js';

/** Of each agreement, the facts that the program keeps by now, and the same read with nothing kept: what they are to equal. */
export async function keptAndAnew(world: RouteWorld): Promise<{ kept: unknown; anew: unknown }[]> {
  const { app } = world.program;
  const [facts, commitments, em] = [app.get(KeptFacts), app.get(CommitmentQueries), app.get(EntityManager)];
  const agreements = await world.run<AgreementRef>(
    `select id, revision, reporting_cutoff_day as "cutoffDay", report_due_day as "dueDay" from agreement order by id`,
  );
  const both: { kept: unknown; anew: unknown }[] = [];
  for (const agreement of agreements) {
    const day = commitments.readAt(agreement);
    const at = { ...day, period: latestClosedPeriod(day.asOf, agreement) };
    const kept = await facts.read(agreement, at);
    const facets = (some: ReadAt) => readFacetRows(em.getKysely(), some);
    both.push({
      kept: facetsInOrder(await app.get(KeptRows).read(agreement, at, 'facets', facets)),
      anew: facetsInOrder(await facets(at)),
    });
    both.push({ kept: inOrder(kept), anew: inOrder([...(await readFacts(em.getKysely(), at)).values()]) });
  }
  return both;
}

function facetsInOrder(rows: RowsById<FacetRow>) {
  return [...rows.values()]
    .toSorted((one, other) => one.id - other.id)
    .map((row) => ({ ...row, parties: row.parties.toSorted(), bodies: row.bodies.toSorted() }));
}

/** Without who has an account: of accounts no version tells, and within a minute it is read all the same. */
function inOrder(facts: readonly CommitmentFacts[]) {
  return facts
    .toSorted((one, other) => one.id - other.id)
    .map((one) => ({
      ...one,
      indicators: one.indicators.toSorted(),
      sides: one.sides
        .map((side) => ({ ...side, doubts: side.doubts.filter((kind) => kind !== 'no_account') }))
        .toSorted((a, b) => a.party - b.party),
    }));
}
