import { EntityManager } from '@mikro-orm/postgresql';
import { latestClosedPeriod } from '../../src/calendar/reporting-period.js';
import { CommitmentQueries } from '../../src/commitments/read/commitment.queries.js';
import { readFacetRows, type FacetRow } from '../../src/commitments/read/facet-rows.sql.js';
import { groupings, type Membership } from '../../src/commitments/read/grouping.js';
import { KeptRows, type RowsById } from '../../src/commitments/read/kept-rows.js';
import { readMemberships } from '../../src/commitments/read/memberships.sql.js';
import type { ReadAt } from '../../src/commitments/read/read-source.js';
import type { CommitmentFacts } from '../../src/dashboard/facts/facts.types.js';
import { readFacts } from '../../src/dashboard/facts/facts.sql.js';
import { KeptFacts } from '../../src/dashboard/facts/kept-facts.js';
import { ForecastModels } from '../../src/commitments/forecast/forecast-models.js';
import { ForecastQueries } from '../../src/commitments/forecast/forecast.queries.js';
import type { Viewer } from '../../src/identity/viewer.js';
import { Clock } from '../../src/platform/clock.js';
import type { RouteWorld } from './route-world.js';

/** Of each agreement, the facts that the program keeps by now, and the same read with nothing kept: what they are to equal. */
export async function keptAndAnew(world: RouteWorld): Promise<{ kept: unknown; anew: unknown }[]> {
  const { app } = world.program;
  const [facts, commitments, em] = [app.get(KeptFacts), app.get(CommitmentQueries), app.get(EntityManager)];
  const [rows, forecasts, models, clock] = [
    app.get(KeptRows),
    app.get(ForecastQueries),
    app.get(ForecastModels),
    app.get(Clock),
  ];
  const agreements = await commitments.agreements(auditor);
  const both: { kept: unknown; anew: unknown }[] = [];
  for (const agreement of agreements) {
    const day = commitments.readAt(agreement);
    const at = { ...day, period: latestClosedPeriod(day.asOf, agreement) };
    const kept = await facts.read(agreement, at);
    const facets = (some: ReadAt) => readFacetRows(em.getKysely(), some);
    const now = new ForecastQueries(em, clock, models, new KeptRows(em));
    both.push({
      kept: await forecasts.ofSectors(agreement, at.asOf),
      anew: await now.ofSectors(agreement, at.asOf),
    });
    both.push({
      kept: facetsInOrder(await rows.read(agreement, at, 'facets', facets)),
      anew: facetsInOrder(await facets(at)),
    });
    for (const by of groupings) {
      const members = (some: ReadAt) => readMemberships(em.getKysely(), some, by);
      both.push({
        kept: membersInOrder(await rows.read(agreement, at, `grouped by ${by}`, members)),
        anew: membersInOrder(await members(at)),
      });
    }
    both.push({ kept: inOrder(kept), anew: inOrder([...(await readFacts(em.getKysely(), at)).values()]) });
  }
  return both;
}

/** Who may read every agreement. */
const auditor = { role: 'auditor', party: null, body: null } as unknown as Viewer;

function facetsInOrder(rows: RowsById<FacetRow>) {
  return [...rows.values()]
    .toSorted((one, other) => one.id - other.id)
    .map((row) => ({ ...row, parties: row.parties.toSorted(), bodies: row.bodies.toSorted() }));
}

function membersInOrder(rows: RowsById<Membership[]>) {
  return [...rows]
    .toSorted(([one], [other]) => one - other)
    .map(([id, groups]) => [id, groups.map(({ key, group }) => `${key} ${group}`).toSorted()]);
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
