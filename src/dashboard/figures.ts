import { countGroups, type Counts } from '../commitments/commitment.types.js';
import { indicatorChoices, type IndicatorChoice } from '../commitments/indicators/standing.js';
import { addDays, type Day } from '../platform/clock.js';
import { AHEAD_DAYS } from './ahead.js';
import type { Dashboard } from './dashboard.types.js';
import type { FactsAt } from './facts/facts.sql.js';
import type { CommitmentFacts, SideFacts } from './facts/facts.types.js';
import type { Names } from './facts/names.sql.js';

export const DUE_SOON_DAYS = 14;
const CHASED_OFTEN = 4;

export type RawFigures = Pick<
  Dashboard,
  | 'total'
  | 'counts'
  | 'bySector'
  | 'byHolder'
  | 'indicators'
  | 'dated'
  | 'undated'
  | 'chasedOften'
  | 'reached'
> & {
  bySide: Omit<Dashboard['bySide'][number], 'updateRate' | 'completionRate'>[];
  byBody: Omit<Dashboard['byBody'][number], 'updateRate' | 'completionRate'>[];
  dueSoon: { count: number; nearest: Day | null };
  ahead: number[];
  /** A month before. */
  before: { completed: number; overdue: number };
};

type Side = Pick<SideFacts, 'party' | 'body' | 'group' | 'owed' | 'reportedOn'>;

/** All counts of an agreement, from what is known of each of its commitments. */
export function figuresOf(
  facts: readonly CommitmentFacts[],
  names: Names,
  { asOf, period }: Pick<FactsAt, 'asOf' | 'period'>,
): RawFigures {
  const sectors = Map.groupBy(facts, ({ sector }) => sector);
  const sides = facts.flatMap((one): readonly Side[] => one.sides);
  const [parties, bodies] = [Map.groupBy(sides, byParty), Map.groupBy(sides, byBody)];
  const soon = dueBy(facts, asOf, DUE_SOON_DAYS);
  const reached = facts.filter(
    ({ dueOn, status }) => dueOn !== null && (dueOn < asOf || status === 'completed'),
  );
  return {
    total: facts.length,
    counts: countsOf(facts),
    bySector: names.sectors.map(({ id, code, name }) => {
      const own = sectors.get(id) ?? [];
      return { code, name, total: own.length, counts: countsOf(own) };
    }),
    bySide: names.parties.map(({ id, code, marker, name }) => {
      const own = parties.get(id) ?? [];
      return { party: code, marker, name, counts: countsOf(own), ...reportsOf(own, period.dueOn) };
    }),
    byBody: names.bodies.flatMap(({ id, code, name, party }) => {
      const own = bodies.get(id);
      if (!own) return [];
      return {
        code,
        name,
        party,
        total: own.length,
        counts: countsOf(own),
        ...reportsOf(own, period.dueOn),
      };
    }),
    byHolder: holdersOf(facts, names),
    indicators: indicatorsOf(sectors, names),
    dated: count(facts, ({ dueOn }) => dueOn !== null),
    undated: count(facts, ({ isUndated }) => isUndated),
    chasedOften: count(facts, ({ chased, timeliness }) => chased >= CHASED_OFTEN && timeliness === 'overdue'),
    dueSoon: { count: soon.length, nearest: earliest(soon) },
    ahead: AHEAD_DAYS.map((days) => dueBy(facts, asOf, days).length),
    before: {
      completed: count(facts, ({ before }) => before === 'completed'),
      overdue: count(facts, ({ before }) => before === 'overdue'),
    },
    reached: {
      due: reached.length,
      completed: count(reached, ({ status }) => status === 'completed'),
      onTime: count(reached, ({ timeliness }) => timeliness === 'completed_on_time'),
    },
  };
}

