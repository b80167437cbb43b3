import { type Collection, defineEntity, p } from '@mikro-orm/core';
import { lastDayOf, type Deadline, type Precision } from '../calendar/deadline.js';
import { dayOf, latestOf, type Day } from '../platform/clock.js';
import { Conflict, RuleBroken } from '../platform/errors.js';
import type { BilingualText } from '../platform/text.js';
import type { ReturnedFor, Status } from './commitment.types.js';
import { isSameIndicators, type Indicator, type KeptIndicator } from './indicators/indicator.js';
import { duePlan, type DuePlan } from './plan/due-plan.js';
import { isNamed, isSameProduct, productOf, type KeptProduct, type Product } from './product.js';
import { mustAgree, type Statement } from './statement.js';
import { lacksDate, undatedSince, type MaybeUndated } from './undated/undated.js';
import { isDeclared, isOpen, isPlanConfirmed, isSigned, overallOf } from './rules.js';

const CommitmentSchema = defineEntity({
  name: 'Commitment',
  tableName: 'commitment',
  properties: {
    id: p.integer().primary(),
    agreementId: p.integer(),
    sectorId: p.integer(),
    code: p.text(),
    position: p.integer(),
    title: p.json().$type<BilingualText>(),
    /** Folded words by which it is found. */
    search: p.text().lazy(),
    duePrecision: p.text().$type<Precision>(),
    dueValue: p.text().nullable(),
    dueOn: p.date().nullable(),
    /** Why it has no date yet, where it is `ongoing`; else why it had none, before its first one was agreed. */
    undated: p.json().$type<MaybeUndated>().default('{}'),
    /** What was said of it before every side has confirmed it (plan/agreeing.ts). */
    duePlan: p.json().$type<DuePlan>().default('{}'),
    dueVersion: p.integer().default(1),
    originalPrecision: p.text().$type<Precision>(),
    originalValue: p.text().nullable(),
    status: p.text().$type<Status>().default('not_started'),
    percent: p.integer().default(0),
    /** The latest of the days on which its sides' parts were done. */
    completedOn: p.date().nullable().fieldName('done_on'),
    /** The day of the last confirmation, which moves no day of completion. */
    confirmedOn: p.date().nullable().fieldName('completed_on'),
    differs: p.boolean().default(false),
    differsSince: p.date().nullable(),
    extensions: p.integer().default(0),
    version: p.integer().default(1),
    createdAt: p.datetime(),
    sides: () => p.oneToMany(CommitmentSide).mappedBy('commitment').orderBy({ position: 'asc' }),
  },
});

/**
 * What the parties undertook. Its own status, percent and difference are derived from the sides and kept only by
 * `settle`; timeliness is never kept, it follows from the deadline, the day and the day of completion.
 */
export class Commitment extends CommitmentSchema.class {
  declare sides: Collection<CommitmentSide>;

  get due(): Deadline {
    const due = { precision: this.duePrecision, value: this.dueValue ?? null };
    return this.isUndated
      ? { ...due, undated: { reason: this.undated.reason, reviewOn: this.undated.reviewOn } }
      : due;
  }

  /** It should have a date but has none yet. */
  get isUndated(): boolean {
    return this.duePrecision === 'ongoing' && lacksDate(this.undated);
  }

  sideOf(partyId: number | null): CommitmentSide | undefined {
    return this.sides.getItems().find((side) => side.partyId === partyId);
  }

  /** A side's own statement of progress. */
  report(side: CommitmentSide, statement: Statement, at: Date): void {
    this.mustTakeReportsOn(side);
    side.state(statement, at);
  }

  /** An amendment has withdrawn it, or merged it into another: for good, and whatever its sides stated. */
  get isEnded(): boolean {
    const sides = this.sides.getItems();
    return sides.length > 0 && sides.every((side) => side.ended);
  }

  /** By an amendment. What a side had stated, confirmed or declared stays as it was; a deadline that was proposed is proposed no more. */
  end(): void {
    this.mustBeOpen();
    for (const side of this.sides) side.ended = true;
    this.duePlan = duePlan({ ...this.duePlan, proposed: undefined });
  }

  /** By an amendment, and so no extension; the first one stays beside it. */
  amendDue(due: Deadline): void {
    this.mustBeOpen();
    const { originalPrecision, originalValue } = this;
    this.agreeOn(due);
    Object.assign(this, {
      originalPrecision,
      originalValue,
      duePlan: duePlan({ fell: this.duePlan.fell, stands: true }),
    });
  }

