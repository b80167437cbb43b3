import type { WorkingCalendar } from '../../calendar/working-days.js';
import { addDays, type Day } from '../../platform/clock.js';

/** What speaks of a deadline, and what speaks of whoever a matter waits for. */
export type DeadlineKind = 'before' | 'on_day' | 'overdue' | 'step' | 'count';
export const waitingKinds = ['leader_waits', 'office_waits', 'report_waits'] as const;
export type WaitingKind = (typeof waitingKinds)[number];

/** What speaks of a report that is owed, or of a part of which nothing is heard. */
export const silenceKinds = ['report_due', 'silent'] as const;
export type SilenceKind = (typeof silenceKinds)[number];

export const ruleKinds = [
  'before',
  'on_day',
  'overdue',
  'step',
  'count',
  ...silenceKinds,
  ...waitingKinds,
] as const satisfies readonly (DeadlineKind | SilenceKind | WaitingKind)[];
export type RuleKind = (typeof ruleKinds)[number];

export const ruleRoles = ['lead_body', 'head', 'leader', 'coordinator'] as const;
export type RuleRole = (typeof ruleRoles)[number];

export const ruleUnits = ['working', 'calendar'] as const;
export type RuleUnit = (typeof ruleUnits)[number];

export interface ReminderRule {
  code: string;
  kind: RuleKind;
  /** Before: how much earlier. Overdue: every how many. Step: how much later. Count: more than how many notices. On the day: 0. Of what waits, is owed or not heard of: after how many. */
  days: number;
  unit: RuleUnit;
  /** After that, every how many working days; null where once, or where `days` is the interval itself. */
  thenEvery: number | null;
  /** To whom it speaks; the offices of all sides hear of each deadline besides. */
  to: readonly RuleRole[];
}

export type WaitingRule = ReminderRule & { kind: WaitingKind; thenEvery: number };

export const isWaiting = (rule: Pick<ReminderRule, 'kind'>): rule is WaitingRule =>
  waitingKinds.some((kind) => kind === rule.kind);

/**
 * The rule that speaks on a day of what has been in somebody's hands since another; never on a day off. Each working day that ended in
 * these hands counts one.
 */
export function waitingRuleOn(
  day: Day,
  since: Day,
  kind: WaitingKind,
  rules: readonly ReminderRule[],
  calendar: WorkingCalendar,
): ReminderRule | null {
  if (!calendar.isWorking(day)) return null;
  const held = calendar.countHeld(since, day);
  return rules.find((rule) => rule.kind === kind && isWaiting(rule) && speaksAfter(rule, held)) ?? null;
}

/** The days since which something must have been waiting for a rule to speak of it on a day. */
export function sincesSpokenOfOn(
  day: Day,
  earliest: Day,
  rules: readonly ReminderRule[],
  calendar: WorkingCalendar,
): Day[] {
  const waiting = rules.filter(isWaiting);
  if (waiting.length === 0 || !calendar.isWorking(day)) return [];
  const speaks = (held: number) => waiting.some((rule) => speaksAfter(rule, held));
  return calendar.daysBefore(addDays(day, -1), addDays(earliest, -1), speaks).map((eve) => addDays(eve, 1));
}

function speaksAfter({ days, thenEvery }: WaitingRule, held: number): boolean {
  return held >= days && (held - days) % thenEvery === 0;
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
  return rules.find((rule) => rule.kind === 'before' && rule.days === left) ?? null;
}

/**
 * How often a rule has spoken by the end of a day, as a calendar has it.
 * @param of the deadline, or the day since which something waits
 */
export function timesSpoken(rule: ReminderRule, of: Day, by: Day, calendar: WorkingCalendar): number {
  if (isWaiting(rule)) {
    const held = calendar.countHeld(of, calendar.onOrBefore(by));
    return held < rule.days ? 0 : Math.floor((held - rule.days) / rule.thenEvery) + 1;
  }
  return timesSpokenOfDeadline(rule, of, by, calendar);
}

function timesSpokenOfDeadline(rule: ReminderRule, dueOn: Day, by: Day, calendar: WorkingCalendar): number {
  if (rule.kind === 'overdue') return Math.floor(calendar.countBetween(dueOn, by) / rule.days);
  const on = rule.kind === 'on_day' ? calendar.onOrBefore(dueOn) : calendar.before(dueOn, rule.days);
  return on <= by ? 1 : 0;
}

/** The rule with the longest interval, where several fall on the same day. */
function overdueRule(daysLate: number, rules: readonly ReminderRule[]): ReminderRule | null {
  let longest: ReminderRule | null = null;
  for (const rule of rules) {
    const speaks = rule.kind === 'overdue' && daysLate > 0 && daysLate % rule.days === 0;
    if (speaks && rule.days > (longest?.days ?? 0)) longest = rule;
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
  const longest = Math.max(0, ...rules.filter(({ kind }) => kind === 'before').map((rule) => rule.days));
  // The deadline itself may lie in a row of days off, after the working day that the rule counts to.
  const last = addDays(calendar.after(day, longest + 1), 1);
  const days = calendar.daysBefore(day, earliest, (late) => overdueRule(late, rules) !== null);
  for (let due = earliest > day ? earliest : day; due <= last; due = addDays(due, 1)) {
    if (ruleOn(day, due, rules, calendar)) days.push(due);
  }
  return days;
}
