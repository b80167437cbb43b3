import type { Grouping } from './timeline.dto.js';

/** By what the rows of the chart are grouped, as the API says it. */
export const timelineGroupings = ['sector', 'lead_body', 'holder'] as const;
export type TimelineGrouping = (typeof timelineGroupings)[number];

export const asOnPage: Record<TimelineGrouping, Grouping> = {
  sector: 'linh-vuc',
  lead_body: 'co-quan',
  holder: 'dang-cho',
};