  /** @throws RuleBroken once it is completed, or the leader has signed the part off */
  mustTakeReportsOn(side: CommitmentSide): void {
    if (this.status === 'completed') throw new RuleBroken(closed);
    side.mustNotBeEnded();
    side.mustNotBeSigned();
  }

  /**
   * Another side does not accept a declared completion; or whoever is to sign it does not accept its day.
   * @param of the side whose completion it is; null for every other side's
   * @param about the day alone, which is all for which the own completion can be sent back
   * @returns the sides sent back
   */
  sendBack(
    byPartyId: number,
    at: Date,
    of: number | null = null,
    about: ReturnedFor = 'completion',
  ): CommitmentSide[] {
    this.mustBeOpen();
    if (of === byPartyId) return [this.sendBackOwn(byPartyId, at, about)];
    const declared = this.sides
      .getItems()
      .filter((side) => side.partyId !== byPartyId && isDeclared(side))
      .filter((side) => of === null || side.partyId === of);
    if (declared.length === 0) {
      throw new RuleBroken({
        vi: 'Không có báo cáo hoàn thành nào để trả lại.',
        en: 'No other side has reported completion, so there is nothing to send back.',
      });
    }
    for (const side of declared) side.takeBack(at);
    return declared;
  }

  private sendBackOwn(partyId: number, at: Date, about: ReturnedFor): CommitmentSide {
    const side = this.sideOf(partyId)!;
    if (about !== 'day') throw new RuleBroken(ownForDayOnly, 'party');
    if (isSigned(side)) throw new Conflict(signedMeanwhile);
    if (!isDeclared(side)) throw new Conflict(sentBackMeanwhile);
    side.takeBack(at);
    return side;
  }

  mustBeOpen(): void {
    if (isOpen(this)) return;
    if (this.isEnded) throw new RuleBroken(ended);
    throw new RuleBroken(this.status === 'completed' ? closed : withdrawn);
  }

  /** @throws RuleBroken where a first date would be past already, there is nothing to extend, or the new last day is not later */
  mustAllowDeadline(due: Deadline, today: Day): void {
    this.mustBeOpen();
    if (!this.isUndated) return this.mustAllowExtensionTo(due);
    const lastDay = lastDayOf(due);
    if (!lastDay || lastDay < today) throw new RuleBroken(past, 'due');
  }

  /** @throws RuleBroken where there is nothing to extend, or the new last day is not later */
  mustAllowExtensionTo(due: Deadline): void {
    this.mustBeOpen();
    const lastDay = lastDayOf(due);
    if (!this.dueOn) {
      throw new RuleBroken(
        {
          vi: 'Cam kết thường xuyên không có thời hạn để gia hạn.',
          en: 'A continuing commitment has no deadline to extend.',
        },
        'due',
      );
    }
    if (!lastDay || lastDay <= this.dueOn) {
      throw new RuleBroken(
        {
          vi: 'Thời hạn mới phải sau thời hạn hiện hành.',
          en: 'The new deadline must be later than the current one.',
        },
        'due',
      );
    }
  }

  extendTo(due: Deadline): void {
    this.mustAllowExtensionTo(due);
    this.duePlan = duePlan({ ...this.duePlan, proposed: undefined });
    this.duePrecision = due.precision;
    this.dueValue = due.value;
    this.dueOn = lastDayOf(due);
    this.dueVersion += 1;
    this.extensions += 1;
  }

  /** The sides have agreed on the date that it lacked: its first one, and no extension. Why it had none stays beside it. */
  giveFirstDate(due: Deadline, today: Day): void {
    if (!this.isUndated) throw new RuleBroken(datedMeanwhile, 'decision');
    if (lastDayOf(due)! < today) throw new RuleBroken(pastMeanwhile, 'decision');
    this.setFirst(due);
  }

  /** Its coordinators look at it again on another day. */
  moveReview(reviewOn: Day): void {
    if (lacksDate(this.undated)) this.undated = { ...this.undated, reviewOn };
  }

  /** The agreement itself says another deadline; that counts as the first one. */
  redate(due: Deadline, today: Day): void {
    this.undated = due.undated ? undatedSince(due.undated, this.isUndated ? this.undated : {}, today) : {};
    this.setFirst(due);
  }

  /** Every side has confirmed it in the plan: until then it was a proposal, so this is the first one. Why it had none stays beside it. */
  agreeOn(due: Deadline): void {
    this.setFirst(due);
  }

  private setFirst(due: Deadline): void {
    this.duePrecision = due.precision;
    this.dueValue = due.value;
    this.dueOn = lastDayOf(due);
    this.dueVersion += 1;
    this.originalPrecision = due.precision;
    this.originalValue = due.value;
  }

