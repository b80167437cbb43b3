import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { Section } from '../../web/components/section.js';
import { weekdayName } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { remindersHref } from '../../web/links.js';
import { countLine, nextName, stepLines } from './reminder-facts.words.js';
import type { RemindersProps } from './reminder-names.js';
import { ReminderRuns } from './reminder-runs.view.js';

/** How often it was chased, to whom it was taken up and what comes next; then all that was told. */
export function ReminderFacts(props: RemindersProps): VNode {
  const { commitment, frame } = props;
  const t = words(frame.language).commitment.reminders;
  return (
    <Section id="nhac-han" title={t.title} aside={<a href={remindersHref(commitment.id)}>{t.ledger}</a>}>
      <ul class="reminder-lines reminder-facts">
        <li>{countLine(props)}</li>
        <li>
          {stepLines(props).map((line) => (
            <div key={line}>{line}</div>
          ))}
        </li>
        {coming(props).map(({ key, ...next }) => (
          <Next {...next} language={frame.language} key={key} />
        ))}
      </ul>
      <ReminderRuns {...props} />
    </Section>
  );
}

/** What will be said next if nothing happens before: of the deadline, and to each who is to be told of what waits; soonest first. */
export function coming(props: RemindersProps): { key: string; day: Day; what: string; note: string }[] {
  const { nextReminder, nextWaiting, frame } = props;
  const t = words(frame.language).commitment.reminders;
  const ofDeadline = nextReminder
    ? [{ key: 'deadline', day: nextReminder.day, what: nextName(props), note: t.nextNote }]
    : [];
  const ofWaiting = nextWaiting.map(({ key, day, recipient }) => ({
    key,
    day,
    what: t.waiting(recipient[frame.language]),
    note: t.waitingNote,
  }));
  return [...ofDeadline, ...ofWaiting].toSorted((one, other) => one.day.localeCompare(other.day));
}

function Next({
  day,
  what,
  note,
  language,
}: {
  day: Day;
  what: string;
  note: string;
  language: Language;
}): VNode {
  const t = words(language).commitment.reminders;
  return (
    <li class="reminder-next">
      <strong class="n">{formatDay(day)}</strong>
      <span>
        <strong>{what}</strong>
        <br />
        <small>
          {t.next(weekdayName(day, language))}. {note}
        </small>
      </span>
    </li>
  );
}
