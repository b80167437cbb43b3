import type { WorkingCalendar } from '../../calendar/working-days.js';
import { addDays, type Day } from '../../platform/clock.js';
import { onceOn, speaksOn, type ReminderRule } from './rules.js';

/** Within a row of days off a deadline may lie behind the working day to which a rule counts: no row is longer than this. */
const LONGEST_REST = 15;

/**
 * The deadlines from `earliest` on about which a rule may speak on a day, so that only their commitments need be read. What comes due by the
 * count of notices is found by these.
 * @param holdDays for which a step may be held: those that came due in so many working days before may go out
 */
export function dueDaysSpokenOfOn(
  day: Day,
  earliest: Day,
  rules: readonly ReminderRule[],
  calendar: WorkingCalendar,
  holdDays = 0,
): Day[] {
  if (!calendar.isWorking(day)) return [];
  const days = calendar.daysBefore(day, earliest, lateSpokenOf(day, rules, calendar, holdDays));
  const last = lastDueDay(day, rules, calendar);
  for (let due = earliest > day ? earliest : day; due <= last; due = addDays(due, 1)) {
    if (rules.some((rule) => speaksOn(rule, day, due, calendar))) days.push(due);
  }
  return days;
}

/** Whether any rule may speak on a day of a deadline so many working days before it. */
function lateSpokenOf(
  day: Day,
  rules: readonly ReminderRule[],
  calendar: WorkingCalendar,
  holdDays: number,
): (late: number, due: Day) => boolean {
  const overdue = rules.filter(({ kind }) => kind === 'overdue');
  const working = overdue.filter(({ unit }) => unit === 'working');
  const byCalendar = overdue.filter(({ unit }) => unit === 'calendar');
  const steps = rules.filter(({ kind }) => kind === 'step');
  const since = holdDays === 0 ? day : calendar.before(day, holdDays);
  const longest = Math.max(0, ...steps.map((rule) => rule.days)) + holdDays;
  const comesDue = (rule: ReminderRule, due: Day) => {
    const on = onceOn(rule, due, calendar);
    return on <= day && on >= since;
  };
  return (late, due) =>
    (late > 0 && working.some(({ days }) => late % days === 0)) ||
    byCalendar.some((rule) => speaksOn(rule, day, due, calendar)) ||
    (late <= longest && steps.some((rule) => comesDue(rule, due)));
}

/** The last deadline to which a rule before it may count from a day. */
function lastDueDay(day: Day, rules: readonly ReminderRule[], calendar: WorkingCalendar): Day {
  const longest = (unit: ReminderRule['unit']) =>
    Math.max(
      0,
      ...rules.filter((rule) => rule.kind === 'before' && rule.unit === unit).map(({ days }) => days),
    );
  // The deadline itself may lie in a row of days off, after the working day that the rule counts to.
  const byWorking = addDays(calendar.after(day, longest('working') + 1), 1);
  const byCalendar = addDays(day, longest('calendar') + LONGEST_REST);
  return byWorking > byCalendar ? byWorking : byCalendar;
}
