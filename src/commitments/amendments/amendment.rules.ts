import { isDeepStrictEqual } from 'node:util';
import { lastDayOf, type Deadline } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import { RulesBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import type { Loaded } from '../change/load.js';
import { proposalOf } from '../plan/agreeing.js';
import { isOpen } from '../rules.js';
import { refusals } from './amendment.refusals.js';
import type { AddedCommitment, Before, KeptChange } from './amendment.types.js';

/** What changes are judged by, as it stands at the moment. */
export interface Ground {
  today: Day;
  /** The commitments that are named, by code. */
  named: ReadonlyMap<string, Loaded>;
  /** Codes that stand in the agreement, or that another open amendment adds. */
  taken: ReadonlySet<string>;
  /** By a commitment's code: the document of another open amendment that names it. */
  elsewhere: ReadonlyMap<string, string>;
  sectors: ReadonlySet<string>;
  clauses: ReadonlySet<string>;
  /** Codes of the sides. */
  parties: readonly string[];
  /** By code: to which side a body belongs, and whether it is there today. */
  bodies: ReadonlyMap<string, { party: string; stands: boolean }>;
}

type Fault = { field: string; message: BilingualText };

/**
 * Judged twice: when it is proposed, and again when the last side agrees, with what the commitments were at first.
 * @param was by place from 0; undefined where it is only being proposed
 * @throws RulesBroken with every change that cannot be, each under `changes.N.field`
 */
export function mustBePossible(
  changes: readonly KeptChange[],
  ground: Ground,
  was?: readonly (Before | null)[],
): void {
  const faults = changes.flatMap((change, place) =>
    faultsOf(change, changes, place, ground, was?.[place] ?? null).map(([field, message]) => ({
      field: `changes.${place}.${field}`,
      message,
    })),
  );
  if (faults.length > 0) throw new RulesBroken(faults satisfies Fault[]);
}

type Found = [field: string, message: BilingualText];

function faultsOf(
  change: KeptChange,
  all: readonly KeptChange[],
  place: number,
  ground: Ground,
  was: Before | null,
): Found[] {
  if (change.kind === 'add') return faultsOfAdded(change, all, place, ground);
  const { commitment } = change;
  const first = all.findIndex((one) => one.kind !== 'add' && one.commitment === commitment);
  if (first !== place) return [['commitment', refusals.twice(commitment)]];
  const faults = faultsOfNamed('commitment', commitment, ground, was);
  if (faults.length > 0) return faults;
  if (change.kind === 'reword') return faultsOfReworded(change, ground);
  return change.kind === 'merge' ? faultsOfMerged(change, all, ground) : [];
}

/** A commitment that stands, is open, and is in no other amendment that waits. */
function faultsOfNamed(field: string, code: string, ground: Ground, was: Before | null = null): Found[] {
  const found = ground.named.get(code)?.commitment;
  if (!found) return [[field, refusals.unknown(code)]];
  if (!isOpen(found))
    return [[field, found.status === 'completed' ? refusals.completed(code) : refusals.withdrawn(code)]];
  const other = ground.elsewhere.get(code);
  if (other !== undefined) return [[field, refusals.elsewhere(code, other)]];
  const isOther = was && !(isDeepStrictEqual(was.title, found.title) && isSameDue(was.due, found.due));
  return isOther ? [[field, refusals.otherMeanwhile(code)]] : [];
}

const isSameDue = (one: Deadline, other: Deadline) =>
  one.precision === other.precision && (one.value ?? null) === (other.value ?? null);

function faultsOfReworded(
  { commitment: code, title, due }: KeptChange & { kind: 'reword' },
  { named, today }: Ground,
): Found[] {
  const { commitment, state } = named.get(code)!;
  const isSame =
    (!title || isDeepStrictEqual(title, commitment.title)) && (!due || isSameDue(due, commitment.due));
  if (isSame) return [[title || !due ? 'title' : 'due', refusals.nothing(code)]];
  if (!due || isSameDue(due, commitment.due)) return [];
  const last = lastDayOf(due);
  if (!last || last < today) return [['due', refusals.pastDue]];
  return state.request !== null || proposalOf(commitment) ? [['due', refusals.dueIsOpen(code)]] : [];
}

function faultsOfMerged(
  { commitment, into }: KeptChange & { kind: 'merge' },
  all: readonly KeptChange[],
  ground: Ground,
): Found[] {
  if (into === commitment) return [['into', refusals.itself(commitment)]];
  if (all.some((one) => one.kind === 'add' && one.code === into)) return [];
  const leaves = (one: KeptChange) =>
    (one.kind === 'withdraw' || one.kind === 'merge') && one.commitment === into;
  return all.some(leaves) ? [['into', refusals.leaves(into)]] : faultsOfNamed('into', into, ground);
}

function faultsOfAdded(
  { code, sector, due, clauses, leads }: AddedCommitment,
  all: readonly KeptChange[],
  place: number,
  { taken, sectors, clauses: known, parties, bodies, today }: Ground,
): Found[] {
  if (!sectors.has(sector)) return [['sector', refusals.noSector(sector)]];
  const first = all.findIndex((one) => one.kind === 'add' && one.code === code);
  if (taken.has(code) || first !== place) return [['code', refusals.taken(code)]];
  if (!code.startsWith(`${sector}.`)) return [['code', refusals.otherSector(code, sector)]];
  const last = due && lastDayOf(due);
  if (last && last < today) return [['due', refusals.pastDue]];
  const clause = clauses.find((locator) => !known.has(locator));
  if (clause !== undefined) return [['clauses', refusals.noClause(clause)]];
  return Object.entries(leads).flatMap(([party, body]): Found[] => {
    if (!parties.includes(party)) return [['leads', refusals.noParty(party)]];
    const found = bodies.get(body);
    if (found?.party !== party) return [[`leads.${party}`, refusals.noBody(body)]];
    return found.stands ? [] : [[`leads.${party}`, refusals.closedBody(body)]];
  });
}
