import { formatDay } from '../../calendar/deadline.js';
import { addDays, daysBetween } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { formatPercent, listed } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { SideItem } from '../commitment.types.js';
import type { Forecast } from './forecast.types.js';
import { firstLookAfter } from './landmarks.js';
import { LEAST } from './model.js';

/** Silence of fewer days than lie between two reporting periods is none. */
const SILENCE_TOLD = 30;

type Sides = readonly Pick<SideItem, 'party' | 'partyName'>[];

/** Pace, silence and likeness; of what is overdue or declared, only that. */
export function sentenceOf(forecast: Forecast, sides: Sides, language: Language): string {
  const t = words(language).forecast;
  const { without, term, asOf, alike } = forecast;
  if (without === 'overdue') return t.overdue(daysBetween(term.to, asOf));
  if (without === 'declared') return t.declared(sides.length);
  const pace = `${t.pace(formatPercent(Math.round(term.share * 100), language))}${sinceOf(forecast, language)}`;
  const said = `${pace}${progressOf(forecast, sides, language)}.`;
  return alike ? `${said} ${t.alike(alike.count, alike.onTime)}` : said;
}

function sinceOf({ term }: Forecast, language: Language): string {
  const t = words(language).forecast;
  return term.extensions > 0 ? ` ${t.sinceExtension(formatDay(term.from))}` : '';
}

/** What a side that has never reported has done is unknown, not nothing. */
function progressOf(forecast: Forecast, sides: Sides, language: Language): string {
  const t = words(language).forecast;
  const { unreported, silentDays, percent } = forecast;
  const silence = silentDays > SILENCE_TOLD ? t.silence(silentDays) : '';
  if (unreported.length === 0) return `${t.reported(formatPercent(percent, language))}${silence}`;
  if (unreported.length === sides.length) return t.allUnreported(sides.length);
  const names = sides.flatMap(({ party, partyName }) =>
    unreported.includes(party) ? [partyName[language]] : [],
  );
  return t.unreported(listed(names, language));
}

/** The chance, or why there is none, and a word about it. */
export function chanceIn(forecast: Forecast, language: Language): { value: string; note: string } {
  const t = words(language).forecast;
  const { chance, without, learntFrom, term } = forecast;
  if (chance !== null) return { value: chanceWords(chance, language), note: '' };
  if (without === 'early')
    return {
      value: t.early,
      note: t.earlyUntil(formatDay(addDays(term.from, firstLookAfter(daysBetween(term.from, term.to))))),
    };
  if (!learntFrom) return { value: t.unavailable, note: '' };
  return { value: t.few, note: t.fewNote({ ...learntFrom, until: formatDay(learntFrom.until) }, LEAST) };
}

/** `khoảng 70%`: never 0 or 100, which nobody knows. */
export function chanceWords(chance: number, language: Language): string {
  const t = words(language).forecast;
  if (chance === 0) return t.below(formatPercent(5, language));
  if (chance === 100) return t.above(formatPercent(95, language));
  return t.about(formatPercent(chance, language));
}
