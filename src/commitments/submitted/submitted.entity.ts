import { defineEntity, p } from '@mikro-orm/core';
import type { BilingualText } from '../../platform/text.js';
import type { Report } from '../updates/report.types.js';
import type { FieldComment, ReviewStatus } from './submitted.types.js';

/** A report as it was sent, without its period, which stands beside it; with the contributions that go into it. */
export type Content = Omit<Report, 'period' | 'asksReason'> & { takesOver?: readonly number[] };

const SubmittedReportSchema = defineEntity({
  name: 'SubmittedReport',
  tableName: 'submitted_report',
  properties: {
    id: p.bigint('number').primary(),
    agreementId: p.integer(),
    commitmentId: p.integer(),
    sideId: p.integer(),
    bodyId: p.integer().nullable(),
    userId: p.integer().nullable(),
    /** Whoever wrote it in that account's place. */
    standInId: p.integer().nullable(),
    author: p.json().$type<BilingualText>(),
    at: p.datetime(),
    day: p.date(),
    period: p.text(),
    content: p.json().$type<Content>(),
    /** The commitment's, as it was read. */
    version: p.integer(),
    /** The one that it takes the place of. */
    replaces: p.bigint('number').nullable(),
    illustrative: p.boolean().default(false),
  },
});

/** A report that the side's coordinator looks at before it stands. Append-only; what becomes of it is a row of its own. */
export class SubmittedReport extends SubmittedReportSchema.class {}
SubmittedReportSchema.setClass(SubmittedReport);

const ReportReviewSchema = defineEntity({
  name: 'ReportReview',
  tableName: 'report_review',
  properties: {
    reportId: p.bigint('number').primary(),
    agreementId: p.integer(),
    decision: p.text().$type<Exclude<ReviewStatus, 'pending'>>(),
    userId: p.integer().nullable(),
    author: p.json().$type<BilingualText>(),
    at: p.datetime(),
    comment: p.text().nullable(),
    comments: p.json().$type<FieldComment[]>().default('[]'),
    /** The report that stands by it. */
    updateId: p.bigint('number').nullable(),
    illustrative: p.boolean().default(false),
  },
});

/** What became of a report that was sent for review: once, and for good. */
export class ReportReview extends ReportReviewSchema.class {}
ReportReviewSchema.setClass(ReportReview);
