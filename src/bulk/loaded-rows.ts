import type { EntityManager } from '@mikro-orm/postgresql';
import { loadSeveral, type Loaded } from '../commitments/change/load.js';
import type { RequestScope } from '../identity/scope.js';
import { dayOf } from '../platform/clock.js';

/** By their ids, in one statement: those of the agreement in which the actor's side has a part. */
export async function loadedRows(
  em: EntityManager,
  { agreement, by }: RequestScope,
  ids: readonly number[],
): Promise<Map<number, Loaded>> {
  const all = await loadSeveral(em, ids, by.actor, dayOf(by.at));
  const own = all.filter(({ commitment }) => commitment.agreementId === agreement.id);
  return new Map(own.map((loaded) => [loaded.commitment.id, loaded]));
}
