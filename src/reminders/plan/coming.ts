import type { Kysely } from 'kysely';
import type { WorkingCalendar } from '../../calendar/working-days.js';
import { addDays, type Day } from '../../platform/clock.js';
import { addresseesOf } from './addressees.js';
import { heard } from '../wishes/heard.js';
import { readWishes } from '../wishes/wishes.sql.js';
import { planRun, putOffBy } from './day-plan.js';
import { isLagging } from './lagging.js';
import { lastWord, planDay } from './planner.js';
import { readPlanState } from './plan.state.js';
import { stepKey, type LadderFacts, type PlannedReminder, type PlannerInput } from './planner.types.js';
import type { RuleBook } from './rule-book.js';
import { isStepCode } from './rules.js';

export interface ComingDay {
  input: PlannerInput;
  rows: PlannedReminder[];
}

/**
 * What the runs from the next one on will say, as long as nothing changes and each of them is done on its day: the next one with what days
 * before owe; and what one has said, steps that are told once and notices that are counted, is known to those after it.
 * @param next the day of the next run
 * @param by other rules than those in force, to see what they would do
 */
export async function planComing(
  db: Kysely<unknown>,
  calendar: WorkingCalendar,
  next: Day,
  to: Day,
  by?: (book: RuleBook) => RuleBook,
): Promise<ComingDay[]> {
  const days = calendar.daysBetween(addDays(next, -1), to);
  if (days.length === 0) return [];
  const state = await readPlanState(db, calendar, days, by);
  const wishes = await readWishes(db);
  const ladder = growing(state.ladder);
  const coming: ComingDay[] = [];
  let owed: PlannedReminder[] = [];
  for (const day of days) {
    const input = { ...state, ladder, day };
    let rows: PlannedReminder[];
    if (day === next) {
      const run = await planRun(db, calendar, day, by);
      [rows, owed] = [run.rows, run.putOff];
    } else {
      const said = lastWord([owed, planDay(input)], day);
      rows = heard(said, { ...state, day, wishes });
      owed = putOffBy(said, rows);
    }
    coming.push({ input, rows });
    remember(rows, input, ladder);
  }
  return coming;
}

interface GrowingLadder extends LadderFacts {
  counted: Map<number, Day[]>;
  told: Map<string, Day>;
}

function growing(ladder: PlannerInput['ladder']): GrowingLadder {
  return {
    answers: ladder?.answers ?? new Map(),
    counted: new Map([...(ladder?.counted ?? [])].map(([id, days]) => [id, [...days]])),
    told: new Map(ladder?.told),
  };
}

function remember(rows: readonly PlannedReminder[], input: PlannerInput, ladder: GrowingLadder): void {
  for (const row of rows) {
    const key = stepKey({ ...row, recipientId: row.onBehalfOf ?? row.recipientId });
    if (isStepCode(row.rule) && !ladder.told.has(key)) ladder.told.set(key, row.day);
  }
  const { book, day } = input;
  if (!book.sets.some(({ rules }) => rules.some(({ kind }) => kind === 'count'))) return;
  const reachesHolder = holders(input);
  for (const { commitmentId, recipientId, onBehalfOf, rule, unheard } of rows) {
    if (unheard !== undefined) continue;
    if (book.named(rule)?.kind !== 'overdue' || !reachesHolder(commitmentId, onBehalfOf ?? recipientId))
      continue;
    const days = ladder.counted.get(commitmentId) ?? [];
    if (days.at(-1) !== day) ladder.counted.set(commitmentId, [...days, day]);
  }
}

/** Whether an account speaks for a body that holds a part of a commitment: only then does a notice to it count. */
function holders(input: PlannerInput): (commitmentId: number, recipientId: number) => boolean {
  const addressees = addresseesOf(input, input.day);
  const commitments = new Map(input.commitments.map((one) => [one.id, one]));
  return (commitmentId, recipientId) =>
    (commitments.get(commitmentId)?.sides ?? [])
      .filter(isLagging)
      .some(({ leadBodyId }) => addressees.officersOf(leadBodyId).some(({ id }) => id === recipientId));
}
