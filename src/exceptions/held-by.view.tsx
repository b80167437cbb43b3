import type { VNode } from 'preact';
import type { Holder } from '../commitments/commitment.types.js';
import { dayOf, daysBetween, type Day } from '../platform/clock.js';
import type { Language } from '../platform/text.js';
import { Icon } from '../web/components/icon.js';
import { SideLine } from '../web/components/side-marker.js';
import { words } from '../web/i18n/words.js';
import type { ExceptionItem } from './exceptions.types.js';

/** From so many days without a report on, it is said. */
const NO_NEWS_DAYS = 30;

interface Props {
  item: ExceptionItem;
  asOf: Day;
  language: Language;
}

/** A line each of what is late or stuck: who holds it and why, how many working days. */
export function HeldBy({ item, asOf, language }: Props): VNode {
  const t = words(language).turn;
  return (
    <ul class="held-by">
      {item.holders.map((holder) => (
        <li key={`${holder.kind} ${holder.party} ${holder.role}`}>
          <Who holder={holder} language={language}>
            <span>{(holder.role === 'lead_body' ? holder.short : holder.name)[language]}</span>
            <small>
              {[holder.why[language], noNews(item, holder, asOf, language)].filter(Boolean).join('; ')}
            </small>
          </Who>
          <span class="n" title={t.days(holder.workingDays)}>
            {holder.workingDays}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Who({
  holder,
  language,
  children,
}: {
  holder: Holder;
  language: Language;
  children: VNode[];
}): VNode {
  if (holder.role !== 'outside')
    return (
      <SideLine party={holder.party} marker={holder.marker}>
        {children}
      </SideLine>
    );
  return (
    <span class="side-line">
      <span class="side side-outside" title={words(language).exceptions.outsideName}>
        <Icon name="send" size={12} />
      </span>
      <span class="side-text">{children}</span>
    </span>
  );
}

/** Of a body at work: how long its side has said nothing, where that is long. */
function noNews(item: ExceptionItem, holder: Holder, asOf: Day, language: Language): string | null {
  if (holder.kind !== 'part' || holder.role !== 'lead_body') return null;
  const t = words(language).exceptions;
  const said = item.sides.find(({ party }) => party === holder.party)?.updatedAt ?? null;
  if (said === null) return daysBetween(holder.since, asOf) >= NO_NEWS_DAYS ? t.neverNews : null;
  const days = daysBetween(dayOf(new Date(said)), asOf);
  return days >= NO_NEWS_DAYS ? t.noNews(days) : null;
}

/** Whose decision it takes: the posts by name, the levels above them by what they are called. */
export function levelWords(
  { decisionLevel, holders, sides }: Pick<ExceptionItem, 'decisionLevel' | 'holders' | 'sides'>,
  language: Language,
): string {
  const t = words(language).exceptions;
  if (decisionLevel === 'leader' || decisionLevel === 'coordinator') {
    const roles = decisionLevel === 'leader' ? ['leader'] : ['coordinator', 'other_coordinator'];
    const posts = new Map(
      holders
        .filter(({ role }) => roles.includes(role))
        .map((holder) => [holder.party, holder.name[language]]),
    );
    return [...posts.values()].join(', ');
  }
  if (decisionLevel === 'both_committees')
    return sides.length > 2 ? words(language).commitment.matters.everyCommittee : t.levels[decisionLevel];
  const outside = holders.find(({ role }) => role === 'outside')?.outside;
  if (decisionLevel === 'higher')
    return outside ? `${t.levels.higher}: ${outside[language]}` : t.levels.higher;
  return t.levels.lead_body;
}
