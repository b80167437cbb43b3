import { isWorked } from './days.js';
import type { Line, Subject } from './model-line.js';
import {
  agreementOf,
  coordinatorsOf,
  isLagging,
  offices,
  recipientsOf,
  waitersOf,
  waitsIn,
} from './model-people.js';
import { speaksOfDeadline, speaksOfSilence, speaksOfWait, stepDay } from './model-rules.js';
import { parties, type Commitment, type PartyCode, type Rule, type World } from './world.js';

/** All that docs/rules.md §9 has to say on a day, as things are. */
export function linesOf(world: World, day: string): Line[] {
  if (!isWorked(day)) return [];
  return world.commitments.flatMap((commitment) =>
    commitment.completed
      ? []
      : [
          ...deadlineLines(world, commitment, day),
          ...silenceLines(world, commitment, day),
          ...waitLines(world, commitment, day),
        ],
  );
}

type About = Pick<Commitment, 'code' | 'version'>;
const line = (to: string, { code, version }: About, subject: Subject, rules: Rule[], day: string): Line => ({
  to,
  standsInFor: [],
  code,
  subject,
  rules,
  version,
  day,
  refused: 0,
  maybe: false,
  truePhase: 0,
  latePhase: 0,
});

const rank = { step: 3, overdue: 2, on_day: 1, before: 0, silent: 0, leader_waits: 0, office_waits: 0 };

/** Of several rules that speak to one person of one commitment, the one that is the line. */
export function chosen(rules: readonly Rule[]): Rule | undefined {
  const days = ({ kind, days: n }: Rule) => (kind === 'before' ? -n : n);
  return rules.toSorted(
    (a, b) =>
      rank[b.kind] - rank[a.kind] ||
      days(b) - days(a) ||
      Number(a.unit === 'calendar') - Number(b.unit === 'calendar') ||
      (a.code < b.code ? -1 : 1),
  )[0];
}

interface Spoken {
  rule: Rule;
  party: PartyCode;
}

function deadlineLines(world: World, commitment: Commitment, day: string): Line[] {
  const { rules, holdDays } = agreementOf(world, commitment);
  const ofDeadline = rules.filter((rule) => speaksOfDeadline(rule, commitment.due, day));
  const lagging = parties.filter((party) => isLagging(commitment, party));
  const steps = rules.filter(({ kind }) => kind === 'step');
  const spoken: Spoken[] = lagging.flatMap((party) => [
    ...ofDeadline.map((rule) => ({ rule, party })),
    ...steps
      .filter((rule) => stepDay(rule, commitment, party, holdDays) === day)
      .map((rule) => ({ rule, party })),
  ]);
  const to = new Map<string, Rule[]>();
  const add = (email: string, rule: Rule) => to.set(email, [...(to.get(email) ?? []), rule]);
  const standIns = new Map<string, Spoken[]>();
  for (const { rule, party } of spoken) {
    const { people, standsIn } = recipientsOf(world, rule, commitment, party);
    for (const email of people) add(email, rule);
    if (!standsIn) continue;
    for (const { email } of coordinatorsOf(world, party))
      standIns.set(email, [...(standIns.get(email) ?? []), { rule, party }]);
  }
  const all = [...new Set([...ofDeadline, ...spoken.map(({ rule }) => rule)])];
  const insteadOf = (email: string) => (standIns.get(email) ?? []).filter(({ rule }) => rule.kind === 'step');
  for (const { email } of offices(world)) to.set(email, ofOffice(all, insteadOf(email)));
  return [...to].flatMap(([email, some]) => {
    const rule = chosen(some);
    if (!rule) return [];
    const standsInFor = insteadOf(email).map(({ party }) => party);
    return [{ ...line(email, commitment, 'deadline', [rule], day), standsInFor }];
  });
}

/** What a committee office goes by: a rule to the lead body before others; steps where it stands in, or where nothing else speaks. */
function ofOffice(spoken: readonly Rule[], steps: readonly Spoken[]): Rule[] {
  if (steps.length > 0) return steps.map(({ rule }) => rule);
  const below = spoken.filter(({ kind }) => kind !== 'step');
  if (below.length === 0) return [...spoken];
  const toLeadBody = below.filter((rule) => rule.to.includes('lead_body'));
  return toLeadBody.length > 0 ? toLeadBody : below;
}

function silenceLines(world: World, commitment: Commitment, day: string): Line[] {
  const silent = agreementOf(world, commitment).rules.filter(({ kind }) => kind === 'silent');
  const to = new Map<string, Rule[]>();
  for (const party of parties.filter((one) => isLagging(commitment, one))) {
    const since = commitment.sides[party].spokeOn ?? commitment.madeOn;
    for (const rule of silent.filter((one) => speaksOfSilence(one, since, day))) {
      const { people } = recipientsOf(world, rule, commitment, party);
      const own = coordinatorsOf(world, party).map(({ email }) => email);
      for (const email of [...people, ...own]) to.set(email, [...(to.get(email) ?? []), rule]);
    }
  }
  return [...to].map(([email, some]) => line(email, commitment, 'silence', some, day));
}

function waitLines(world: World, commitment: Commitment, day: string): Line[] {
  const to = new Map<string, Rule[]>();
  for (const wait of waitsIn(commitment)) {
    const { rules } = agreementOf(world, commitment);
    const spoken = rules.filter((rule) => rule.kind === wait.kind && speaksOfWait(rule, wait.since, day));
    if (spoken.length === 0) continue;
    for (const email of waitersOf(world, wait)) to.set(email, [...(to.get(email) ?? []), ...spoken]);
  }
  return [...to].map(([email, some]) => line(email, commitment, 'waits', some, day));
}
