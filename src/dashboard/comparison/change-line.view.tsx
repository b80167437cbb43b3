import type { ComponentChildren, VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { BodyRef, DueItem } from '../../commitments/commitment.types.js';
import { addDays, dayOf } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { SideLine } from '../../web/components/side-marker.js';
import { formatInstantDay, formatPercent } from '../../web/format.js';
import { fill } from '../../web/i18n/fill.js';
import { words } from '../../web/i18n/words.js';
import { sidesOf, type ComparisonProps } from './comparison.props.js';
import type { Change, ChangeKind } from './comparison.types.js';

/** What changed, in a few words; who entered it, and when. */
export function ChangeLine({ change, ...props }: ComparisonProps & { change: Change }): VNode {
  const { language } = props.frame;
  const side = props.comparison.figures.to.bySide.find(({ party }) => party === change.party);
  const what = sentence(change, sidesOf(props), language);
  const by = isPassed(change) ? [] : [change.by?.[language], change.at && formatInstantDay(change.at)];
  const detail = by.filter(Boolean).join(', ');
  return (
    <li>
      {side ? (
        <SideLine party={side.party} marker={side.marker} name={side.name[language]}>
          <span>{what}</span>
        </SideLine>
      ) : (
        what
      )}{' '}
      {detail ? <small class="n">{detail}</small> : null}
    </li>
  );
}

/** A deadline that passed is nobody's doing. */
const isPassed = ({ what, by, at }: Change): boolean => what === 'overdue' && by === null && at !== null;

function sentence(change: Change, sides: number, language: Language): ComponentChildren {
  const t = words(language).comparison.what;
  const { what, from, to, at } = change;
  if (what === 'overdue' && isPassed(change))
    return t.overdueOn(formatDay(addDays(dayOf(new Date(at!)), -1)));
  if (what === 'completed' || what === 'reopened') return t[what](sides);
  const say = valueIn[what];
  if (!say) return t[what];
  return fill(t[what], {
    from: <span class="n">{say(from, language)}</span>,
    to: <b class="n">{say(to, language)}</b>,
  });
}

type Say = (value: Change['from'], language: Language) => string;

/** How the values of a kind are said, where its sentence has them. */
const valueIn: Partial<Record<ChangeKind, Say>> = {
  deadline: (value, language) => (value as DueItem).label[language],
  lead_body: (value, language) => (value as BodyRef).short[language],
  percent: (value, language) =>
    typeof value === 'number' ? formatPercent(value, language) : words(language).noneYet,
};
