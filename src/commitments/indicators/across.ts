import type { Day } from '../../platform/clock.js';
import type { Indicator } from './indicator.js';
import type { IndicatorItem, JointIndicator, PeriodItem, RawIndicators } from './indicator.types.js';
import { cumulativeOf, rounded, standingOf, total, type PeriodFigure, type Term } from './standing.js';

/** A side with its indicators as rows have them; null where it has none. */
export interface MeasuredSide {
  party: string;
  indicators: RawIndicators | null;
}

export function indicatorsOf(side: MeasuredSide, sides: readonly MeasuredSide[], day: Day): IndicatorItem[] {
  if (!side.indicators) return [];
  const { term, indicators } = side.indicators;
  return indicators.map(({ periods, ...indicator }) => {
    const { across, counts } = indicator;
    const own = { across: 'own', counts: null } as const;
    const isAgreed = across === 'own' || holds(indicator, sides);
    return {
      ...indicator,
      ...(isAgreed ? {} : own),
      acrossProposed: isAgreed ? null : { across, counts },
      ...standingOf(indicator, cumulativeOf(indicator, periods), term, day),
    };
  });
}

/** Those that go together, as every side says: in the order of the first side. */
export function jointIndicators(sides: readonly MeasuredSide[], day: Day): JointIndicator[] {
  const [first] = sides;
  return (first?.indicators?.indicators ?? [])
    .filter((indicator) => indicator.across !== 'own' && holds(indicator, sides))
    .map((indicator) => jointOf(indicator, sides, first!.indicators!.term, day));
}

/** What every period came to, one after the other. */
export function periodsOf({ indicators }: MeasuredSide): Record<string, PeriodItem[]> {
  const each = (indicators?.indicators ?? []).map((indicator): [string, PeriodItem[]] => [
    indicator.code,
    stepsOf(indicator, indicator.periods),
  ]);
  return Object.fromEntries(each);
}

export function stepsOf(
  indicator: Pick<Indicator, 'adds' | 'unit'>,
  periods: readonly PeriodFigure[],
): PeriodItem[] {
  return periods.map((figure, place) => ({
    ...figure,
    cumulative: cumulativeOf(indicator, periods.slice(0, place + 1)),
  }));
}

/** Every side measures the same thing in the same way, and says the same of how they go together. */
function holds(one: Indicator, sides: readonly MeasuredSide[]): boolean {
  const said = (indicator: Indicator) => {
    const { unit, direction, adds, across, counts } = indicator;
    return JSON.stringify([unit, direction, adds, across, counts]);
  };
  return sides.every((side) => {
    const own = indicatorIn(side, one.code);
    return own !== undefined && said(own) === said(one);
  });
}

const indicatorIn = ({ indicators }: MeasuredSide, code: string) =>
  indicators?.indicators.find((indicator) => indicator.code === code);

function jointOf(one: Indicator, sides: readonly MeasuredSide[], term: Term, day: Day): JointIndicator {
  const { code, name, unit, across, counts, direction, adds } = one;
  const counted = sides
    .filter(({ party }) => across !== 'one' || party === counts)
    .map((side) => indicatorIn(side, code)!);
  const figures = counted.flatMap((own) => cumulativeOf(own, own.periods) ?? []);
  const targets = counted.flatMap((own) => own.target ?? []);
  const together = (values: number[]) => (across === 'average' ? average(values) : rounded(total(values)));
  const target = targets.length < counted.length ? null : together(targets);
  const cumulative = figures.length === 0 ? null : together(figures);
  const standing = standingOf({ target, direction, adds }, cumulative, term, day);
  return { code, name, unit, target, across, counts, ...standing };
}

const average = (values: number[]) => rounded(total(values) / values.length);
