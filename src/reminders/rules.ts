import type { WorkingCalendar } from '../calendar/working-days.js';
import { addDays, type Day } from '../platform/clock.js';

export interface ReminderRule {
  code: string;
  kind: 'before' | 'on_day' | 'overdue';
  /** Before: how many working days earlier. Overdue: every how many working days. On the day: 0. */
  workingDays: number;
}

/**
 * The one rule that speaks on a day about a deadline, if any; never on a day off. Where a reminder before the deadline
 * and the one on the day fall together, because the deadline is a day off, the later stage speaks.
 */
export function ruleOn(
  day: Day,
  dueOn: Day,
  rules: readonly ReminderRule[],
  calendar: WorkingCalendar,
): ReminderRule | null {
  if (!calendar.isWorking(day)) return null;
  if (day > dueOn) return overdueRule(calendar.countBetween(dueOn, day), rules);
  if (day === calendar.onOrBefore(dueOn)) return rules.find((rule) => rule.kind === 'on_day') ?? null;
  const left = calendar.countBetween(addDays(day, -1), addDays(dueOn, -1));
  return rules.find((rule) => rule.kind === 'before' && rule.workingDays === left) ?? null;
}

/** How often a rule has spoken of a deadline by the end of a day, as a calendar has it. */
export function timesSpoken(rule: ReminderRule, dueOn: Day, by: Day, calendar: WorkingCalendar): number {
  if (rule.kind === 'overdue') return Math.floor(calendar.countBetween(dueOn, by) / rule.workingDays);
  const on = rule.kind === 'on_day' ? calendar.onOrBefore(dueOn) : calendar.before(dueOn, rule.workingDays);
  return on <= by ? 1 : 0;
}

/** The rule with the longest interval, where several fall on the same day. */
function overdueRule(daysLate: number, rules: readonly ReminderRule[]): ReminderRule | null {
  let longest: ReminderRule | null = null;
  for (const rule of rules) {
    const speaks = rule.kind === 'overdue' && daysLate > 0 && daysLate % rule.workingDays === 0;
    if (speaks && rule.workingDays > (longest?.workingDays ?? 0)) longest = rule;
  }
  return longest;
}

/** The deadlines from `earliest` on about which a rule speaks on a day, so that only their commitments need be read. */
export function dueDaysSpokenOfOn(
  day: Day,
  earliest: Day,
  rules: readonly ReminderRule[],
  calendar: WorkingCalendar,
): Day[] {
  if (!calendar.isWorking(day)) return [];
  const longest = Math.max(
    0,
    ...rules.filter(({ kind }) => kind === 'before').map((rule) => rule.workingDays),
  );
  // The deadline itself may lie in a row of days off, after the working day that the rule counts to.
  const last = addDays(calendar.after(day, longest + 1), 1);
  const days = calendar.daysBefore(day, earliest, (late) => overdueRule(late, rules) !== null);
  for (let due = earliest > day ? earliest : day; due <= last; due = addDays(due, 1)) {
    if (ruleOn(day, due, rules, calendar)) days.push(due);
  }
  return days;
}
