import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { SideMarker, sideTone } from '../../web/components/side-marker.js';
import { words } from '../../web/i18n/words.js';
import type { CommitmentDetail, Holder, PartTurn, SideItem } from '../commitment.types.js';

interface HoldersProps {
  commitment: CommitmentDetail;
  language: Language;
}

/** Whose turn it is: every matter that waits, the one that holds the commitment back most first, and where the parts have been. */
export function Holders({ commitment, language }: HoldersProps): VNode | null {
  const { holders } = commitment;
  const t = words(language).turn;
  if (holders.length === 0) return null;
  return (
    <section class="holders" aria-label={t.title}>
      <h2>{t.title}</h2>
      <ol class="holders-matters">
        {holders.map((holder, i) => (
          <Matter holder={holder} language={language} isFirst={i === 0} key={i} />
        ))}
      </ol>
      <Hands commitment={commitment} language={language} />
    </section>
  );
}

function Matter({
  holder,
  language,
  isFirst,
}: {
  holder: Holder;
  language: Language;
  isFirst: boolean;
}): VNode {
  const t = words(language).turn;
  const { kind, name, since, workingDays, pastDays, why } = holder;
  return (
    <li class={isFirst ? 'holder-first' : kind === 'directive' ? 'holder-directive' : undefined}>
      <strong class="holder-name">
        {holder.role === 'outside' ? null : <SideMarker party={holder.party} marker={holder.marker} />}
        {name[language]}
      </strong>
      <span class="n">
        {t.since(formatDay(since), workingDays)}
        {pastDays === null ? null : <b class="t-over">, {pastDays > 0 ? t.past(pastDays) : t.pastToday}</b>}
      </span>
      <span class="holder-why">{why[language]}</span>
    </li>
  );
}

/** A bar a side: each holder as wide as its working days. Words say the same beside it. */
function Hands({ commitment, language }: HoldersProps): VNode | null {
  const t = words(language).turn;
  const sides = commitment.sides
    .map((side) => ({ side, turns: commitment.turns.filter(({ party }) => party === side.party) }))
    .filter(({ turns }) => turns.some(({ workingDays }) => workingDays > 0));
  if (sides.length === 0) return null;
  const longest = Math.max(...sides.map(({ turns }) => daysOf(turns)));
  return (
    <details class="hands">
      <summary>{t.hands}</summary>
      {sides.map(({ side, turns }) => (
        <HandsOfSide side={side} turns={summed(turns)} of={longest} language={language} key={side.party} />
      ))}
    </details>
  );
}

interface HandsOfSideProps {
  side: SideItem;
  turns: PartTurn[];
  of: number;
  language: Language;
}

function HandsOfSide({ side, turns, of, language }: HandsOfSideProps): VNode {
  const t = words(language).turn;
  let x = 0;
  return (
    <div class="hands-side">
      <SideMarker party={side.party} marker={side.marker} name={side.partyName[language]} />
      <div>
        <svg class="hands-bar" height="8" aria-hidden="true">
          <rect class="bar-track" width="100%" height="8" />
          {turns.map(({ role, workingDays }, i) => {
            const from = x;
            x += workingDays;
            return (
              <rect
                class={role === 'lead_body' ? `bar-${sideTone(side.party)}` : `hands-${role}`}
                x={`${(from / of) * 100}%`}
                width={`${(workingDays / of) * 100}%`}
                height="8"
                key={i}
              />
            );
          })}
        </svg>
        <p class="n">
          {turns.map(({ short, workingDays }) => `${short[language]} ${t.days(workingDays)}`).join(' · ')}
        </p>
      </div>
    </div>
  );
}

const daysOf = (turns: PartTurn[]) => turns.reduce((sum, { workingDays }) => sum + workingDays, 0);

/** One stretch for each holder, in the order in which they first had it. */
function summed(turns: PartTurn[]): PartTurn[] {
  const found = new Map<string, PartTurn>();
  for (const turn of turns) {
    const before = found.get(turn.name.vi);
    found.set(
      turn.name.vi,
      before ? { ...before, workingDays: before.workingDays + turn.workingDays } : turn,
    );
  }
  return [...found.values()].filter(({ workingDays }) => workingDays > 0);
}
