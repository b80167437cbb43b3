import { labelOf } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import type { Viewer } from '../../accounts/viewer.js';
import type { Frame } from '../../web/frame.js';
import type { MyWork } from './my-work.types.js';

export interface MyWorkPageProps {
  /** With a viewer who speaks for a side, and the agreement. */
  frame: Frame & { viewer: Viewer };
  work: MyWork;
  today: Day;
}

/** `Tháng 11/2019`: a period is named by the month in which it ends. */
export function periodName({ frame: { language }, work }: MyWorkPageProps): string {
  return labelOf({ precision: 'month', value: work.period.to.slice(0, 7) })[language];
}

export type OwnRole = 'liaison' | 'coordinator' | 'leader';

export function ownRole({ frame: { viewer } }: MyWorkPageProps): OwnRole {
  return viewer.role === 'liaison' || viewer.role === 'leader' ? viewer.role : 'coordinator';
}
