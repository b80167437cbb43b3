import { RuleBroken } from '../platform/errors.js';
import type { Actor } from './actor.js';

/** What somebody asked, declared or wrote. */
export interface Authored {
  /** The account for which. */
  userId?: number | null;
  /** Whoever really wrote it, in that account's place. */
  standInId?: number | null;
}

/** For a row that somebody writes: whoever stands in beside the account. */
export const standInIdOf = ({ standIn }: Pick<Actor, 'standIn'>): number | null => standIn?.userId ?? null;

/**
 * Nobody decides, confirms, agrees or reviews as stand-in what he himself asked, declared or wrote, nor as himself what he did so as stand-in.
 * Where nobody stands in on either side, an account does what it may.
 * @throws RuleBroken
 */
export function mustBeOtherHand(actor: Pick<Actor, 'userId' | 'standIn'>, written: Authored | null): void {
  if (!written || (!actor.standIn && !written.standInId)) return;
  const hand = actor.standIn?.userId ?? actor.userId;
  if (hand !== null && hand === (written.standInId ?? written.userId)) throw new RuleBroken(ownHand);
}

const ownHand = {
  vi: 'Nội dung này do chính đồng chí lập, bằng tài khoản riêng hoặc khi làm thay, nên đồng chí không quyết định, xác nhận, trả lời hay xem xét được. Việc này chờ người khác có thẩm quyền.',
  en: 'You wrote this yourself, with your own account or as a stand-in, so you cannot decide, confirm, answer or review it. It has to wait for someone else who may.',
};
