import ical, { ICalEventStatus, ICalEventTransparency, type ICalEventData } from 'ical-generator';
import { formatDay, labelOf } from '../calendar/deadline.js';
import type { WorkingCalendar } from '../calendar/working-days.js';
import { addDays, type Day } from '../platform/clock.js';
import type { Language } from '../platform/text.js';
import { words } from '../web/i18n/words.js';
import type { AgreementDeadlines, DatedCommitment } from './calendar-feed.types.js';

interface Feed {
  /** Whose calendar it is. */
  account: string;
  language: Language;
  publicUrl: string;
  working: WorkingCalendar;
  deadlines: readonly AgreementDeadlines[];
  /** How many there are at most, where there are that many. */
  cutOffAt: number | null;
}

/** How often a calendar is asked to look again. */
const REFRESH_SECONDS = 3600;

/**
 * The deadlines as an iCalendar file (RFC 5545). The same facts make the same bytes. Each deadline is an event of a whole day, on its last day,
 * and takes up nobody's time; it keeps its UID when it moves.
 */
export function calendarFile(feed: Feed): string {
  const { account, language, deadlines, cutOffAt } = feed;
  const t = words(language).calendarFeed;
  const calendar = ical({
    name: t.calendar(account),
    description: cutOffAt === null ? null : t.lines.cutOff(cutOffAt),
    prodId: { company: 'cooperation-tracker', product: 'deadlines', language: language.toUpperCase() },
    ttl: REFRESH_SECONDS,
    // No `timezone`: days would move with the time zone of the server.
    events: deadlines.flatMap(({ slug, items }) => items.map((item) => eventOf(item, slug, feed))),
  });
  return calendar.toString();
}

function eventOf(item: DatedCommitment, slug: string, feed: Feed): ICalEventData {
  const { publicUrl, language } = feed;
  const { id, code, day, version, changedAt } = item;
  return {
    id: `commitment-${id}@${new URL(publicUrl).hostname}`,
    sequence: version,
    stamp: new Date(changedAt),
    lastModified: new Date(changedAt),
    start: new Date(`${day}T00:00:00Z`),
    allDay: true,
    transparency: ICalEventTransparency.TRANSPARENT,
    status: isGone(item) ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    summary: titleOf(item, language),
    description: linesOf(item, feed).join('\n'),
    url: `${publicUrl}/${slug}/cam-ket/${encodeURIComponent(code)}`,
  };
}

/** Nothing is due there any more. What is completed stays, and says so. */
const isGone = ({ status }: DatedCommitment) => status === 'suspended' || status === 'withdrawn';

/** `3.06 · Hết quý IV/2019 (dự kiến): …`; of what is closed, how it was. */
function titleOf(
  { code, title, status, precision, value, isAgreed }: DatedCommitment,
  language: Language,
): string {
  const t = words(language).calendarFeed;
  const label = labelOf({ precision, value })[language];
  const isOpen = status === 'not_started' || status === 'in_progress';
  const what = isOpen ? t.due[precision](label) : t.closed[status];
  return `${code} · ${what}${isOpen && !isAgreed ? ` (${t.proposed})` : ''}: ${title[language]}`;
}

function linesOf(item: DatedCommitment, { language, working }: Feed): string[] {
  const t = words(language).calendarFeed.lines;
  const { precision, value, day, original, extensions, isAgreed, leads } = item;
  const named = leads.map(({ body, party }) => `${body[language]} (${party[language]})`);
  return [
    t.due(labelOf({ precision, value })[language], formatDay(day)),
    ...(working.isWorking(day) ? [] : [t.workingDay(formatDay(workingDayBefore(day, working)))]),
    ...(extensions > 0 ? [t.original(labelOf(original)[language], extensions)] : []),
    ...(isAgreed ? [] : [t.proposed]),
    t.leads(named.join('; ')),
  ];
}

function workingDayBefore(day: Day, working: WorkingCalendar): Day {
  let before = addDays(day, -1);
  while (!working.isWorking(before)) before = addDays(before, -1);
  return before;
}
