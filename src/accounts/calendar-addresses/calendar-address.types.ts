import type { AgreementRef } from '../../identity/scope.js';
import type { Viewer } from '../../identity/viewer.js';

/** Whose deadlines: those of the account's own body, side or sectors, or of everybody. */
export const calendarScopes = ['own', 'all'] as const;
export type CalendarScope = (typeof calendarScopes)[number];

/** A secret address as its owner sees it: never the secret. */
export interface CalendarAddressItem {
  id: number;
  name: string;
  scope: CalendarScope;
  /** The slug of the one agreement whose deadlines it tells; null for all that the account may see. */
  agreement: string | null;
  createdAt: string;
  /** To the minute; null where no calendar has asked for it yet. */
  lastUsedAt: string | null;
}

export interface NewCalendarAddress extends CalendarAddressItem {
  url: string;
}

/** What is read at an address, and for whom. */
export interface CalendarReading {
  id: number;
  scope: CalendarScope;
  viewer: Viewer;
  /** Those whose deadlines it tells, as they stand now. */
  agreements: AgreementRef[];
}

/** Before the secret, and after it. */
export const CALENDAR_PATH = '/api/v1/calendars';
export const CALENDAR_FILE = '.ics';
