import type { Addressees } from './addressees.js';
import { goesOutOn } from './ladder.js';
import { isLagging, isOpen } from './lagging.js';
import {
  sideKey,
  type ForRole,
  type OpenCommitment,
  type PlannedReminder,
  type PlannedSide,
  type PlannerInput,
} from './planner.types.js';
import { foremost, isStep, outranks, rulesOn, type ReminderRule } from './rules.js';

/** A rule that speaks of a commitment on a day, and the sides to whose people it does; offices hear of it besides. */
export interface Spoken {
  rule: ReminderRule;
  sides: readonly PlannedSide[];
}

/** Which rules speak of the deadlines of commitments on a day. What is told of a deadline alone is found once for each. */
export function speakersOn(input: PlannerInput): (commitment: OpenCommitment) => Spoken[] {
  const { day, book, calendar } = input;
  const known = new Map<string, ReminderRule[]>();
  return (commitment) => {
    const { dueOn, status, agreementId, sides } = commitment;
    if (dueOn === null || !isOpen(status)) return [];
    const { rules, id } = book.of(agreementId);
    const key = `${id}:${dueOn}`;
    let spoken = known.get(key);
    if (!spoken) known.set(key, (spoken = rulesOn(day, dueOn, rules, calendar)));
    const steps = dueOn < day && rules.some(isStep) ? stepsOf(commitment, dueOn, rules, input) : [];
    if (spoken.length === 0 && steps.length === 0) return [];
    const lagging = sides.filter(isLagging);
    return [...spoken.map((rule) => ({ rule, sides: lagging })), ...steps];
  };
}

function stepsOf(
  { id, agreementId, sides }: OpenCommitment,
  dueOn: string,
  rules: readonly ReminderRule[],
  { day, book, calendar, ladder }: PlannerInput,
): Spoken[] {
  if (!calendar.isWorking(day)) return [];
  const { holdOn } = book.of(agreementId);
  const counted = ladder?.counted.get(id) ?? [];
  return rules.filter(isStep).flatMap((rule) => {
    const told = sides.filter((side) => {
      const answers = ladder?.answers.get(sideKey(id, side.partyId)) ?? [];
      return isLagging(side) && goesOutOn(day, rule, { dueOn, answers, counted, rules, calendar, holdOn });
    });
    return told.length > 0 ? [{ rule, sides: told }] : [];
  });
}

/** The lines of a commitment on a day: one for each recipient. */
export function linesOf(
  commitment: OpenCommitment,
  spoken: readonly Spoken[],
  addressees: Addressees,
): Map<number, Pick<PlannedReminder, 'forRole'> & { rule: ReminderRule }> {
  const lines: ReturnType<typeof linesOf> = new Map();
  const vacant: Vacancy[] = [];
  for (const { rule, sides } of spoken) {
    for (const side of sides)
      for (const role of rule.to) {
        const people = addressees.inRole(role, side, commitment);
        if (people.length === 0 && role !== 'lead_body' && role !== 'coordinator')
          vacant.push({ rule, role, partyId: side.partyId });
        for (const person of people) {
          const had = lines.get(person.id);
          if (person.role !== 'coordinator' && (!had || outranks(rule, had.rule)))
            lines.set(person.id, { rule });
        }
      }
  }
  for (const partyId of commitment.partyIds) {
    const line = officeLine(spoken, vacant, partyId);
    for (const { id } of addressees.coordinatorsOf(partyId)) lines.set(id, line);
  }
  return lines;
}

/** A post of a side to which a rule speaks and that nobody has. */
interface Vacancy {
  rule: ReminderRule;
  role: ForRole;
  partyId: number;
}

/** An office hears of each deadline: of a step in place of whoever it is for, or where nothing else speaks. */
function officeLine(spoken: readonly Spoken[], vacant: readonly Vacancy[], partyId: number) {
  const own = vacant.filter((one) => one.partyId === partyId);
  const rules = spoken.map(({ rule }) => rule);
  const others = rules.filter((rule) => !isStep(rule));
  const rule =
    foremost(own.map((one) => one.rule).filter(isStep)) ??
    foremost(others.filter(({ to }) => to.includes('lead_body'))) ??
    foremost(others) ??
    foremost(rules)!;
  const forRole = (['leader', 'head'] as const).find((role) => own.some((one) => one.role === role));
  return forRole ? { rule, forRole } : { rule };
}
