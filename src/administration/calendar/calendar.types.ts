import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';

export interface ExceptionItem {
  day: Day;
  working: boolean;
  name: BilingualText;
}

/** A year of the working calendar. */
export interface CalendarYearItem {
  year: number;
  /** Where its days come from; null where the year has not been entered. */
  source: string | null;
  /** The document that decides them; null while they are only expected. */
  documentNumber: string | null;
  documentDate: Day | null;
  /** In order of time. */
  exceptions: ExceptionItem[];
  /** All years that have been entered. */
  entered: number[];
}

/** The document that decides a year. */
export interface DecidingDocument {
  number: string;
  issuedOn: Day;
  source: string;
}

/** Days that differ from what their weekday says. */
export interface NewDays {
  working: boolean;
  from: Day;
  to: Day;
  name: BilingualText;
}

export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2100;
