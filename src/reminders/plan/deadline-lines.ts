import type { Day } from '../../platform/clock.js';
import type { Addressees } from './addressees.js';
import { goesOutOn } from './ladder.js';
import { isLagging, isOpen } from './lagging.js';
import {
  sideKey,
  standsInFor,
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

/** Since when a step about the commitment has stood in the ledger for a recipient. */
type ToldOn = (recipientId: number, rule: ReminderRule, forRole?: ForRole) => Day | undefined;

interface LinesGround {
  commitment: OpenCommitment;
  addressees: Addressees;
  day: Day;
  toldOn: ToldOn;
}

/** The lines of a commitment on a day: one for each recipient. */
export function linesOf(
  spoken: readonly Spoken[],
  ground: LinesGround,
): Map<number, Pick<PlannedReminder, 'forRole'> & { rule: ReminderRule; isOffice?: true }> {
  const { commitment, addressees } = ground;
  const lines: ReturnType<typeof linesOf> = new Map();
  for (const { rule, sides } of spoken)
    for (const side of sides)
      for (const role of rule.to)
        for (const person of addressees.inRole(role, side, commitment)) {
          const had = lines.get(person.id);
          if (person.role !== 'coordinator' && (!had || outranks(rule, had.rule)))
            lines.set(person.id, { rule });
        }
  const heard = heardByOffices(spoken, ground);
  if (heard.length === 0) return lines;
  const vacant = vacanciesIn(heard, ground);
  for (const partyId of commitment.partyIds) {
    const line = officeLine(heard, vacant, partyId);
    for (const { id } of addressees.coordinatorsOf(partyId)) lines.set(id, { ...line, isOffice: true });
  }
  return lines;
}

/** Of a step offices hear once for each side, however answers that came to be known later move it. */
function heardByOffices(spoken: readonly Spoken[], { commitment, addressees, day, toldOn }: LinesGround) {
  const wasTold = (rule: ReminderRule, side: PlannedSide) =>
    rule.to.some((role) => {
      const people = addressees.inRole(role, side, commitment).filter((one) => one.role !== 'coordinator');
      const rows =
        people.length > 0
          ? people.map(({ id }) => toldOn(id, rule))
          : addressees
              .coordinatorsOf(side.partyId)
              .flatMap(({ id }) => standsInFor.map((post) => toldOn(id, rule, post)));
      return rows.some((on) => on !== undefined && on !== day);
    });
  return spoken.flatMap(({ rule, sides }): Spoken[] => {
    if (!isStep(rule)) return [{ rule, sides }];
    const untold = sides.filter((side) => !wasTold(rule, side));
    return untold.length > 0 ? [{ rule, sides: untold }] : [];
  });
}

function vacanciesIn(spoken: readonly Spoken[], { commitment, addressees }: LinesGround): Vacancy[] {
  return spoken.flatMap(({ rule, sides }) =>
    sides.flatMap((side) =>
      standsInFor
        .filter((role) => rule.to.includes(role) && addressees.inRole(role, side, commitment).length === 0)
        .map((role) => ({ rule, role, partyId: side.partyId })),
    ),
  );
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
