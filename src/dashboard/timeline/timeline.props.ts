import type { DaysAsked } from '../../commitments/read/days.js';
import type { FormFaults } from '../../platform/http/forms.js';
import type { Frame } from '../../web/frame.js';
import type { Grouping, TimelinePageDto } from './timeline.dto.js';
import type { Timeline } from './timeline.types.js';

export interface TimelineProps {
  frame: Frame;
  slug: string;
  timeline: Timeline;
  /** With which the page is made. */
  filter: Omit<TimelinePageDto, 'theo'>;
  by: Grouping;
  /** The days as they were typed, and what is wrong with them. */
  asked: { typed: DaysAsked; faults: FormFaults };
}
