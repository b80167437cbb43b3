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
  if (isOwnHand(actor, written)) throw new RuleBroken(ownHand);
}

/** Whether the rule above refuses: what a page asks before it offers anything. */
export function isOwnHand(actor: Pick<Actor, 'userId' | 'standIn'>, written: Authored | null): boolean {
  if (!written || (!actor.standIn && !written.standInId)) return false;
  const hand = handOf(actor);
  return hand !== null && hand === (written.standInId ?? written.userId);
}

/** The account of whoever really acts. */
export function handOf({ userId, standIn }: Hand): number | null {
  return standIn?.userId ?? userId;
}

interface Hand {
  userId: number | null;
  standIn?: { userId: number } | null;
}

const ownHand = {
  vi: 'Nội dung này do chính đồng chí lập, bằng tài khoản riêng hoặc khi làm thay, nên đồng chí không quyết định, xác nhận, trả lời hay xem xét được. Việc này chờ người khác có thẩm quyền.',
  en: 'You wrote this yourself, with your own account or as a stand-in, so you cannot decide, confirm, answer or review it. It has to wait for someone else who may.',
};
