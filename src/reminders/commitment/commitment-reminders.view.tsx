import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { Icon } from '../../web/components/icon.js';
import { Section } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { weekdayName } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { ruleName } from '../ledger/rule-name.js';
import { remindersHref } from '../../web/links.js';
import type { CommitmentPageProps } from '../../commitments/page/commitment-page.types.js';
import type { ReminderLine, Told } from './commitment-reminders.queries.js';
import type { SideItem } from '../../commitments/commitment.types.js';

/** Of which the older ones stand in one row. */
const MOST_LINES = 4;

export type RemindersProps = CommitmentPageProps & Told;

/** Who was reminded when, and what comes next. */
export function ReminderFacts(props: RemindersProps): VNode {
  const { commitment, reminders, nextReminder, nextWaiting, frame } = props;
  const t = words(frame.language).commitment.reminders;
  const isNothing = reminders.length === 0 && !nextReminder && nextWaiting.length === 0;
  const older = reminders.length > MOST_LINES ? reminders.slice(0, 1 - MOST_LINES) : [];
  const recent = reminders.slice(older.length);
  return (
    <Section id="nhac-han" title={t.title} aside={<a href={remindersHref(commitment.id)}>{t.ledger}</a>}>
      {isNothing ? <p class="hint">{t.none}</p> : null}
      <Older {...props} lines={older} />
      <ul class="reminder-lines">
        <Lines {...props} lines={recent} />
        {coming(props).map(({ key, ...next }) => (
          <Next {...next} language={frame.language} key={key} />
        ))}
      </ul>
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

/** What was said long ago, in one row that opens. */
function Older(props: RemindersProps & { lines: ReminderLine[] }): VNode | null {
  const { lines, frame } = props;
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return null;
  const t = words(frame.language).commitment.reminders;
  return (
    <details class="reminders-older">
      <summary>
        <Icon name="right" size={12} />{' '}
        <span class="n">{t.older(lines.length, formatDay(first.day), formatDay(last.day))}</span>
      </summary>
      <ul class="reminder-lines">
        <Lines {...props} />
      </ul>
    </details>
  );
}

function Lines(props: RemindersProps & { lines: ReminderLine[] }): VNode {
  const { lines, commitment, frame } = props;
  const t = words(frame.language).commitment.reminders;
  const names = reminderNames(props);
  return (
    <>
      {lines.map((line) => (
        <li key={`${line.day} ${line.rule.code} ${line.status}`}>
          <span class="n">{formatDay(line.day)}</span>
          <span>
            {names.get(line)}
            {line.status === 'sent' ? null : <small class="hint"> {t.statuses[line.status]}</small>}
          </span>
          <Markers sides={sidesOf(line, commitment.sides)} language={frame.language} />
        </li>
      ))}
    </>
  );
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

function Markers({ sides, language }: { sides: SideItem[]; language: Language }): VNode {
  return (
    <span class="markers">
      {sides.map((side) => (
        <SideMarker
          party={side.party}
          marker={side.marker}
          name={side.partyName[language]}
          key={side.party}
        />
      ))}
    </span>
  );
}

/** A chase is named by its number, any other by its rule. */
export function nextName({ commitment, nextReminder, frame: { language } }: RemindersProps): string {
  if (!nextReminder) return '';
  const { code, name } = nextReminder.rule;
  const t = words(language).commitment.reminders;
  return code.startsWith('overdue') ? t.chase(commitment.reminders + 1) : t.reminder(name[language]);
}

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
