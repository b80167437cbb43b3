import { defineEntity, p } from '@mikro-orm/core';
import type { BilingualText } from '../../platform/text.js';
import type { ContributionStatus, Outcome } from './contribution.types.js';

const ContributionSchema = defineEntity({
  name: 'Contribution',
  tableName: 'contribution',
  properties: {
    id: p.bigint('number').primary(),
    agreementId: p.integer(),
    commitmentId: p.integer(),
    sideId: p.integer(),
    bodyId: p.integer(),
    userId: p.integer().nullable(),
    /** Whoever wrote it in that account's place. */
    standInId: p.integer().nullable(),
    author: p.json().$type<BilingualText>(),
    at: p.datetime(),
    day: p.date(),
    status: p.text().$type<ContributionStatus>(),
    percent: p.integer(),
    results: p.text(),
    difficulties: p.text(),
    proposals: p.text(),
    nextSteps: p.text(),
    illustrative: p.boolean().default(false),
  },
});

/** What a cooperating body has to say of its side's part. Append-only; it changes nothing until the lead body takes it over. */
export class Contribution extends ContributionSchema.class {}
ContributionSchema.setClass(Contribution);

const ContributionOutcomeSchema = defineEntity({
  name: 'ContributionOutcome',
  tableName: 'contribution_outcome',
  properties: {
    contributionId: p.bigint('number').primary(),
    agreementId: p.integer(),
    outcome: p.text().$type<Outcome>(),
    userId: p.integer().nullable(),
    author: p.json().$type<BilingualText>(),
    at: p.datetime(),
    updateId: p.bigint('number').nullable(),
    reason: p.text().nullable(),
  },
});

/** What became of a contribution: once, and for good. */
export class ContributionOutcome extends ContributionOutcomeSchema.class {
  isRefusalBy(userId: number | null, reason: string): boolean {
    return this.outcome === 'declined' && this.userId === userId && this.reason === reason;
  }
}
ContributionOutcomeSchema.setClass(ContributionOutcome);
