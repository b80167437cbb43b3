import type { SideItem } from '../../commitments/commitment.types.js';
import type { CommitmentPageProps } from '../../commitments/page/commitment-page.types.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { ruleName } from '../ledger/rule-name.js';
import type { ReminderLine, Told } from './commitment-reminders.queries.js';

export type RemindersProps = CommitmentPageProps & Told;

function lineName({ rule, isWaiting }: ReminderLine, language: Language): string {
  const name = ruleName(rule, language);
  return isWaiting ? name : words(language).commitment.reminders.reminder(name);
}

export function sidesOf(line: ReminderLine, sides: SideItem[]): SideItem[] {
  return sides.filter(({ party }) => line.parties.includes(party));
}

/** Chases that count are counted, one a day; other lines are named by their rule. */
export function reminderNames({ reminders, frame: { language } }: RemindersProps): Map<ReminderLine, string> {
  const t = words(language).commitment.reminders;
  const chased = new Set<string>();
  return new Map(
    reminders.map((line) => {
      if (line.isChase) chased.add(line.day);
      return [line, line.isChase ? t.chase(chased.size) : lineName(line, language)];
    }),
  );
}
