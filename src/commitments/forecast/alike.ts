import type { Standing } from './history.js';
import type { ClosedTerm } from './landmarks.js';

/** Terms of the same agreement that once stood much as this one does, and how many of them ended in time. */
export interface Alike {
  count: number;
  onTime: number;
}

/** A closed term, as far as likeness goes: share of the term gone and percent of the work done, on each of its landmarks. */
export interface Seen {
  isOnTime: boolean;
  points: [share: number, progress: number][];
}

/** How far apart two may be and still stand alike: of the term, and in points of progress. */
export const ALIKE = { share: 0.15, progress: 15 } as const;

export const seenOf = ({ landmarks, isOnTime }: ClosedTerm): Seen => ({
  isOnTime,
  points: landmarks.map(({ standing: { share, progress } }) => [share, progress]),
});

/** Each term counts once, by the landmark that lies nearest in its term. */
export function alike(seen: readonly Seen[], { share, progress }: Standing): Alike {
  const near = seen.filter(({ points }) => {
    const [at, done] = points.reduce((best, point) =>
      Math.abs(point[0] - share) < Math.abs(best[0] - share) ? point : best,
    );
    return Math.abs(at - share) <= ALIKE.share && Math.abs(done - progress) <= ALIKE.progress;
  });
  return { count: near.length, onTime: near.filter(({ isOnTime }) => isOnTime).length };
}
