import type { Day } from '../../platform/clock.js';
import type { NamedCode } from '../commitment.types.js';
import type { Alike } from './alike.js';
import type { ForecastQuality } from './quality.js';

/** Why no chance is given. */
export const withouts = ['overdue', 'declared', 'early', 'few_histories', 'unavailable'] as const;
export type Without = (typeof withouts)[number];

/** Terms of the past whose outcome is known, up to the end of a month, and of them those that ended late. */
export interface LearntFrom {
  until: Day;
  closed: number;
  late: number;
}

/** Whether an open commitment will be done by its deadline: what can be said of it on a day, by what had been entered by then. */
export interface Forecast {
  asOf: Day;
  /** Percent, to the nearest ten: 0, 10 … 100; null where none is given. */
  chance: number | null;
  /** Why none is given; null where one is. */
  without: Without | null;
  /** The term that runs to its present deadline. */
  term: {
    from: Day;
    to: Day;
    /** Extensions granted before it. */
    extensions: number;
    /** Of it, what has gone: 0–1. */
    share: number;
  };
  /** The percent with which the term began, and the present one. */
  base: number;
  percent: number;
  /** Days for which the side that has been silent longest has reported nothing; 0 where every side has declared. */
  silentDays: number;
  /** Codes of the sides that have never reported. */
  unreported: string[];
  /** Terms of the same agreement that once stood much like it; null where that is not asked, as of one that is overdue. */
  alike: Alike | null;
  learntFrom: LearntFrom | null;
  /** The overall percent from the evening of each day on which it changed, within the term. */
  line: { day: Day; percent: number }[];
}

/** The open, dated commitments of a sector together. */
export interface SectorForecast extends NamedCode {
  /** Within their term, and not declared by every side. */
  open: number;
  /** Of them, by progress and the share of the term that has gone: at least even, behind, behind by three tenths or more. */
  even: number;
  behind: number;
  farBehind: number;
  /** Of them, those of which a side has reported nothing for more than three months. */
  silent: number;
  overdue: number;
  /** Mean of their chances in percent, to the nearest ten; null where none has one. */
  chance: number | null;
  /** Terms whose outcome was known at the end of the month before, and of them those that ended in time. */
  closed: number;
  onTime: number;
}

export interface SectorsForecast {
  asOf: Day;
  /** Null where it could not be learnt. */
  learntFrom: LearntFrom | null;
  /** How many of them it takes for a chance. */
  least: { closed: number; late: number };
  sectors: SectorForecast[];
}

export interface AgreementForecast extends SectorsForecast {
  /** For auditors and administrators; null for others, and where it could not be reckoned. */
  quality: (Omit<ForecastQuality, 'known'> & { until: Day }) | null;
}
