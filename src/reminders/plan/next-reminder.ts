import type { WorkingCalendar } from '../../calendar/working-days.js';
import type { Day } from '../../platform/clock.js';
import { ruleOn, waitingRuleOn, type ReminderRule, type WaitingKind } from './rules.js';

/** The first day after `after` on which a rule speaks of a deadline, as long as nothing changes. */
export function nextReminder(
  dueOn: Day,
  after: Day,
  rules: readonly ReminderRule[],
  calendar: WorkingCalendar,
): { day: Day; rule: ReminderRule } | null {
  for (let day = calendar.after(after, 1), tries = 0; tries < MOST_DAYS; tries += 1) {
    const rule = ruleOn(day, dueOn, rules, calendar);
    if (rule) return { day, rule };
    day = calendar.after(day, 1);
  }
  return null;
}

/** The first day after `after` on which somebody is told of what has been in these hands since another, as long as nothing changes. */
export function nextWaiting(
  { kind, since }: { kind: WaitingKind; since: Day },
  after: Day,
  rules: readonly ReminderRule[],
  calendar: WorkingCalendar,
): Day | null {
  let day = calendar.after(after < since ? since : after, 1);
  for (let tries = 0; tries < MOST_DAYS; tries += 1) {
    if (waitingRuleOn(day, since, kind, rules, calendar)) return day;
    day = calendar.after(day, 1);
  }
  return null;
}

/** Four years of working days: the first reminder of a deadline in the next term of office is still found. */
const MOST_DAYS = 1_000;
