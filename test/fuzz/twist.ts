import type { Random } from './random.js';
import type { Draft } from './requests.js';

/** Something done to a whole request. */
export interface Twist {
  name: string;
  /** Only where a body can be sent. */
  needsBody?: boolean;
  /** What the answer must be among, where the caller gets as far as that. */
  expect?: number[];
  apply(draft: Draft, random: Random): Draft;
}
