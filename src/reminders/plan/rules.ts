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

export const isOfSilence = ({ kind }: Pick<ReminderRule, 'kind'>): boolean =>
  silenceKinds.some((one) => one === kind);

/** Takes what is late up, once, and may be held. */
export const isStep = ({ kind }: Pick<ReminderRule, 'kind'>): boolean => kind === 'step' || kind === 'count';

/** The same of a row of the ledger, by the code of its rule. */
export const isStepCode = (code: string): boolean => /^(?:step|count)_/.test(code);

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
 * The rule that speaks on a day of a report that is owed since its due day, or of a part not heard of since a day; never on a day off.
 * Of several the one with the most days.
 */
export function silenceRuleOn(
  day: Day,
  since: Day,
  kind: SilenceKind,
  rules: readonly ReminderRule[],
  calendar: WorkingCalendar,
): ReminderRule | null {
  if (!calendar.isWorking(day)) return null;
  const spoken = rules.filter((rule) => rule.kind === kind && speaksOfSilence(rule, day, since, calendar));
  return spoken.toSorted((one, other) => other.days - one.days)[0] ?? null;
}

function speaksOfSilence(rule: ReminderRule, day: Day, since: Day, calendar: WorkingCalendar): boolean {
  const first = firstOfSilence(rule, since, calendar);
  if (day <= first) return day === first;
  return rule.thenEvery !== null && calendar.countBetween(first, day) % rule.thenEvery === 0;
}

/** The first day on which it is told. A report is asked for on its due day, or on the last working day before that. */
export function firstOfSilence(
  { days, unit }: Pick<ReminderRule, 'days' | 'unit'>,
  since: Day,
  calendar: WorkingCalendar,
): Day {
  if (unit === 'calendar') return calendar.onOrAfter(addDays(since, days));
  return days === 0 ? calendar.onOrBefore(since) : calendar.after(since, days);
}

/**
 * How often a rule has spoken by the end of a day, as a calendar has it. A count of notices is not of the calendar: never.
 * @param of the deadline, or the day since which something waits, is owed or not heard of
 */
export function timesSpoken(rule: ReminderRule, of: Day, by: Day, calendar: WorkingCalendar): number {
  if (isWaiting(rule)) {
    const held = calendar.countHeld(of, calendar.onOrBefore(by));
    return held < rule.days ? 0 : Math.floor((held - rule.days) / rule.thenEvery) + 1;
  }
  if (isOfSilence(rule)) {
    const first = firstOfSilence(rule, of, calendar);
    if (first > by) return 0;
    return rule.thenEvery === null ? 1 : 1 + Math.floor(calendar.countBetween(first, by) / rule.thenEvery);
  }
  return rule.kind === 'count' ? 0 : timesSpokenOfDeadline(rule, of, by, calendar);
}

function timesSpokenOfDeadline(rule: ReminderRule, dueOn: Day, by: Day, calendar: WorkingCalendar): number {
  if (rule.kind === 'overdue') return intervalsPast(rule, dueOn, calendar.onOrBefore(by), calendar);
  return onceOn(rule, dueOn, calendar) <= by ? 1 : 0;
}

/** The day of a rule that speaks once of a deadline; of a step, the one on which it comes due. */
export function onceOn({ kind, days, unit }: ReminderRule, dueOn: Day, calendar: WorkingCalendar): Day {
  if (kind === 'on_day') return calendar.onOrBefore(dueOn);
  if (kind === 'before')
    return unit === 'working' ? calendar.before(dueOn, days) : calendar.onOrBefore(addDays(dueOn, -days));
  return unit === 'working' ? calendar.after(dueOn, days) : calendar.onOrAfter(addDays(dueOn, days));
}

/** How many of its intervals an overdue rule has ended by a working day; what ends on a day off is told on the next working day. */
function intervalsPast(
  { days, unit }: ReminderRule,
  dueOn: Day,
  day: Day,
  calendar: WorkingCalendar,
): number {
  if (day <= dueOn) return 0;
  return Math.floor((unit === 'working' ? calendar.countBetween(dueOn, day) : daysFrom(dueOn, day)) / days);
}

const daysFrom = (from: Day, to: Day) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Whether a rule of a deadline, no step, speaks on a working day. */
export function speaksOn(rule: ReminderRule, day: Day, dueOn: Day, calendar: WorkingCalendar): boolean {
  if (rule.kind === 'before' || rule.kind === 'on_day')
    return day <= dueOn && onceOn(rule, dueOn, calendar) === day;
  if (rule.kind !== 'overdue' || day <= dueOn) return false;
  if (rule.unit === 'working') return calendar.countBetween(dueOn, day) % rule.days === 0;
  return (
    intervalsPast(rule, dueOn, day, calendar) > intervalsPast(rule, dueOn, calendar.before(day, 1), calendar)
  );
}

/** By which of two rules that speak on one day a line is named: what is further along, else by which it is told more rarely. */
export function outranks(one: ReminderRule, other: ReminderRule): boolean {
  const [a, b] = [ranks.indexOf(one.kind), ranks.indexOf(other.kind)];
  if (a !== b) return a > b;
  if (one.days !== other.days) return one.kind === 'before' ? one.days < other.days : one.days > other.days;
  if (one.unit !== other.unit) return one.unit === 'working';
  return one.code < other.code;
}

const ranks: readonly RuleKind[] = ['before', 'on_day', 'overdue', 'step', 'count'];

/** The first of some rules; null where there are none. */
export function foremost(rules: readonly ReminderRule[]): ReminderRule | null {
  return rules.reduce<ReminderRule | null>(
    (best, rule) => (!best || outranks(rule, best) ? rule : best),
    null,
  );
}

/** The rules, but for steps, that speak on a day of a deadline; none on a day off. */
export function rulesOn(
  day: Day,
  dueOn: Day,
  rules: readonly ReminderRule[],
  calendar: WorkingCalendar,
): ReminderRule[] {
  return calendar.isWorking(day) ? rules.filter((rule) => speaksOn(rule, day, dueOn, calendar)) : [];
}

/** The first of them. */
export function ruleOn(
  day: Day,
  dueOn: Day,
  rules: readonly ReminderRule[],
  calendar: WorkingCalendar,
): ReminderRule | null {
  return foremost(rulesOn(day, dueOn, rules, calendar));
}
