import { defineEntity, p } from '@mikro-orm/core';
import type { BilingualText } from '../../platform/text.js';
import type { Status } from '../commitment.types.js';
import type { DecisionLevel } from '../matters/matter.types.js';

const ProgressUpdateSchema = defineEntity({
  name: 'ProgressUpdate',
  tableName: 'progress_update',
  properties: {
    id: p.bigint('number').primary(),
    commitmentId: p.integer(),
    sideId: p.integer(),
    userId: p.integer().nullable(),
    /** Whoever wrote it in that account's place. */
    standInId: p.integer().nullable(),
    author: p.json().$type<BilingualText>(),
    at: p.datetime(),
    day: p.date(),
    /** The reporting period that it is for: `2019-11`. Given by the database where it is left out. */
    period: p.text(),
    status: p.text().$type<Status>(),
    percent: p.integer(),
    results: p.text(),
    difficulties: p.text(),
    proposals: p.text(),
    nextSteps: p.text(),
    /** The level that must decide; null where nothing was ever said of it. */
    decisionLevel: p.text().$type<DecisionLevel>().nullable(),
    /** Of a completion: the day on which the part was done, what proves it, and why nothing does. Null in older rows. */
    doneOn: p.date().nullable(),
    evidenceIds: p.array<number>().columnType('integer[]').nullable(),
    noEvidenceReason: p.text().nullable(),
    /** When it was sent, where it stood only later, once its side's coordinator had accepted it. */
    sentAt: p.datetime().nullable(),
    /** The earlier report of the side that it corrects. */
    corrects: p.bigint('number').nullable(),
    illustrative: p.boolean().default(false),
  },
});

/** What a side reported at one time. Append-only: a correction is a new update. */
export class ProgressUpdate extends ProgressUpdateSchema.class {}
ProgressUpdateSchema.setClass(ProgressUpdate);
