import { addresseesOf } from './addressees.js';
import { SILENCE, type PlannedReminder, type PlannerInput } from './planner.types.js';
import { silenceKinds, silenceRuleOn, type ReminderRule } from './rules.js';

/** Who is to be told on a day that a report is owed, or that nothing is heard: its own side alone, one line a commitment, the report first. */
export function planSilence(input: PlannerInput): PlannedReminder[] {
  const { day, silences = [], book, calendar } = input;
  if (silences.length === 0) return [];
  const addressees = addresseesOf(input, day);
  const rows = new Map<string, PlannedReminder>();
  for (const kind of silenceKinds)
    for (const part of silences) {
      if (part.kind !== kind || !isOfDay(part, day)) continue;
      const rule = silenceRuleOn(day, part.since, kind, book.of(part.agreementId).rules, calendar);
      if (!rule) continue;
      for (const recipientId of toldOf(rule, part, addressees)) {
        const { commitmentId, since } = part;
        const key = `${recipientId}:${commitmentId}`;
        const row = {
          recipientId,
          commitmentId,
          rule: rule.code,
          dueVersion: SILENCE,
          day,
          counted: [since],
        };
        if (!rows.has(key)) rows.set(key, row);
      }
    }
  return [...rows.values()];
}

type Part = NonNullable<PlannerInput['silences']>[number];

const isOfDay = ({ from, to }: Part, day: string) => (!from || day >= from) && (!to || day <= to);

function toldOf(rule: ReminderRule, part: Part, addressees: ReturnType<typeof addresseesOf>): Set<number> {
  const people = rule.to.flatMap((role) => addressees.inRole(role, part, { sectorId: 0 }));
  return new Set([...people, ...addressees.coordinatorsOf(part.partyId)].map(({ id }) => id));
}
