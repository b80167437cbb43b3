import { defineEntity, p } from '@mikro-orm/core';
import type { BilingualText } from '../../platform/text.js';
import type { DraftContent } from './draft.types.js';

const ReportDraftSchema = defineEntity({
  name: 'ReportDraft',
  tableName: 'report_draft',
  properties: {
    commitmentId: p.integer().primary(),
    bodyId: p.integer().primary(),
    version: p.integer(),
    content: p.json().$type<DraftContent>(),
    userId: p.integer(),
    author: p.json().$type<BilingualText>(),
    startedAt: p.datetime(),
    savedAt: p.datetime(),
  },
});

/** A report, or a contribution, that a body is still writing: as typed, read by no rule. */
export class ReportDraft extends ReportDraftSchema.class {}
ReportDraftSchema.setClass(ReportDraft);
