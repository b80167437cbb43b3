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
import type { Moment, SectionParts } from './commitment-sections.js';
import { foldRuns } from './fold-runs.js';

/** All that was said, done and sent, newest first; above today, what is planned. */
export function CommitmentTimeline(props: CommitmentPageProps & { parts: SectionParts[] }): VNode {
  const t = words(props.frame.language).commitment.timeline;
  const added = props.parts.flatMap(({ moments = [] }) => moments);
  const planned = props.parts.flatMap((part) => part.planned ?? []);
  const past = [...eventMoments(props), ...added, ...overdueMoments(props)].sort((a, b) => b.order - a.order);
  return (
    <Section id="dien-bien" title={t.title} note={t.note} class="commitment-timeline">
      <Timeline items={[...planned, todayMoment(props), ...foldRuns(past)]} />
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

/** What became overdue stays told, whatever was granted or done afterwards. */
function overdueMoments({ commitment, frame: { language } }: CommitmentPageProps): Moment[] {
  const t = words(language).commitment.timeline;
  return commitment.overdueSpells.map(({ due, from }) => ({
    key: `overdue-${from}`,
    day: formatDay(from),
    marker: (
      <span class="t-over">
        <Icon name="over" />
      </span>
    ),
    text: <strong>{from > addDays(due, 1) ? t.overdueAgain : t.overdue}</strong>,
    detail: t.overdueDetail(formatDay(due)),
    // Where it is opened again, or given an earlier deadline, that comes first; else nothing of that day was before midnight.
    order: from > addDays(due, 1) ? instantOf(addDays(from, 1)).getTime() - 1 : instantOf(from).getTime(),
  }));
}

function todayMoment({ today, past, frame: { language } }: CommitmentPageProps): TimelineItem {
  const t = words(language).commitment.timeline;
  return {
    key: 'today',
    day: formatDay(today),
    marker: <Icon name="dot" />,
    text: past ? t.thatDay : t.today,
    today: true,
  };
}
