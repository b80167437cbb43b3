import { sql } from 'kysely';
import { dayOf } from '../../platform/clock.js';
import { Conflict, RuleBroken } from '../../platform/errors.js';
import type { HeldMatter } from '../commitment-state.js';
import type { Change, Changing } from '../commitments.service.js';
import { DecisionStep } from './matter.entity.js';
import { goesAcross } from './matter.rules.js';

type Document = Pick<DecisionStep, 'outside' | 'documentNumber' | 'documentIssuedOn' | 'documentIssuer'>;
type Passed = Pick<DecisionStep, 'role' | 'holderPartyId'>;

/** What a step says beside who took it, and when. */
export type Pass = Pick<DecisionStep, 'kind' | 'text'> & Partial<Document & Passed>;

export function stepOf(
  matterId: number,
  { actor, at }: Pick<Change, 'actor' | 'at'>,
  pass: Pass,
): DecisionStep {
  const nobody = { role: null, holderPartyId: null };
  const noDocument = { outside: null, documentNumber: null, documentIssuedOn: null, documentIssuer: null };
  return Object.assign(new DecisionStep(), {
    ...nobody,
    ...noDocument,
    ...pass,
    matterId,
    at,
    userId: actor.userId,
    author: actor.name,
    updateId: null,
    illustrative: actor.illustrative,
  });
}

const told = [
  'kind',
  'role',
  'holderPartyId',
  'text',
  'outside',
  'documentNumber',
  'documentIssuedOn',
  'documentIssuer',
  'userId',
] as const;

/** The same by the same account: sent twice. */
export function isSameStep(last: DecisionStep, step: DecisionStep): boolean {
  return told.every((field) => (last[field] ?? null) === (step[field] ?? null));
}

/** @throws Conflict where it is not as it was when this was asked for: settled, or in other hands */
export function mustStillBeHeld(last: DecisionStep, { stepId }: { stepId: number }): void {
  if (last.role == null) throw new Conflict(settled);
  if (last.id !== stepId) throw new Conflict(passedOn);
}

/** @throws RuleBroken where its level is within the own side, Conflict where the own office has passed it on */
export function mustGoAcross({ level, role }: HeldMatter): void {
  if (!goesAcross(level)) throw new RuleBroken(withinTheSide);
  if (role !== 'coordinator') throw new Conflict(passedOn);
}

/** @throws RuleBroken where no higher level must decide, or the document is of a later day; Conflict where it was passed on */
export function mustGoHigher({ level, role }: HeldMatter, { documentIssuedOn }: Pass, at: Date): void {
  if (level !== 'higher') throw new RuleBroken(notHigher);
  if (role !== 'coordinator') throw new Conflict(passedOn);
  if ((documentIssuedOn ?? '') > dayOf(at)) throw new RuleBroken(notYetIssued, 'issuedOn');
}

/** The side whose office is to answer. @throws RuleBroken where there are several and none is named, or it is no other side */
export async function otherPartyOf({ em, commitment, side }: Changing, code?: string): Promise<number> {
  const others = commitment.sides
    .getItems()
    .flatMap(({ partyId }) => (partyId === side.partyId ? [] : partyId));
  if (code === undefined && others.length === 1) return others[0]!;
  const { rows } = await sql<{ id: number }>`
    select id from party where code = ${code ?? ''} and id = any(${others}::integer[])`.execute(
    em.getKysely(),
  );
  if (!rows[0]) throw new RuleBroken(whichSide, 'party');
  return rows[0].id;
}

const settled = {
  vi: 'Nội dung này đã được trả lời, trả lại hoặc không còn. Hãy mở lại trang cam kết để xem.',
  en: 'This has already been answered or returned, or no longer stands. Reopen the commitment to see what became of it.',
};
const passedOn = {
  vi: 'Nội dung này vừa được chuyển cấp khác. Hãy mở lại trang cam kết để xem đang chờ ai.',
  en: 'This has just been passed on. Reopen the commitment to see who has it now.',
};
const withinTheSide = {
  vi: 'Nội dung này do bên tự quyết định, không chuyển bên khác. Nếu cần hai cấp ủy cùng quyết định, cơ quan chủ trì báo cáo lại cấp cần quyết định.',
  en: 'This is for your own side to decide. If both committees must decide, the lead body has to report that level.',
};
const notHigher = {
  vi: 'Nội dung này không phải do cấp trên quyết định. Nếu cần, cơ quan chủ trì báo cáo lại cấp cần quyết định.',
  en: 'No higher level has to decide this. If one must, the lead body has to report that level.',
};
const notYetIssued = {
  vi: 'Ngày văn bản không được sau hôm nay.',
  en: 'The date of the document must not be after today.',
};
const whichSide = {
  vi: 'Hãy chọn bên cần cho ý kiến.',
  en: 'Choose the side that is to answer.',
};
