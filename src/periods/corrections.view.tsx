import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { anyPeriodName } from '../calendar/longer-periods.js';
import { commitmentHref } from '../commitments/parts/links.js';
import { isDay } from '../platform/clock.js';
import type { Language } from '../platform/text.js';
import { SideMarker } from '../web/components/side-marker.js';
import { beginning, formatInstant, formatPercent } from '../web/format.js';
import { words, wordFor } from '../web/i18n/words.js';
import type { Correction, FrozenPeriod } from './periods.types.js';

/** Characters of a title: the list is to be looked over. */
const MOST_OF_TITLE = 90;

interface CorrectionsProps {
  corrections: readonly Correction[];
  parties: FrozenPeriod['parties'];
  slug: string;
  /** What is said where there are none. */
  none: string;
  language: Language;
}

/** What changed, commitment by commitment: each part's own changes, who made them and when, then what follows from them. */
export function Corrections({ corrections, parties, slug, none, language }: CorrectionsProps): VNode {
  if (corrections.length === 0) return <p class="quiet">{none}</p>;
  const groups = Map.groupBy(corrections, ({ commitment }) => commitment);
  return (
    <ol class="corrections">
      {[...groups.values()].map((own) => (
        <li key={own[0]!.commitment}>
          <a class="title-link" href={commitmentHref(slug, own[0]!.commitment)}>
            <span class="code n">{own[0]!.commitment}</span>{' '}
            {beginning(own[0]!.title[language], MOST_OF_TITLE)}
          </a>
          {[...Map.groupBy(own, ({ party }) => party).values()].map((part) => (
            <PartChanges part={part} parties={parties} language={language} key={part[0]!.party ?? 'all'} />
          ))}
        </li>
      ))}
    </ol>
  );
}

function PartChanges({
  part,
  parties,
  language,
}: {
  part: Correction[];
  parties: FrozenPeriod['parties'];
  language: Language;
}): VNode {
  const side = parties.find(({ code }) => code === part[0]!.party);
  // The latest of what made them: a part's lines mostly have one cause.
  const cause = part.reduce((last, one) => ((one.at ?? '') > (last.at ?? '') ? one : last), part[0]!);
  return (
    <div class="correction-part">
      {side ? <SideMarker party={side.code} marker={side.marker} name={side.name[language]} /> : null}
      <div>
        <ul>
          {part.map((one) => (
            <li key={`${one.what} ${one.period}`}>{changeText(one, language)}</li>
          ))}
        </ul>
        {side && cause.by && cause.at ? (
          <small class="n">
            {cause.by[language]} · {formatInstant(cause.at)}
          </small>
        ) : null}
      </div>
    </div>
  );
}

/** `Trạng thái: Đang thực hiện → Hoàn thành` */
function changeText({ what, period, from, to }: Correction, language: Language): string {
  const t = words(language).periods.corrections;
  const name = period === null ? '' : ` ${t.ofPeriod(anyPeriodName(period)[language])}`;
  return `${t.things[what]}${name}: ${valueText(from, language)} → ${valueText(to, language)}`;
}

function valueText(value: Correction['from'], language: Language): string {
  const t = words(language);
  if (value === null) return t.periods.corrections.nothing;
  if (typeof value === 'boolean') return value ? t.periods.corrections.yes : t.periods.corrections.no;
  if (typeof value === 'number') return formatPercent(value, language);
  if (isDay(value)) return formatDay(value);
  return wordFor(t.status, value) ?? wordFor(t.timeliness, value) ?? value;
}
