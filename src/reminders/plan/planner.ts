import type { Day } from '../../platform/clock.js';
import { addresseesOf } from './addressees.js';
import { linesOf, speakersOn } from './deadline-lines.js';
import { classOf, stepKey, type ForRole, type PlannedReminder, type PlannerInput } from './planner.types.js';
import { isStep, isStepCode, type ReminderRule } from './rules.js';
import { planSilence } from './silence.js';
import { planWaiting } from './waits.js';

/** Who is to be told what on a day. Pure: it writes nothing and asks nobody. */
export function planDay(input: PlannerInput): PlannedReminder[] {
  return [...planDeadlines(input), ...planSilence(input), ...planWaiting(input)];
}

function planDeadlines(input: PlannerInput): PlannedReminder[] {
  const { day, ladder } = input;
  const addressees = addresseesOf(input, day);
  const spokenOf = speakersOn(input);
  const rows: PlannedReminder[] = [];
  for (const commitment of input.commitments) {
    const spoken = spokenOf(commitment);
    if (spoken.length === 0) continue;
    const { id: commitmentId, dueVersion, dueOn } = commitment;
    const toldOn = (recipientId: number, { code }: ReminderRule, forRole?: ForRole) =>
      ladder?.told.get(stepKey({ recipientId, commitmentId, rule: code, dueVersion, forRole }));
    const lines = linesOf(spoken, { commitment, addressees, day, toldOn });
    for (const [recipientId, { rule, isOffice, ...line }] of lines)
      if (isOffice || !isStep(rule) || toldOn(recipientId, rule) === undefined)
        rows.push({
          recipientId,
          commitmentId,
          rule: rule.code,
          dueVersion,
          day,
          ...line,
          counted: [dueOn!],
        });
  }
  return rows;
}

/**
 * Of what several days say, in order of time, the last word to each recipient on each commitment, as rows of one day: of its deadline, of
 * what is owed, and of what waits there. A step is not outdated by what is told besides.
 */
export function lastWord(days: readonly PlannedReminder[][], day: Day): PlannedReminder[] {
  const last = new Map<string, PlannedReminder>();
  for (const row of days.flat()) {
    const key = `${row.recipientId}:${row.commitmentId}:${classOf(row)}`;
    const former = last.get(key);
    if (former && isStepCode(former.rule) && !isStepCode(row.rule)) continue;
    last.set(key, { ...row, day });
  }
  return [...last.values()];
}

export { isLagging, isOpen } from './lagging.js';
