import { seenOf, type Seen } from './alike.js';
import type { DayNumber, History } from './history.js';
import { closedBy, termsOf } from './landmarks.js';
import { learn, type Model } from './model.js';
import { qualityOf, type ForecastQuality } from './quality.js';

/** What is to be learnt, and from what: histories as they come from the database, which nothing but this reads. */
export interface Lesson {
  /** JSON of `History[]`. */
  histories: string;
  agreementId: number;
  known: DayNumber;
  what: 'model' | 'quality';
}

/** What a month knows: coefficients, the closed terms of the agreement itself, and of each of its sectors how many ended in time. */
export interface Learnt {
  model: Model;
  seen: Seen[];
  sectors: Record<number, { closed: number; onTime: number }>;
}

export function studied(lesson: Lesson & { what: 'model' }): Learnt;
export function studied(lesson: Lesson & { what: 'quality' }): ForecastQuality;
export function studied(lesson: Lesson): Learnt | ForecastQuality;
export function studied({ histories, agreementId, known, what }: Lesson): Learnt | ForecastQuality {
  const terms = (JSON.parse(histories) as History[]).flatMap((history) => termsOf(history, known));
  if (what === 'quality') return qualityOf(terms, agreementId, known);
  const own = closedBy(
    terms.filter(({ history }) => history.agreementId === agreementId),
    known,
  );
  const bySector = Object.groupBy(own, ({ term }) => term.history.sectorId);
  const sectors = Object.entries(bySector).map(([id, all]) => {
    const closed = all!.length;
    return [id, { closed, onTime: all!.filter(({ isOnTime }) => isOnTime).length }];
  });
  return { model: learn(terms, known), seen: own.map(seenOf), sectors: Object.fromEntries(sectors) };
}
