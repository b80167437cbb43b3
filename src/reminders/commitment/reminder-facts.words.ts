import { formatDay } from '../../calendar/deadline.js';
import { capital, listed } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { ruleName } from '../ledger/rule-name.js';
import type { Addressed, NextSaid } from './next-of.js';
import type { RemindersProps } from './reminder-names.js';

/** How often a commitment was chased: one a day. */
export function countLine({ reminders, frame: { language } }: RemindersProps): string {
  const t = words(language).commitment.reminders;
  const days = [...new Set(reminders.filter(({ isChase }) => isChase).map(({ day }) => day))];
  const last = days.at(-1);
  return last === undefined ? t.notChased : t.chased(days.length, formatDay(last));
}

/** To whom it was taken up, and what an answer keeps back. */
export function stepLines(props: RemindersProps): string[] {
  const { steps, held, frame } = props;
  const t = words(frame.language).commitment.reminders;
  const onDays = Map.groupBy(steps, ({ day }) => day);
  const told = [...onDays].map(([day, to]) => t.stepTold(namesOf(to, props), formatDay(day)));
  const heldTo = Map.groupBy(held, ({ until, answeredOn }) => `${until} ${answeredOn}`);
  const kept = [...heldTo.values()].map((to) =>
    t.stepHeld(namesOf(to, props), formatDay(to[0]!.until), formatDay(to[0]!.answeredOn)),
  );
  return told.length + kept.length === 0 ? [t.noStep] : [...told, ...kept];
}

/** What will be said next of the deadline, and to whom. A notice is promised by its number only where a part lags and its body has an account: else none is counted. */
export function nextName(props: RemindersProps): string {
  const { language } = props.frame;
  const t = words(language).commitment.reminders;
  const said = props.nextReminder?.said ?? [];
  return capital(said.map((one) => saidOf(one, props)).join(t.and));
}

function saidOf({ kind, rule, to }: NextSaid, props: RemindersProps): string {
  const { language } = props.frame;
  const t = words(language).commitment.reminders;
  const names = namesOf(to, props);
  if (kind === 'step' || kind === 'count') return t.step(names);
  if (to.length === 0) return t.officesOnly(t.reminder(ruleName(rule, language)));
  return t.to(
    kind === 'overdue' && to.some((one) => !one.isByOffice)
      ? t.chase(props.commitment.reminders + 1)
      : t.reminder(ruleName(rule, language)),
    names,
  );
}

function namesOf(to: readonly Addressed[], props: RemindersProps): string {
  const { commitment, committees, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.reminders;
  const names = to.map(({ role, party, isByOffice }) => {
    const body = commitment.sides.find((side) => side.party === party)?.leadBody.short[language] ?? '';
    const committee = committees[party]?.[language] ?? '';
    const name = role === 'head' ? t.headOf(body) : role === 'leader' ? t.leaderOf(committee) : body;
    return isByOffice ? t.byOffice(name) : name;
  });
  return listed([...new Set(names)], language);
}
