import type { VNode } from 'preact';
import { listHref, overdueGroups } from '../commitments/parts/links.js';
import { CountLink } from '../web/components/count-link.js';
import { TileStrip, type Tile } from '../web/components/tile-strip.js';
import { words } from '../web/i18n/words.js';
import { daysOf, hereHref, places, type ExceptionsProps } from './exceptions.props.js';

/** Each opens what it counts: a group of this page, the list, or this page with nothing else on it. */
export function Figures(props: ExceptionsProps): VNode {
  const { frame, slug, exceptions } = props;
  const { language } = frame;
  const t = words(language).exceptions;
  const { figures } = exceptions;
  const count = (n: number, href: string) => <CountLink count={n} href={href} language={language} />;
  const own: Tile = {
    key: 'own',
    label: t.own,
    icon: 'check',
    figure: count(figures.own, hereHref(props, {}, `#${places.own}`)),
    split: figures.own ? t.longestWait(figures.ownLongest) : t.nothing,
  };
  const tiles: Tile[] = [
    {
      key: 'over',
      label: t.overdue,
      icon: 'over',
      tone: 'over',
      strong: true,
      figure: count(figures.overdue, listHref(slug, { group: overdueGroups, ...daysOf(props) })),
      split: figures.overdue ? t.longestOverdue(figures.overdueLongest) : t.nothing,
    },
    {
      key: 'waiting',
      label: t.waiting,
      icon: 'clock',
      tone: 'late',
      strong: true,
      figure: count(figures.waiting, hereHref(props, { only: 'waiting' })),
      split: figures.waiting ? t.longestWait(figures.waitingLongest) : t.nothing,
    },
    {
      key: 'above',
      label: t.above,
      icon: 'send',
      figure: count(figures.above, hereHref(props, { only: 'above' })),
      split: figures.above ? t.aboveSplit : t.nothing,
    },
  ];
  const decides = frame.viewer?.role === 'leader' || frame.viewer?.role === 'coordinator';
  return <TileStrip tiles={decides ? [own, ...tiles] : tiles} label={t.tiles} />;
}
