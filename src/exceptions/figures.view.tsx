import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { listHref, overdueGroups } from '../commitments/parts/links.js';
import { CountLink } from '../web/components/count-link.js';
import { TileStrip, type Tile } from '../web/components/tile-strip.js';
import { askedFor } from '../commitments/read/days.js';
import { fill } from '../web/i18n/fill.js';
import { words } from '../web/i18n/words.js';
import { daysOf, hereHref, places, type ExceptionsProps } from './exceptions.props.js';

/** Each opens what it counts: a group of this page, the list, or this page with nothing else on it. */
export function Figures(props: ExceptionsProps): VNode {
  const { frame, slug, exceptions } = props;
  const { language } = frame;
  const t = words(language).exceptions;
  const { figures, before } = exceptions;
  const count = (n: number, href: string) => <CountLink count={n} href={href} language={language} />;
  const then = before ? askedFor({ asOf: before.day, knownAt: exceptions.knownAt }, frame.today) : {};
  /** How it was a month before, in words: the number opens what it counts, of that day. */
  const compared = (split: string, past: number | undefined, href: string) => (
    <>
      {split}
      {past === undefined ? null : (
        <span class="tile-before n">{fill(t.before, { count: count(past, href) })}</span>
      )}
    </>
  );
  const own: Tile = {
    key: 'own',
    label: t.own,
    icon: 'check',
    figure: count(figures.own, hereHref(props, {}, { place: `#${places.own}` })),
    split: compared(
      figures.own ? t.longestWait(figures.ownLongest) : t.nothing,
      before?.own,
      hereHref(props, {}, { days: then, place: `#${places.own}` }),
    ),
  };
  const tiles: Tile[] = [
    {
      key: 'over',
      label: t.overdue,
      icon: 'over',
      tone: 'over',
      strong: true,
      figure: count(figures.overdue, listHref(slug, { group: overdueGroups, ...daysOf(props) })),
      split: compared(
        figures.overdue ? t.longestOverdue(figures.overdueLongest) : t.nothing,
        before?.overdue,
        listHref(slug, { group: overdueGroups, ...then }),
      ),
    },
    {
      key: 'waiting',
      label: t.waiting,
      icon: 'clock',
      tone: 'late',
      strong: true,
      figure: count(figures.waiting, hereHref(props, { only: 'waiting' })),
      split: compared(
        figures.waiting ? t.longestWait(figures.waitingLongest) : t.nothing,
        before?.waiting,
        hereHref(props, { only: 'waiting' }, { days: then }),
      ),
    },
    {
      key: 'above',
      label: t.above,
      icon: 'send',
      figure: count(figures.above, hereHref(props, { only: 'above' })),
      split: compared(
        figures.above ? t.aboveSplit : t.nothing,
        before?.above,
        hereHref(props, { only: 'above' }, { days: then }),
      ),
    },
  ];
  const decides = frame.viewer?.role === 'leader' || frame.viewer?.role === 'coordinator';
  return (
    <>
      <TileStrip tiles={decides ? [own, ...tiles] : tiles} label={t.tiles} />
      {before ? <p class="before-day n">{t.beforeDay(formatDay(before.day))}</p> : null}
    </>
  );
}
