import type { Undated } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';

/** That a commitment should have a date but has none yet, as it is kept with it. */
export interface KeptUndated extends Undated {
  /** Since when it has none. */
  since: Day;
  /** The day on which it was to be looked at again at first: another one was set since, where it is not `reviewOn`. */
  firstReviewOn: Day;
}

/** Empty where it never lacked a date. */
export type MaybeUndated = KeptUndated | Record<string, never>;

export function lacksDate(kept: MaybeUndated): kept is KeptUndated {
  return 'reviewOn' in kept;
}

/** @param was what was kept before: it has been without a date since then */
export function undatedSince({ reason, reviewOn }: Undated, was: MaybeUndated, today: Day): KeptUndated {
  return { reason, reviewOn, since: lacksDate(was) ? was.since : today, firstReviewOn: reviewOn };
}