  /** Derives what holds for the whole from the sides. Completion is dated by the latest of them, not by who confirms it. */
  settle(at: Date, differencePoints: number): void {
    const day: Day = dayOf(at);
    const overall = overallOf(
      this.sides.getItems().map((side) => ({
        status: side.ended ? 'withdrawn' : side.status,
        percent: side.percent ?? null,
        completionConfirmed: isSigned(side),
      })),
      differencePoints,
    );
    // What is at an end is compared no more.
    if (this.isEnded) overall.differs = false;
    const isCompleted = overall.status === 'completed';
    this.completedOn = isCompleted ? latestOf(this.sides.getItems().map((side) => side.doneOn ?? day)) : null;
    this.confirmedOn = isCompleted ? (this.confirmedOn ?? day) : null;
    if (overall.differs) this.differsSince ??= day;
    else this.differsSince = null;
    Object.assign(this, overall);
  }
}
CommitmentSchema.setClass(Commitment);

const closed = {
  vi: 'Cam kết đã hoàn thành. Để sửa, một bên cần thu hồi xác nhận hoàn thành trước.',
  en: 'The commitment is completed. To change it, a side must first withdraw its completion confirmation.',
};
const ended = {
  vi: 'Cam kết này đã thôi thực hiện hoặc nhập vào cam kết khác theo văn bản sửa đổi, bổ sung, nên không thay đổi được nữa. Văn bản ghi ở trang cam kết.',
  en: 'An amendment has withdrawn this commitment or merged it into another, so nothing more can be changed. Its page names the document.',
};
const ownForDayOnly = {
  vi: 'Bên báo cáo chỉ trả lại được báo cáo hoàn thành của chính bên đó để ghi lại ngày hoàn thành.',
  en: 'You can send back your own side’s completion only for its day.',
};
const signedMeanwhile = {
  vi: 'Phần việc này vừa được xác nhận hoàn thành, nên chưa trả lại được. Nếu ngày hoàn thành chưa đúng, cần thu hồi xác nhận trước.',
  en: 'This part has just been confirmed as completed, so it was not sent back. If its day is wrong, withdraw the confirmation first.',
};
const past = {
  vi: 'Thời hạn phải từ ngày hôm nay trở đi.',
  en: 'The deadline must be today or later.',
};
const pastMeanwhile = {
  vi: 'Thời hạn được đề nghị nay đã qua. Hãy chọn không đồng ý, rồi đề nghị một thời hạn khác.',
  en: 'The date that was proposed has passed by now. Reject it, then propose another one.',
};
const datedMeanwhile = {
  vi: 'Cam kết này nay đã có thời hạn. Hãy chọn không đồng ý; nếu cần, đề nghị gia hạn.',
  en: 'This commitment has a deadline by now. Reject the proposal; if need be, request an extension.',
};
const sentBackMeanwhile = {
  vi: 'Báo cáo hoàn thành này đã được trả lại, đang chờ cơ quan chủ trì báo cáo lại. Hãy mở lại trang cam kết để xem lý do.',
  en: 'This completion has been sent back, and the lead body has yet to report again. Reopen the commitment to see the reason.',
};
const withdrawn = {
  vi: 'Cam kết đã thôi thực hiện. Để thực hiện lại, văn phòng cấp ủy của một bên gửi báo cáo mới về phần việc của bên đó.',
  en: 'The sides have withdrawn the commitment. To resume it, a committee office must report on its side’s part.',
};

const CommitmentSideSchema = defineEntity({
  name: 'CommitmentSide',
  tableName: 'commitment_side',
  properties: {
    id: p.integer().primary(),
    commitment: () => p.manyToOne(Commitment),
    agreementId: p.integer(),
    partyId: p.integer(),
    position: p.integer(),
    leadBodyId: p.integer(),
    /** Its lead body was left to the side when the commitment was added. Never changed. */
    leadLeftOpen: p.boolean().default(false),
    product: p.json().$type<KeptProduct>().default('{}'),
    indicators: p.json().$type<KeptIndicator[]>().default('[]'),
    status: p.text().$type<Status>().default('not_started'),
    percent: p.integer().nullable(),
    updatedAt: p.datetime().nullable(),
    /** The day on which the part was really done; the day on which the side said so is that of the declaration. */
    doneOn: p.date().nullable().fieldName('completed_on'),
    completionDeclaredAt: p.datetime().nullable(),
    completionConfirmedAt: p.datetime().nullable(),
    completionConfirmedBy: p.integer().nullable(),
    returnedAt: p.datetime().nullable(),
    planConfirmedAt: p.datetime().nullable(),
    planConfirmedBy: p.integer().nullable(),
    /** An amendment has withdrawn the commitment, or merged it into another: what the side stated stays as it was. */
    ended: p.boolean().default(false),
  },
});

