import type { By } from '../../identity/actor.js';
import { NotAllowed } from '../../platform/errors.js';
import { settle } from '../change/settle.js';
import type { PendingEvent } from '../change/write.js';
import { actorAsSpeaker } from '../commitment-state.js';
import { namingOf, type Naming } from '../matters/matter.rules.js';
import { actions, mustBeAllowed } from '../may.js';
import { mustAgree, type Statement } from '../statement.js';
import { declarationOf } from '../updates/declaration.js';
import { goesToReview } from '../updates/goes-to-review.js';
import type { Declaration } from '../updates/report.types.js';
import type { Part } from './parts.js';

/** A part with what is reported of it, ready to be written. */
export interface Stated {
  part: Part;
  statement: Statement;
  declaration: Declaration | null;
  naming: Naming;
  events: PendingEvent[];
}

/**
 * Whether the actor may report on a part at all.
 * @throws NotAllowed; also where the side's office looks at its officers' reports first, for those are sent one by one
 */
export function mustReport({ loaded }: Part, { actor }: By, status: Statement['status']): void {
  const action = status === 'withdrawn' ? actions.withdrawPart : actions.report;
  mustBeAllowed(actorAsSpeaker(actor), loaded.state, action);
  if (goesToReview(loaded.terms, actor)) throw new NotAllowed(reviewedFirst);
}

/**
 * Says it of a part by the rules of a report that is sent alone: the part is then as it will stand.
 * @param from what the event tells of where it came from
 * @throws NotAllowed, RuleBroken as that report would be
 */
export function statePart(
  part: Part,
  by: By,
  statement: Statement,
  from: Record<string, unknown> = {},
): Stated {
  const { loaded, side, ground } = part;
  const { commitment, differencePoints } = loaded;
  mustReport(part, by, statement.status);
  commitment.mustTakeReportsOn(side);
  mustAgree(statement);
  const isCompleted = statement.status === 'completed';
  const declaration = isCompleted ? declarationOf({ ...statement, asksReason: true }, ground, by.at) : null;
  const before = { previousStatus: side.status, previousPercent: side.percent ?? null };
  commitment.report(side, { ...statement, doneOn: declaration?.doneOn ?? undefined }, by.at);
  const naming = namingOf(loaded.standings.get(side.id)!, null, isCompleted || side.status === 'withdrawn');
  const said = { partyId: side.partyId, by: by.actor.name };
  const data = { status: side.status, percent: side.percent, ...before, ...from };
  const events: PendingEvent[] = [{ kind: 'updated', ...said, data }];
  if (naming.closes)
    events.push({ kind: 'matter_closed', ...said, data: { previousLevel: naming.closes.level } });
  events.push(...settle(commitment, by.at, differencePoints));
  return { part, statement, declaration, naming, events };
}

const reviewedFirst = {
  vi: 'Văn phòng cấp ủy xem báo cáo trước khi hai bên nhận: hãy gửi báo cáo này trên trang cam kết.',
  en: 'The committee office reviews reports before the sides see them. Send this one on the commitment’s page.',
};
