import type { Day } from '../../platform/clock.js';
import type { BilingualText, Language } from '../../platform/text.js';

export const frequencies = ['daily', 'weekly'] as const;
export type Frequency = (typeof frequencies)[number];

/** How an account wants to be reminded. */
export interface NotificationSettings {
  language: Language;
  frequency: Frequency;
  /** The first day of the pause; null where it has begun, or there is none. */
  pausedFrom: Day | null;
  /** The last day without mail; with a stand-in, the last on which that one gets it. Null once it is over. */
  pausedUntil: Day | null;
  /** Address of the account that reads the reminders meanwhile. Null where it is none, or may not any more. */
  standIn: string | null;
}

/** An account that may read the reminders of another. */
export interface StandIn {
  id: number;
  email: string;
  name: BilingualText;
}

/** When it is away, and who stands in meanwhile. */
export type AbsenceSettings = Pick<NotificationSettings, 'pausedFrom' | 'pausedUntil' | 'standIn'>;
