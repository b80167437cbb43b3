import type { Random } from './random.js';
import type { Field, Target } from './targets.js';
import { values, type Value } from './values.js';
import type { Twist } from './twist.js';
import { twists } from './whole.js';

/** One thing to do to one route. */
export type Attempt = { target: Target } & ({ field: Field; value: Value } | { twist: Twist });

/**
 * What to try, in rounds: each round takes for every parameter of every route the next value, and for every route the
 * next twist, so that a short run reaches all of them and a long one tries everything.
 */
export function* planned(targets: Target[], random: Random): Generator<Attempt> {
  for (;;) {
    const lanes = targets.flatMap((target): Attempt[][] => [
      ...target.fields.map((field) => random.shuffled(values).map((value) => ({ target, field, value }))),
      random.shuffled(twistsFor(target)).map((twist) => ({ target, twist })),
    ]);
    const rounds = Math.max(...lanes.map(({ length }) => length));
    for (let round = 0; round < rounds; round++) {
      for (const lane of random.shuffled(lanes)) if (round < lane.length) yield lane[round]!;
    }
  }
}

function twistsFor({ method }: Target): Twist[] {
  return twists.filter(({ needsBody = false }) => !needsBody || (method !== 'GET' && method !== 'HEAD'));
}

export function nameOf(attempt: Attempt): string {
  const { route } = attempt.target;
  if ('twist' in attempt) return `${route}: ${attempt.twist.name}`;
  return `${route}: ${attempt.field.place} ${attempt.field.name} is ${attempt.value.name}`;
}