/** One side's part of a commitment: its lead body, its own statement, its confirmations. */
export class CommitmentSide extends CommitmentSideSchema.class {
  /** In order. They stand in a table of their own. */
  declare cooperatingIds: number[];

  /** @throws RuleBroken where status and percent contradict each other, or the leader has signed the part off */
  state(statement: Statement, at: Date): void {
    this.mustNotBeEnded();
    this.mustNotBeSigned();
    mustAgree(statement);
    const completed = statement.status === 'completed';
    this.status = statement.status;
    this.percent = statement.percent;
    this.updatedAt = at;
    this.returnedAt = null;
    this.doneOn = completed ? (statement.doneOn ?? this.doneOn ?? dayOf(at)) : null;
    this.completionDeclaredAt = this.doneOn ? this.declaredAtOrAfter(this.doneOn, at) : null;
  }

  /** A day after the one on which completion was declared makes that declaration untrue: it is declared anew. */
  private declaredAtOrAfter(doneOn: Day, at: Date): Date {
    const earlier = this.completionDeclaredAt;
    return earlier && doneOn <= dayOf(earlier) ? earlier : at;
  }

  /** With the product that is named, if one is. @returns whether anything changed */
  confirmPlan(userId: number | null, at: Date): boolean {
    if (isPlanConfirmed(this)) return false;
    this.mustNotBeEnded();
    this.planConfirmedAt = at;
    this.planConfirmedBy = userId;
    if (isNamed(this.product)) this.product = { ...this.product, proposed: false };
    return true;
  }

  /**
   * @param proposed whether nobody of the side has said so yet
   * @returns whether anything changed; what is only confirmed with the plan, changes with that
   */
  nameProduct(product: Product, proposed: boolean): boolean {
    const isSame = isSameProduct(productOf(this.product), product);
    const isAgreed = isPlanConfirmed(this) && this.product.proposed && !proposed;
    if (isSame && !isAgreed) return false;
    this.product = { ...product, proposed };
    return true;
  }

  /**
   * @param proposed whether nobody of the side has said so yet
   * @returns whether anything changed
   */
  setIndicators(indicators: readonly Indicator[], proposed: boolean): boolean {
    const next = indicators.map((indicator) => ({ ...indicator, proposed }));
    if (isSameIndicators(this.indicators, next)) return false;
    this.indicators = next;
    return true;
  }

  withdrawPlanConfirmation(): boolean {
    if (!isPlanConfirmed(this)) return false;
    this.mustNotBeEnded();
    this.planConfirmedAt = null;
    this.planConfirmedBy = null;
    return true;
  }

  confirmCompletion(userId: number | null, at: Date): boolean {
    if (isSigned(this)) return false;
    this.mustNotBeEnded();
    if (!isDeclared(this) && this.returnedAt) throw new Conflict(sentBackMeanwhile);
    if (!isDeclared(this)) {
      throw new RuleBroken({
        vi: 'Chưa xác nhận được: cơ quan chủ trì cùng bên chưa báo cáo hoàn thành.',
        en: 'This cannot be confirmed yet: your side’s lead body has not reported completion.',
      });
    }
    this.completionConfirmedAt = at;
    this.completionConfirmedBy = userId;
    return true;
  }

  withdrawCompletionConfirmation(): boolean {
    if (!isSigned(this)) return false;
    this.mustNotBeEnded();
    this.completionConfirmedAt = null;
    this.completionConfirmedBy = null;
    return true;
  }

  /** The declared completion is not accepted: under way again, with the percent as stated, until the side reports anew. */
  takeBack(at: Date): void {
    this.withdrawCompletionConfirmation();
    this.status = 'in_progress';
    this.doneOn = null;
    this.completionDeclaredAt = null;
    this.returnedAt = at;
  }

  /** @throws RuleBroken once an amendment has withdrawn or merged the commitment */
  mustNotBeEnded(): void {
    if (this.ended) throw new RuleBroken(ended);
  }

  mustNotBeSigned(): void {
    if (isSigned(this)) {
      throw new RuleBroken({
        vi: 'Lãnh đạo đã xác nhận hoàn thành phần việc này. Để báo cáo lại, cần thu hồi xác nhận trước.',
        en: 'The leader has confirmed completion of this part. To report again, the confirmation must first be withdrawn.',
      });
    }
  }
}
CommitmentSideSchema.setClass(CommitmentSide);
