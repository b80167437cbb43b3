import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { addDays, instantOf } from '../../platform/clock.js';
import { Icon } from '../../web/components/icon.js';
import { Section } from '../../web/components/section.js';
import { Timeline, type TimelineItem } from '../../web/components/timeline.js';
import { formatInstantDay, formatTime } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { EventDetail, EventMark, EventText } from './commitment-events.view.js';
import type { CommitmentPageProps } from './commitment-page.types.js';
import { nextName, reminderNames, sidesOf } from '../../reminders/commitment-reminders.view.js';

type Moment = TimelineItem & { order: number };

/** All that was said, done and sent, newest first; above today, what is planned. */
export function CommitmentTimeline(props: CommitmentPageProps): VNode {
  const t = words(props.frame.language).commitment.timeline;
  const past = [...eventMoments(props), ...reminderMoments(props), ...overdueMoment(props)].sort(
    (a, b) => b.order - a.order,
  );
  return (
    <Section id="dien-bien" title={t.title} note={t.note} class="commitment-timeline">
      <Timeline items={[...plannedMoments(props), todayMoment(props), ...past]} />
    </Section>
  );
}

function eventMoments(props: CommitmentPageProps): Moment[] {
  return props.events.map((event, index) => ({
    key: `event-${event.id}`,
    day: formatInstantDay(event.at),
    time: formatTime(event.at),
    marker: <EventMark event={event} {...props} />,
    text: <EventText event={event} {...props} />,
    detail: <EventDetail event={event} {...props} />,
    // Events come newest first; at one instant they keep that order.
    order: Date.parse(event.at) - index / 1000,
  }));
}

function reminderMoments(props: CommitmentPageProps): Moment[] {
  const { reminders, commitment, frame } = props;
  const t = words(frame.language).commitment.timeline;
  const names = reminderNames(props);
  return reminders
    .filter(({ status }) => status === 'sent')
    .map((line) => {
      const parties = sidesOf(line, commitment.sides).map(({ partyName }) => partyName[frame.language]);
      return {
        key: `reminder-${line.day}-${line.rule.code}`,
        day: formatDay(line.day),
        marker: <Icon name="bell" />,
        text: t.sent(names.get(line) ?? '', parties.join(', ')),
        // The ledger's day has no hour here: mails go out in the morning, before offices open.
        order: instantOf(line.day, '08:00').getTime(),
      };
    });
}

function overdueMoment({ commitment, frame: { language } }: CommitmentPageProps): Moment[] {
  const { due, overdueDays } = commitment;
  if (overdueDays === 0 || !due.date) return [];
  const t = words(language).commitment.timeline;
  const day = addDays(due.date, 1);
  return [
    {
      key: 'overdue',
      day: formatDay(day),
      marker: (
        <span class="t-over">
          <Icon name="over" />
        </span>
      ),
      text: <strong>{t.overdue}</strong>,
      detail: t.overdueDetail(formatDay(due.date)),
      order: instantOf(day).getTime(),
    },
  ];
}

function plannedMoments(props: CommitmentPageProps): TimelineItem[] {
  const { nextReminder } = props;
  if (!nextReminder) return [];
  const t = words(props.frame.language).commitment;
  return [
    {
      key: 'planned',
      day: formatDay(nextReminder.day),
      marker: <Icon name="bell" />,
      text: t.timeline.planned(nextName(props)),
      detail: t.reminders.nextNote,
      planned: true,
    },
  ];
}

function todayMoment({ today, frame: { language } }: CommitmentPageProps): TimelineItem {
  return {
    key: 'today',
    day: formatDay(today),
    marker: <Icon name="dot" />,
    text: words(language).commitment.timeline.today,
    today: true,
  };
}
