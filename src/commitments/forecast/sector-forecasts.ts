import { chanceInTens, isEarly } from './forecast.of.js';
import type { SectorForecast } from './forecast.types.js';
import { standingOn, termOn, type DayNumber, type History, type Standing } from './history.js';
import type { Learnt } from './learning.js';
import { isEnough, isSilent, paceOf } from './model.js';
import type { NamedCode } from '../commitment.types.js';

/** @param histories of what is open and has a last day, read up to that day */
export function sectorForecasts(
  sectors: readonly (NamedCode & { id: number })[],
  histories: readonly History[],
  day: DayNumber,
  learnt: Learnt | null,
): SectorForecast[] {
  const bySector = Map.groupBy(histories, ({ sectorId }) => sectorId);
  return sectors.map(({ id, code, name }) => {
    const own = bySector.get(id) ?? [];
    const open = own.flatMap((history) => standingOn(history, day) ?? []);
    const past = learnt?.sectors[id] ?? { closed: 0, onTime: 0 };
    const pace = (of: (pace: number) => boolean) => open.filter((one) => of(paceOf(one))).length;
    return {
      code,
      name,
      open: open.length,
      even: pace((one) => one >= 0),
      behind: pace((one) => one < 0 && one > -1),
      farBehind: pace((one) => one <= -1),
      silent: open.filter(isSilent).length,
      overdue: own.filter((history) => (termOn(history, day)?.dueOn ?? day) < day).length,
      chance: meanChance(open, day, learnt),
      ...past,
    };
  });
}

function meanChance(open: readonly Standing[], day: DayNumber, learnt: Learnt | null): number | null {
  if (!learnt || !isEnough(learnt.model)) return null;
  const asked = open.filter(({ term }) => !isEarly(term, day));
  if (asked.length === 0) return null;
  const sum = asked.reduce((total, standing) => total + chanceInTens(learnt, standing), 0);
  return Math.round(sum / asked.length / 10) * 10;
}
