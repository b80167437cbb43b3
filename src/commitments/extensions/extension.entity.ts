import { type Collection, defineEntity, p } from '@mikro-orm/core';
import type { Deadline, Precision } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import { Conflict, RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import type { Decision, ExtensionStatus } from '../commitment.types.js';

const ExtensionRequestSchema = defineEntity({
  name: 'ExtensionRequest',
  tableName: 'extension_request',
  properties: {
    id: p.integer().primary(),
    commitmentId: p.integer(),
    partyId: p.integer(),
    fromPrecision: p.text().$type<Precision>(),
    fromValue: p.text().nullable(),
    /** Null where it asks for the first date. */
    fromOn: p.date().$type<Day>().nullable(),
    toPrecision: p.text().$type<Precision>(),
    toValue: p.text(),
    toOn: p.date().$type<Day>(),
    reason: p.text(),
    requestedAt: p.datetime(),
    requestedBy: p.integer().nullable(),
    /** Whoever wrote it in that account's place. */
    standInId: p.integer().nullable(),
    requester: p.json().$type<BilingualText>(),
    decision: p.text().$type<Decision>().nullable(),
    decisionReason: p.text().nullable(),
    decidedAt: p.datetime().nullable(),
    decidedBy: p.integer().nullable(),
    status: p.text().$type<ExtensionStatus>().default('open'),
    illustrative: p.boolean().default(false),
    agreements: () => p.oneToMany(ExtensionAgreement).mappedBy('request'),
  },
});

/** A side asks for a later deadline: its own leader decides, every other side's coordinator agrees or not. */
export class ExtensionRequest extends ExtensionRequestSchema.class {
  declare agreements: Collection<ExtensionAgreement>;

  get to(): Deadline {
    return { precision: this.toPrecision, value: this.toValue };
  }

  /** Whether it asks for the date that the commitment lacks, and so extends nothing. */
  get isForFirstDate(): boolean {
    return !this.fromOn;
  }

  /** Whether this account asked for the same, with the same words. */
  isOf(userId: number | null, due: Deadline, reason: string): boolean {
    const isSame = this.toPrecision === due.precision && this.toValue === due.value && this.reason === reason;
    return this.requestedBy === userId && isSame;
  }

  isDecidedBy(userId: number | null, decision: Decision, reason: string): boolean {
    return this.decidedBy === userId && this.decision === decision && this.decisionReason === reason;
  }

  isAnsweredBy(userId: number | null, decision: Decision, reason: string): boolean {
    return this.agreements
      .getItems()
      .some((said) => said.userId === userId && said.decision === decision && said.reason === reason);
  }

  mustBeOpen(): void {
    if (this.status !== 'open') {
      throw new RuleBroken({
        vi: 'Đề nghị này đã được giải quyết.',
        en: 'This request has already been settled.',
      });
    }
  }

  /** @throws RuleBroken once it is settled, Conflict where the side has answered */
  mustAwaitAnswerOf(partyId: number): void {
    this.mustBeOpen();
    if (this.agreements.getItems().some((agreement) => agreement.partyId === partyId)) {
      throw new Conflict({
        vi: 'Bên này đã có ý kiến về đề nghị này.',
        en: 'Your side has already responded to this request.',
      });
    }
  }

  decide(decision: Decision, reason: string, userId: number | null, at: Date): void {
    this.mustBeOpen();
    Object.assign(this, { decision, decisionReason: reason, decidedBy: userId, decidedAt: at });
  }

  /** Granted when the leader approved and every other side agreed; refused as soon as one says no. */
  settle(otherParties: number[]): void {
    const agreed = this.agreements.getItems();
    const refused = this.decision === 'rejected' || agreed.some(({ decision }) => decision === 'rejected');
    const granted =
      this.decision === 'approved' &&
      otherParties.every((id) => agreed.some(({ partyId }) => partyId === id));
    if (refused) this.status = 'refused';
    else if (granted) this.status = 'granted';
  }
}
ExtensionRequestSchema.setClass(ExtensionRequest);

const ExtensionAgreementSchema = defineEntity({
  name: 'ExtensionAgreement',
  tableName: 'extension_agreement',
  properties: {
    request: () => p.manyToOne(ExtensionRequest).primary(),
    partyId: p.integer().primary(),
    decision: p.text().$type<Decision>(),
    reason: p.text(),
    at: p.datetime(),
    userId: p.integer().nullable(),
  },
});

/** What another side's coordinator said to an extension. */
export class ExtensionAgreement extends ExtensionAgreementSchema.class {}
ExtensionAgreementSchema.setClass(ExtensionAgreement);
