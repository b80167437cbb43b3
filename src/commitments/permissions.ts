import type { Actor } from '../identity/actor.js';
import type { Role } from '../identity/viewer.js';
import { answersForOne } from '../agreements/in-charge.js';
import { NotAllowed } from '../platform/errors.js';
import type { Commitment, CommitmentSide } from './commitment.entity.js';
import type { Permission } from './commitments.service.js';

/** Who may do what to a commitment. A side is spoken for by its own people only. */

/**
 * The side's coordinator, and the liaison officers of its lead or cooperating bodies: of those that answer for them on
 * the day, where a body's last day has passed and another follows it.
 */
export const sideToReport: Permission = async (actor, commitment, within) => {
  const side = ownSide(actor, commitment);
  if (actor.role === 'coordinator') return side;
  if (actor.role === 'liaison' && (await isOfItsBodies(actor, side, within))) return side;
  throw new NotAllowed({
    vi: 'Chỉ cán bộ đầu mối của cơ quan chủ trì, cơ quan phối hợp hoặc văn phòng cấp ủy của bên mình được báo cáo cam kết này.',
    en: 'Only liaison officers of the lead or cooperating bodies, or the committee office of your side, may report on this commitment.',
  });
};

async function isOfItsBodies(
  { bodyId, handsOverAfter }: Actor,
  side: CommitmentSide,
  { em, day }: Parameters<Permission>[2],
): Promise<boolean> {
  if (bodyId === null) return false;
  const bodies = [side.leadBodyId, ...side.cooperating.getItems().map(({ id }) => id)];
  const hasHandedOver = handsOverAfter != null && handsOverAfter < day;
  // Nearly always: then nothing has to be asked.
  if (bodies.includes(bodyId) && !hasHandedOver) return true;
  return answersForOne(em, bodyId, bodies, day);
}

/** The coordinator, for owners and deadline. */
export function sideToPlan(actor: Actor, commitment: Commitment): CommitmentSide {
  const side = ownSide(actor, commitment);
  if (actor.role === 'coordinator') return side;
  throw new NotAllowed({ vi: 'Việc này thuộc văn phòng cấp ủy.', en: 'This is for the committee office.' });
}

/** The leader, or the coordinator on the leader's behalf. */
export function sideToSign(actor: Actor, commitment: Commitment): CommitmentSide {
  const side = ownSide(actor, commitment);
  if (actor.role === 'leader' || actor.role === 'coordinator') return side;
  throw new NotAllowed({
    vi: 'Chỉ lãnh đạo, hoặc văn phòng cấp ủy thay mặt lãnh đạo, được làm việc này.',
    en: 'Only the leader, or the committee office on the leader’s behalf, may do this.',
  });
}

/** The leader alone: extensions of the own side. */
export function sideToDecide(actor: Actor, commitment: Commitment): CommitmentSide {
  const side = ownSide(actor, commitment);
  if (actor.role === 'leader') return side;
  throw new NotAllowed({ vi: 'Việc này do lãnh đạo quyết định.', en: 'This is for the leader to decide.' });
}

/** Who may read the own side's internal notes, whatever its body. */
export const noteReaders: readonly Role[] = ['liaison', 'coordinator', 'leader'];

/** Internal notes: read by all people of the side. */
export function sideToReadNotes(actor: Actor, commitment: Commitment): CommitmentSide {
  const side = ownSide(actor, commitment);
  if (noteReaders.includes(actor.role)) return side;
  throw new NotAllowed(notesAreForSides);
}

/** Internal notes: written by those who report on the commitment, and by the leader. */
export const sideToNote: Permission = async (actor, commitment, within) => {
  const side = sideToReadNotes(actor, commitment);
  if (actor.role !== 'liaison' || (await isOfItsBodies(actor, side, within))) return side;
  throw new NotAllowed({
    vi: 'Cơ quan của bạn không chủ trì, không phối hợp cam kết này nên chỉ đọc ghi chú nội bộ, không viết.',
    en: 'Your body neither leads nor cooperates here: it reads internal notes and does not write them.',
  });
};

/** Whoever attached the file, while it speaks for that side, and the side's coordinator. */
export function sideToWithdraw(evidence: { sideId: number; userId?: number | null }) {
  return (actor: Actor, commitment: Commitment): CommitmentSide => {
    const side = ownSide(actor, commitment);
    const isAuthor = actor.userId !== null && actor.userId === evidence.userId;
    if (side.id === evidence.sideId && (actor.role === 'coordinator' || isAuthor)) return side;
    throw new NotAllowed({
      vi: 'Chỉ người đã đính kèm hoặc văn phòng cấp ủy của bên đó được rút tài liệu này.',
      en: 'Only the account that attached this file, or the committee office of that side, may withdraw it.',
    });
  };
}

function ownSide(actor: Actor, commitment: Commitment): CommitmentSide {
  const side = commitment.sideOf(actor.partyId);
  if (side) return side;
  throw new NotAllowed({
    vi: 'Tài khoản của bạn không phát biểu cho bên nào.',
    en: 'Your account speaks for no side.',
  });
}

const notesAreForSides = {
  vi: 'Ghi chú nội bộ chỉ dành cho người của bên đó.',
  en: 'Internal notes are for the people of their side only.',
};
