import { defineEntity, p } from '@mikro-orm/core';
import type { Authored } from '../../identity/other-hand.js';
import type { Day } from '../../platform/clock.js';
import { Conflict, NotAllowed } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import type { Decision } from '../commitment.types.js';
import type { AmendmentStatus, Before, ChangeKind, KeptChange, SourceDocument } from './amendment.types.js';

const AmendmentSchema = defineEntity({
  name: 'Amendment',
  tableName: 'amendment',
  properties: {
    id: p.integer().primary(),
    agreementId: p.integer(),
    partyId: p.integer(),
    number: p.text(),
    title: p.text(),
    issuedOn: p.date().$type<Day>(),
    status: p.text().$type<AmendmentStatus>().default('open'),
    proposedAt: p.datetime(),
    settledAt: p.datetime().nullable(),
    userId: p.integer().nullable(),
    standInId: p.integer().nullable(),
    author: p.json().$type<BilingualText>(),
    illustrative: p.boolean().default(false),
  },
});

/** What one side's office proposes to change of the agreement's commitments: in force once every other side's office agrees. */
export class Amendment extends AmendmentSchema.class {
  get source(): SourceDocument {
    return { number: this.number, title: this.title, issuedOn: this.issuedOn };
  }

  get writtenBy(): Authored {
    return { userId: this.userId, standInId: this.standInId };
  }

  /** @throws Conflict once it is settled */
  mustBeOpen(): void {
    const { status }: { status: AmendmentStatus } = this;
    if (status !== 'open') throw new Conflict(settled[status]);
  }

  /** @throws NotAllowed for the side that proposes it */
  mustBeAnotherSides(partyId: number | null): void {
    if (partyId === this.partyId) throw new NotAllowed(own);
  }

  /** @throws NotAllowed for any other side */
  mustBeOf(partyId: number | null): void {
    if (partyId !== this.partyId) throw new NotAllowed(others);
  }

  settle(status: Exclude<AmendmentStatus, 'open'>, at: Date): void {
    this.mustBeOpen();
    this.status = status;
    this.settledAt = at;
  }
}
AmendmentSchema.setClass(Amendment);

const AmendmentChangeSchema = defineEntity({
  name: 'AmendmentChange',
  tableName: 'amendment_change',
  properties: {
    id: p.integer().primary(),
    amendmentId: p.integer(),
    place: p.integer(),
    kind: p.text().$type<ChangeKind>(),
    commitmentId: p.integer().nullable(),
    intoId: p.integer().nullable(),
    said: p.json().$type<KeptChange>(),
    was: p.json().$type<Before | null>().nullable(),
  },
});

/** One change of an amendment. Never changed. */
export class AmendmentChange extends AmendmentChangeSchema.class {}
AmendmentChangeSchema.setClass(AmendmentChange);

const AmendmentAnswerSchema = defineEntity({
  name: 'AmendmentAnswer',
  tableName: 'amendment_answer',
  properties: {
    id: p.integer().primary(),
    amendmentId: p.integer(),
    partyId: p.integer(),
    decision: p.text().$type<Decision>(),
    reason: p.text(),
    document: p.json().$type<SourceDocument | null>().nullable(),
    userId: p.integer().nullable(),
    standInId: p.integer().nullable(),
    author: p.json().$type<BilingualText>(),
    at: p.datetime(),
    illustrative: p.boolean().default(false),
  },
});

/** What another side's office said of an amendment, and by which document. Never changed. */
export class AmendmentAnswer extends AmendmentAnswerSchema.class {}
AmendmentAnswerSchema.setClass(AmendmentAnswer);

const settled: Record<Exclude<AmendmentStatus, 'open'>, BilingualText> = {
  in_force: {
    vi: 'Sửa đổi, bổ sung này đã có hiệu lực.',
    en: 'This amendment is already in force.',
  },
  rejected: {
    vi: 'Đề nghị sửa đổi, bổ sung này đã bị từ chối.',
    en: 'This amendment has been rejected.',
  },
  taken_back: {
    vi: 'Đề nghị sửa đổi, bổ sung này đã được thu hồi.',
    en: 'This amendment has been taken back.',
  },
};
const own = {
  vi: 'Bên đề nghị không trả lời đề nghị của chính bên đó; bên kia sẽ cho ý kiến.',
  en: 'The side that proposed an amendment does not answer it; that is for the other side.',
};
const others = {
  vi: 'Chỉ văn phòng cấp ủy của bên đề nghị mới thu hồi được đề nghị này.',
  en: 'Only the committee office that proposed this amendment can take it back.',
};
