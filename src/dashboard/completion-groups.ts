import type { BodyRef } from '../commitments/commitment.types.js';
import type { Confirmer } from '../commitments/completion/completion.sql.js';
import { MOST_DAYS_TO_REPORT } from '../commitments/read/quality.sql.js';
import type { CommitmentFacts, CompletionFacts } from './facts/facts.types.js';
import type { Names } from './facts/names.sql.js';

/** Completions stated by one body that are confirmed by one post, or wait for it. */
export interface CompletionGroup {
  party: string;
  body: BodyRef;
  role: Confirmer;
  isConfirmed: boolean;
  count: number;
  lag: { total: number; longest: number; late: number };
  waited: { total: number; longest: number };
}

interface Stated extends CompletionFacts {
  party: number;
}

/** In the order of the sides, and of each by its bodies; of each body, what its leader confirms comes first. */
export function completionGroups(facts: readonly CommitmentFacts[], names: Names): CompletionGroup[] {
  const stated = facts.flatMap(({ sides }) =>
    sides.flatMap(({ party, completion }): Stated[] => (completion ? [{ ...completion, party }] : [])),
  );
  const groups = Map.groupBy(stated, ({ party, body, confirmedBy }) => [party, body, confirmedBy].join(' '));
  const partyOf = new Map(names.parties.map((party, place) => [party.id, { ...party, place }]));
  const bodyOf = new Map(names.bodies.map((body) => [body.id, body]));
  return Array.from(groups.values(), (own) => {
    const { party, body, confirmedBy } = own[0]!;
    const [side, { id, code, name, short }] = [partyOf.get(party)!, bodyOf.get(body)!];
    const group: CompletionGroup = {
      party: side.code,
      body: { code, name, short },
      role: confirmedBy ?? 'leader',
      isConfirmed: confirmedBy !== null,
      count: own.length,
      lag: {
        ...sumAndLongest(own, ({ lag }) => lag),
        late: own.filter(({ lag }) => lag > MOST_DAYS_TO_REPORT).length,
      },
      waited: sumAndLongest(own, ({ waited }) => waited),
    };
    return {
      group,
      place: [side.place, id, Number(group.role === 'coordinator'), Number(group.isConfirmed)],
    };
  })
    .sort((one, other) => inOrder(one.place, other.place))
    .map(({ group }) => group);
}

function sumAndLongest(of: readonly Stated[], days: (one: Stated) => number) {
  return {
    total: of.reduce((total, one) => total + days(one), 0),
    longest: of.reduce((longest, one) => Math.max(longest, days(one)), -Infinity),
  };
}

function inOrder(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((place, index) => place !== other[index]);
  return at === -1 ? 0 : one[at]! - other[at]!;
}
