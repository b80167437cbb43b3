import type { BilingualText } from '../../platform/text.js';
import type { Indicator, IndicatorAcross, KeptIndicator } from './indicator.js';
import type { PeriodFigure, Standing } from './standing.js';

/** One indicator of a side, as everybody who may see the commitment sees it. */
export interface IndicatorItem extends Standing, KeptIndicator {
  /** What the side would have instead, while another side has not said the same; null where `across` is what it says. */
  acrossProposed: { across: IndicatorAcross; counts: string | null } | null;
}

/** Of the sides together, where they agreed that it is so. */
export interface JointIndicator
  extends Standing, Pick<Indicator, 'code' | 'unit' | 'target' | 'across' | 'counts'> {
  name: BilingualText;
}

/** What a report stated of an indicator. */
export interface FigureItem {
  code: string;
  actual: number;
  of: number | null;
}

/** A period's figure, with what the periods up to it come to. */
export interface PeriodItem extends PeriodFigure {
  cumulative: number | null;
}

/** As rows have it, before it is worked out. */
export interface RawIndicators {
  term: { from: string; until: string };
  indicators: (KeptIndicator & { periods: PeriodFigure[] })[];
}
