import type { Status } from '../../src/commitments/commitment.types.js';
import {
  numberOf,
  type CommitmentState,
  type DayNumber,
  type History,
  type SideState,
} from '../../src/commitments/forecast/history.js';
import type { Day } from '../../src/platform/clock.js';

/** A world of commitments that nobody made: for tests and measurements of the forecast, and said to be so wherever its figures stand. */
export interface World {
  seed: number;
  count: number;
  startsOn: Day;
  /** Nothing after it has happened. */
  until: Day;
  /** Reports run 25 points ahead of the work, and sign-off drags. */
  isOptimistic?: boolean;
  agreementId?: number;
}

const SECTORS = 12;
const BODIES = 30;

/** A small generator with a seed, 0–1, so that a world can be had again. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Commitments of 6 to 24 months that begin over time, each at a speed of its own; some sectors and bodies are faster than others. */
export function syntheticHistories(world: World): History[] {
  const random = randomFrom(world.seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const effects = (count: number) => Array.from({ length: count }, () => 0.12 * normal());
  const [sectors, bodies] = [effects(SECTORS), effects(BODIES)];
  const startsOn = numberOf(world.startsOn);
  const until = numberOf(world.until);
  return Array.from({ length: world.count }, (_, index) => {
    const sector = Math.floor(random() * SECTORS);
    const body = Math.floor(random() * BODIES);
    const trackedOn = startsOn + Math.floor(random() * Math.max(1, (until - startsOn) * 0.6));
    const length = 180 + Math.floor(random() * 540);
    const speed = Math.exp(0.05 + sectors[sector]! + bodies[body]! + 0.3 * normal());
    const doneOn = trackedOn + Math.max(20, Math.round((length / speed) * (1 + 0.06 * normal())));
    const work = {
      trackedOn,
      dueOn: trackedOn + length,
      doneOn,
      until,
      isOptimistic: world.isOptimistic === true,
    };
    return {
      id: index + 1,
      agreementId: world.agreementId ?? 1,
      sectorId: sector + 1,
      startsOn,
      trackedOn,
      isOriginal: false,
      ...statesOf(work, body + 1, random),
    };
  });
}

interface Work {
  trackedOn: DayNumber;
  dueOn: DayNumber;
  doneOn: DayNumber;
  until: DayNumber;
  isOptimistic: boolean;
}

function statesOf(work: Work, bodyId: number, random: () => number): Pick<History, 'states' | 'sides'> {
  const { trackedOn, dueOn, doneOn, isOptimistic } = work;
  const enteredOn = doneOn + Math.floor(random() * (isOptimistic ? 60 : 15));
  const states: CommitmentState[] = [[trackedOn, 'not_started', 0, dueOn, 0, null]];
  const side: SideState[] = [[trackedOn, 'not_started', null, bodyId, null]];
  const say = (day: DayNumber, status: Status, percent: number) => {
    states.push([day, status, percent, dueOn, 0, status === 'completed' ? doneOn : null]);
    side.push([day, status, percent, bodyId, day]);
  };
  // In some months nothing is said.
  for (let day = trackedOn + 25; day < enteredOn; day += 30)
    if (random() < 0.75) say(day, 'in_progress', reported(day, work, random));
  say(enteredOn, 'completed', 100);
  const past = <T extends CommitmentState | SideState>(all: T[]) =>
    all.filter(([since]) => since <= work.until);
  const sides = ['hanoi', 'nghean'].map((party, index) => ({
    party,
    states: past(
      side.map(([since, status, percent, , on]): SideState => [
        since,
        status,
        percent,
        bodyId + index * BODIES,
        on,
      ]),
    ),
  }));
  return { states: past(states), sides };
}

function reported(day: DayNumber, { trackedOn, doneOn, isOptimistic }: Work, random: () => number): number {
  const real = ((day - trackedOn) / (doneOn - trackedOn)) * 100 + (random() - 0.5) * 10;
  const said = Math.round((real + (isOptimistic ? 25 : 0)) / 5) * 5;
  return Math.min(95, Math.max(5, said));
}