/** With the rates that follow from them. */
export function ratesOf(figures: RawFigures) {
  const completed = (counts: Counts) => counts.completed_on_time + counts.completed_late;
  const rate = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const sum = (key: 'owed' | 'gave' | 'late') => figures.bySide.reduce((total, side) => total + side[key], 0);
  const [owed, gave, late] = [sum('owed'), sum('gave'), sum('late')];
  const { dueSoon: _dueSoon, ahead: _ahead, before: _before, ...rest } = figures;
  return {
    ...rest,
    owed,
    gave,
    late,
    updateRate: rate(gave, owed),
    completionRate: rate(completed(figures.counts), figures.total),
    bySide: figures.bySide.map((side) => ({
      ...side,
      updateRate: rate(side.gave, side.owed),
      completionRate: rate(completed(side.counts), figures.total),
    })),
    byBody: figures.byBody.map((body) => ({
      ...body,
      updateRate: rate(body.gave, body.owed),
      completionRate: rate(completed(body.counts), body.total),
    })),
  };
}

const byParty = ({ party }: Side) => party;
const byBody = ({ body }: Side) => body;

/** Open commitments, not overdue, whose last day comes within some days. */
const dueBy = (facts: readonly CommitmentFacts[], asOf: Day, days: number) => {
  const until = addDays(asOf, days);
  return facts.filter(
    ({ timeliness, dueOn }) => timeliness === 'on_time' && dueOn !== null && dueOn >= asOf && dueOn <= until,
  );
};

const earliest = (facts: readonly CommitmentFacts[]) =>
  facts.reduce<Day | null>(
    (first, { dueOn }) => (dueOn !== null && (first === null || dueOn < first) ? dueOn : first),
    null,
  );

/** All nine groups, zero where there is none. */
function countsOf(of: readonly Pick<CommitmentFacts, 'group'>[]): Counts {
  const counts = Object.fromEntries(countGroups.map((group) => [group, 0])) as Counts;
  for (const { group } of of) counts[group] += 1;
  return counts;
}

/** The rule stands in docs/rules.md §7; where single rows are looked for, `reported` says the same. */
function reportsOf(sides: readonly Side[], dueOn: Day) {
  const owing = sides.filter(({ owed }) => owed);
  return {
    owed: owing.length,
    gave: count(owing, ({ reportedOn }) => reportedOn !== null && reportedOn <= dueOn),
    late: count(owing, ({ reportedOn }) => reportedOn !== null && reportedOn > dueOn),
  };
}

/** By the codes of their parties, and then by their roles. */
function holdersOf(facts: readonly CommitmentFacts[], { parties }: Names): Dashboard['byHolder'] {
  const held = facts.flatMap(({ holder }) => holder ?? []);
  const groups = Map.groupBy(held, ({ party, role }) => `${party} ${role}`);
  const codes = new Map(parties.map(({ id, code }) => [id, code]));
  return Array.from(groups.values(), (own) => ({
    party: codes.get(own[0]!.party)!,
    role: own[0]!.role,
    count: own.length,
    past: count(own, ({ isPast }) => isPast),
    longest: own.reduce((longest, { held: days }) => Math.max(longest, days), 0),
  })).sort((one, other) => inOrder(one.party, other.party) || inOrder(one.role, other.role));
}

/** In the order of the sectors, those that have any. */
function indicatorsOf(sectors: Map<number, CommitmentFacts[]>, names: Names): Dashboard['indicators'] {
  return names.sectors.flatMap(({ id, code, name }) => {
    const own = (sectors.get(id) ?? []).filter(({ indicators }) => indicators.length > 0);
    if (own.length === 0) return [];
    const having = (choice: IndicatorChoice) =>
      choice === 'any' ? own.length : count(own, ({ indicators }) => indicators.includes(choice));
    return {
      code,
      name,
      counts: Object.fromEntries(indicatorChoices.map((choice) => [choice, having(choice)])) as Record<
        IndicatorChoice,
        number
      >,
    };
  });
}

function count<One>(of: readonly One[], is: (one: One) => boolean): number {
  let found = 0;
  for (const one of of) if (is(one)) found += 1;
  return found;
}

const inOrder = (one: string, other: string) => (one < other ? -1 : Number(one > other));
