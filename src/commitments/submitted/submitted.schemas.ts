import {
  boolean,
  choice,
  instant,
  integer,
  list,
  named,
  nullable,
  object,
  string,
  text,
} from '../../platform/http/schema.js';
import { progressUpdateSchema } from '../updates/update.schemas.js';
import {
  reviewedFields,
  reviewStatuses,
  type NewProgressUpdate,
  type ReportItem,
  type ReportPage,
  type ReviewItem,
} from './submitted.types.js';

export const reviewSchema = named<ReviewItem>(
  'ReportReview',
  'What a side’s coordinator decided on a report before other sides see it. `id` is that of the report as sent',
  object({
    id: integer,
    status: choice(reviewStatuses),
    sentAt: instant,
    at: nullable(instant),
    by: nullable(text),
    comment: nullable(string),
    comments: list(object({ field: choice(reviewedFields), text: string })),
    updateId: nullable(integer),
  }),
);

export const newProgressUpdateSchema = named<NewProgressUpdate>(
  'NewProgressUpdate',
  'The report, with the version that the commitment now has',
  object({
    ...progressUpdateSchema.properties,
    period: nullable(string),
    version: integer,
    contribution: boolean,
    review: nullable(reviewSchema),
  }),
);

export const reportSchema = named<ReportItem>(
  'Report',
  'What a side reported, with its later version and, for its own side and auditors, its review',
  object({
    ...progressUpdateSchema.properties,
    supersededBy: nullable(integer),
    review: nullable(reviewSchema),
  }),
);

export const reportPageSchema = named<ReportPage>(
  'ReportList',
  'Reports, newest first',
  object({ items: list(reportSchema), nextCursor: nullable(string) }),
);
