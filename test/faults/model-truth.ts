import { isWorked, plusDays, workedBetween } from './days.js';
import type { Line } from './model-line.js';
import { agreementOf, coordinatorsOf, isLagging, recipientsOf, waitersOf, waitsIn } from './model-people.js';
import { held, isHeld, stepDue } from './model-rules.js';
import { parties, type Commitment, type Rule, type World } from './world.js';

/** docs/rules.md §9, *Before sending*: whether a line would still be right, and heard, if its mail went out on a day. */
export function isTrue(world: World, line: Line, day: string): boolean {
  return !isOver(world, line, day) && !isKeptBack(world, line, day) && isHeard(world, line, day);
}

/** docs/rules.md §9b: whether its reader wants to hear of it on a day. The offices always hear of what is late. */
export function isHeard(world: World, { to, code, subject }: Line, day: string): boolean {
  const { role, weekly, pausedUntil } = world.people.find(({ email }) => email === to)!;
  const { due } = world.commitments.find((one) => one.code === code)!;
  if (role === 'coordinator' && subject === 'deadline' && due < day) return true;
  if (pausedUntil !== null && day <= pausedUntil) return false;
  return !weekly || isFirstOfWeek(day);
}

/** A Saturday that is worked is the first only where nothing was worked before it. */
function isFirstOfWeek(day: string): boolean {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return isWorked(day) && workedBetween(plusDays(day, -weekday - 1), day) === 1;
}

/** It is not: and will not be told later either. */
export function isOver(
  world: World,
  { to, code, subject, version, rules, standsInFor, day: spokeOn }: Line,
  day: string,
): boolean {
  const commitment = world.commitments.find((one) => one.code === code)!;
  const person = world.people.find(({ email }) => email === to)!;
  if (!person.active || commitment.completed) return true;
  if (subject === 'waits') return !waitsFor(world, commitment, to, day);
  if (subject === 'silence') return !isSilentFor(world, commitment, to, rules, spokeOn);
  if (commitment.version !== version) return true;
  const asGood = asGoodAs(world, commitment, rules);
  if (asGood.length === 0) return true;
  if (person.role === 'coordinator') {
    // What it is told in somebody's place goes by that side; what it is to know of, by whichever lags.
    const sides = standsInFor.length > 0 ? standsInFor : parties;
    return rules.some(({ kind }) => kind === 'step') && !sides.some((party) => isLagging(commitment, party));
  }
  return !parties.some(
    (party) =>
      isLagging(commitment, party) &&
      asGood.some((rule) => recipientsOf(world, rule, commitment, party).people.has(to)),
  );
}

/** A rule of the same kind, days and unit is as good as the one by which a line was planned. */
function asGoodAs(world: World, commitment: Commitment, rules: readonly Rule[]): Rule[] {
  return agreementOf(world, commitment).rules.filter((rule) =>
    rules.some(({ kind, days, unit }) => rule.kind === kind && rule.days === days && rule.unit === unit),
  );
}

function waitsFor(world: World, commitment: Commitment, to: string, day: string): boolean {
  const { rules } = agreementOf(world, commitment);
  return waitsIn(commitment).some(
    (wait) =>
      waitersOf(world, wait).includes(to) &&
      rules.some(({ kind, days }) => kind === wait.kind && held(wait.since, day) >= days),
  );
}

function isSilentFor(
  world: World,
  commitment: Commitment,
  to: string,
  rules: readonly Rule[],
  spokeOn: string,
): boolean {
  return parties.some((party) => {
    const last = commitment.sides[party].spokeOn;
    if (!isLagging(commitment, party) || (last !== null && last >= spokeOn)) return false;
    if (coordinatorsOf(world, party).some(({ email }) => email === to))
      return asGoodAs(world, commitment, rules).length > 0;
    return asGoodAs(world, commitment, rules).some((rule) =>
      recipientsOf(world, rule, commitment, party).people.has(to),
    );
  });
}

/** A step to a head or leader is told once no answer holds it any more. */
function isKeptBack(world: World, { to, code, rules }: Line, day: string): boolean {
  const steps = rules.filter(({ kind }) => kind === 'step');
  if (steps.length === 0) return false;
  const commitment = world.commitments.find((one) => one.code === code)!;
  const person = world.people.find(({ email }) => email === to)!;
  if (person.role === 'coordinator') return false;
  const { holdDays } = agreementOf(world, commitment);
  return steps.every((rule) =>
    parties
      .filter(
        (party) =>
          isLagging(commitment, party) && recipientsOf(world, rule, commitment, party).people.has(to),
      )
      .every((party) => isHeld(commitment.sides[party], stepDue(rule, commitment.due), holdDays, day)),
  );
}
