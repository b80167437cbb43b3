import { type Collection, defineEntity, p } from '@mikro-orm/core';
import { lastDayOf, type Deadline, type Precision } from '../../calendar/deadline.js';
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
    counters: () => p.oneToMany(ExtensionCounter).mappedBy('request').orderBy({ id: 'asc' }),
  },
});

/** A side asks for a later deadline: its own leader decides, every other side's coordinator agrees or not, or names an earlier day. */
export class ExtensionRequest extends ExtensionRequestSchema.class {
  declare agreements: Collection<ExtensionAgreement>;
  declare counters: Collection<ExtensionCounter>;

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

  /** Whether this account named the day for which it asks now, with the same words. */
  isCounteredBy(userId: number | null, due: Deadline | undefined, reason: string): boolean {
    const last = this.counters.getItems().at(-1);
    const isSame = due?.precision === this.toPrecision && due.value === this.toValue;
    return isSame && last?.userId === userId && last.reason === reason;
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

  /**
   * Goes on at an earlier day, to which that side agrees: what was said of the one before falls.
   * @returns what fell
   * @throws RuleBroken where the day is not before the one asked for
   */
  counter(due: Deadline): Fallen {
    const toOn = lastDayOf(due);
    if (due.value === null || !toOn || toOn >= this.toOn) throw new RuleBroken(notEarlier, 'due');
    const fallen: Fallen = {
      askedPrecision: this.toPrecision,
      askedValue: this.toValue,
      askedOn: this.toOn,
      decision: this.decision ?? null,
      decisionReason: this.decisionReason ?? null,
      decidedAt: this.decidedAt ?? null,
      answers: this.agreements.getItems().map(({ partyId, decision, reason, at }) => ({
        party_id: partyId,
        decision,
        reason,
        at: at.toISOString(),
      })),
    };
    Object.assign(this, { toPrecision: due.precision, toValue: due.value, toOn });
    Object.assign(this, { decision: null, decisionReason: null, decidedBy: null, decidedAt: null });
    return fallen;
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

/** What had been said of a day for which a request asks no more. */
interface Fallen {
  askedPrecision: Precision;
  askedValue: string;
  askedOn: Day;
  decision: Decision | null;
  decisionReason: string | null;
  decidedAt: Date | null;
  /** As rows of the table would have it. */
  answers: { party_id: number; decision: Decision; reason: string; at: string }[];
}

const ExtensionCounterSchema = defineEntity({
  name: 'ExtensionCounter',
  tableName: 'extension_counter',
  properties: {
    id: p.integer().primary(),
    request: () => p.manyToOne(ExtensionRequest),
    partyId: p.integer(),
    askedPrecision: p.text().$type<Precision>(),
    askedValue: p.text(),
    askedOn: p.date().$type<Day>(),
    toPrecision: p.text().$type<Precision>(),
    toValue: p.text(),
    toOn: p.date().$type<Day>(),
    reason: p.text(),
    decision: p.text().$type<Decision>().nullable(),
    decisionReason: p.text().nullable(),
    decidedAt: p.datetime().nullable(),
    answers: p.json().$type<Fallen['answers']>(),
    userId: p.integer().nullable(),
    author: p.json().$type<BilingualText>(),
    at: p.datetime(),
    illustrative: p.boolean().default(false),
  },
});

/** Another side's coordinator named an earlier day. Never changed. */
export class ExtensionCounter extends ExtensionCounterSchema.class {}
ExtensionCounterSchema.setClass(ExtensionCounter);

const notEarlier = {
  vi: 'Thời hạn khác phải trước thời hạn được đề nghị.',
  en: 'Another deadline must be earlier than the one requested.',
};
