import { formatDay } from '../../calendar/deadline.js';
import type { Moment, Run } from '../../commitments/page/commitment-sections.js';
import { instantOf } from '../../platform/clock.js';
import { Icon } from '../../web/components/icon.js';
import type { TimelineItem } from '../../web/components/timeline.js';
import { listed } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { coming } from './commitment-reminders.view.js';
import { reminderNames, sidesOf, type RemindersProps } from './reminder-names.js';

/** What was sent. */
export function reminderMoments(props: RemindersProps): Moment[] {
  const { reminders, commitment, frame } = props;
  const t = words(frame.language).commitment.timeline;
  const names = reminderNames(props);
  const chases: Run = { kind: 'chases', text: (moments) => t.chases(daysOf(moments)) };
  const before: Run = { kind: 'reminders', text: (moments) => t.reminders(daysOf(moments)) };
  const waiting: Run = { kind: 'waiting', text: (moments) => t.waiting(daysOf(moments)) };
  return reminders
    .filter(({ status }) => status === 'sent')
    .map((line) => {
      const parties = sidesOf(line, commitment.sides).map(({ partyName }) => partyName[frame.language]);
      return {
        key: `reminder-${line.day}-${line.rule.code}`,
        day: formatDay(line.day),
        marker: <Icon name="bell" />,
        run: line.isWaiting ? waiting : line.isChase ? chases : before,
        text: t.sent(names.get(line) ?? '', listed(parties, frame.language)),
        // The ledger's day has no hour here: mails go out in the morning, before offices open.
        order: instantOf(line.day, '08:00').getTime(),
      };
    });
}

/** Chases are counted one a day, whatever the rules under which they went out. */
function daysOf(moments: Moment[]): number {
  return new Set(moments.map(({ day }) => day)).size;
}

/** What will be, if nothing happens before. */
export function plannedMoments(props: RemindersProps): TimelineItem[] {
  const t = words(props.frame.language).commitment;
  return coming(props)
    .toReversed()
    .map(({ key, day, what, note }) => ({
      key: `planned ${key}`,
      day: formatDay(day),
      marker: <Icon name="bell" />,
      text: t.timeline.planned(what),
      detail: note,
      planned: true,
    }));
}
