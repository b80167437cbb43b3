import type { Actor } from '../accounts/actor.js';
import { NotAllowed } from '../platform/errors.js';
import type { Commitment, CommitmentSide } from './commitment.entity.js';

/** Who may do what to a commitment. A side is spoken for by its own people only. */

/** The liaison officers of the side's lead or cooperating bodies, and the side's coordinator. */
export function sideToReport(actor: Actor, commitment: Commitment): CommitmentSide {
  const side = ownSide(actor, commitment);
  const isOurs =
    actor.bodyId === side.leadBodyId || side.cooperating.getItems().some(({ id }) => id === actor.bodyId);
  if (actor.role === 'coordinator' || (actor.role === 'liaison' && isOurs)) return side;
  throw new NotAllowed({
    vi: 'Chỉ cán bộ đầu mối của cơ quan chủ trì, cơ quan phối hợp hoặc văn phòng cấp ủy của bên mình được báo cáo cam kết này.',
    en: 'Only liaison officers of the lead or cooperating bodies, or the committee office of your side, may report on this commitment.',
  });
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

function ownSide(actor: Actor, commitment: Commitment): CommitmentSide {
  const side = commitment.sideOf(actor.partyId);
  if (side) return side;
  throw new NotAllowed({
    vi: 'Tài khoản của bạn không phát biểu cho bên nào.',
    en: 'Your account speaks for no side.',
  });
}
