import {
  NO_DEADLINE,
  type PlannedReminder,
  type PlannerInput,
  type Recipient,
  type WaitingMatter,
} from './planner.types.js';
import { waitingRuleOn } from './rules.js';

/** Who is to be told on a day that something waits for them: one row for each recipient and commitment, whatever waits there. */
export function planWaiting({ day, waiting, book, calendar, recipients }: PlannerInput): PlannedReminder[] {
  const rows = new Map<string, PlannedReminder>();
  const peopleFor = waitersOf(recipients);
  const isOfReports = (code: string) => book.named(code)?.kind === 'report_waits';
  for (const { commitmentId, agreementId, kind, since, ...matter } of waiting) {
    const rule = waitingRuleOn(day, since, kind, book.of(agreementId).rules, calendar);
    if (!rule) continue;
    for (const recipientId of peopleFor(matter)) {
      const key = `${recipientId}:${commitmentId}`;
      const row = rows.get(key);
      if (row) {
        row.counted!.push(since);
        // Reports are the side's own; what waits besides is every side's to know of, and the row is one of that.
        if (isOfReports(row.rule)) row.rule = rule.code;
      } else {
        const about = { recipientId, commitmentId, rule: rule.code, dueVersion: NO_DEADLINE, day };
        rows.set(key, { ...about, counted: [since] });
      }
    }
  }
  return [...rows.values()];
}

/** For whom a matter waits; an office stands in for leaders of its side, or a body that was asked, that have no account, and is told so. */
export function waitersOf(recipients: readonly Recipient[]) {
  const coordinators = Map.groupBy(
    recipients.filter(({ role }) => role === 'coordinator'),
    ({ partyId }) => partyId,
  );
  return ({ people, partyId }: Pick<WaitingMatter, 'people' | 'partyId'>): number[] =>
    people !== null && people.length > 0 ? people : (coordinators.get(partyId) ?? []).map(({ id }) => id);
}
