import type { WorkingCalendar } from '../../calendar/working-days.js';
import { addDays, type Day } from '../../platform/clock.js';
import { onceOn, speaksOn, type ReminderRule } from './rules.js';

/** For how many working days an answer keeps a step back, as it was set on a day. */
export type HoldOn = (day: Day) => number;

/** What keeps steps back, and what brings them. */
export interface LadderGround {
  dueOn: Day;
  /** Days on which the side answered. */
  answers: readonly Day[];
  /** Days on which an overdue notice that counts was sent under this version of the deadline, in order. */
  counted: readonly Day[];
  rules: readonly ReminderRule[];
  calendar: WorkingCalendar;
  holdOn: HoldOn;
}

/** Whether a step goes out on a working day: the first from the one on which it comes due on which no answer keeps it back. */
export function goesOutOn(day: Day, rule: ReminderRule, ground: LadderGround): boolean {
  const due = stepDue(day, rule, ground);
  if (due === null || due > day || isHeldOn(day, due, ground)) return false;
  for (let before = due; before < day; before = ground.calendar.after(before, 1)) {
    if (!isHeldOn(before, due, ground)) return false;
  }
  return true;
}

/** Whether that was by the end of a day. */
export function hasGoneOutBy(day: Day, rule: ReminderRule, ground: LadderGround): boolean {
  return ground.calendar.daysBetween(ground.dueOn, day).some((on) => goesOutOn(on, rule, ground));
}

/** Whether an answer keeps a step back on a working day; never longer than it was set for. What happens on the day itself does not. */
export function isHeldOn(
  day: Day,
  due: Day,
  { answers, calendar, holdOn }: Pick<LadderGround, 'answers' | 'calendar' | 'holdOn'>,
): boolean {
  const holdDays = holdOn(day);
  if (holdDays === 0 || day >= calendar.after(due, holdDays)) return false;
  const since = calendar.before(day, holdDays);
  return answers.some((answer) => answer >= since && answer < day);
}

/** The working day on which a step comes due; null where that is not to be seen by `day`. */
export function stepDue(
  day: Day,
  rule: ReminderRule,
  { dueOn, counted, rules, calendar }: Pick<LadderGround, 'dueOn' | 'counted' | 'rules' | 'calendar'>,
): Day | null {
  if (rule.kind === 'step') return onceOn(rule, dueOn, calendar);
  const chases = (on: Day) =>
    rules.some((one) => speaksOn(one, on, dueOn, calendar) && one.kind === 'overdue');
  const before = counted.filter((on) => on < day);
  const last = before[rule.days];
  // The notice that brings it counts on its day; one by hand was sent after that day's run.
  if (last !== undefined) return chases(last) ? last : calendar.onOrAfter(addDays(last, 1));
  return before.length === rule.days && chases(day) ? day : null;
}
