import type { Deciding } from '../../commitments/change/deciding.js';
import { actions } from '../../commitments/may.js';
import { handDraftsTo, type DraftMove } from '../../commitments/drafts/hand-over.js';
import { draftMoves } from '../../commitments/plan/drafts-follow.js';
import { bodiesNamed, type PlanBody } from '../../commitments/plan/plan-bodies.js';
import { statePlan } from '../../commitments/plan/stating.js';
import type { By } from '../../identity/actor.js';
import { dayOf } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import type { BulkChange } from '../bulk.types.js';
import type { RowChange } from './row-change.js';

/**
 * Another body leads the side's part: its plan, stated with that body and all else as it stands.
 * @param to code of the body; null where it is still to be chosen
 * @param bodies of the side
 */
export function handOverTo(to: string | null, bodies: readonly PlanBody[], by: By): RowChange {
  const bodyOf = (id: number) => bodies.find((body) => body.id === id)!;
  const target = bodies.find(({ code }) => code === to);
  const moves = new Map<number, DraftMove>();
  const act = (deciding: Deciding) => {
    const { commitment, side, state } = deciding;
    commitment.mustBeOpen();
    if (to === null) return;
    if (target?.id === side.leadBodyId) throw new RuleBroken(leadsAlready(target.name));
    const before = { leadBody: bodyOf(side.leadBodyId), cooperating: side.cooperatingIds.map(bodyOf) };
    const cooperatingBodies = before.cooperating.flatMap(({ code }) => (code === to ? [] : code));
    const named = bodiesNamed({ leadBody: to, cooperatingBodies }, bodies, side, dayOf(by.at));
    statePlan(deciding, named, before, by);
    const move = draftMoves(commitment.id, state, side, before.leadBody.id);
    if (move) moves.set(commitment.id, move);
  };
  return {
    action: actions.statePlan,
    act,
    nothing: leadsAlready(target?.name ?? { vi: 'Cơ quan này', en: 'This body' }),
    stands: to === null ? ({ side }) => ledBy(bodyOf(side.leadBodyId).name) : undefined,
    afterwards: (em, decided) =>
      handDraftsTo(
        em,
        decided.flatMap(({ loaded }) => moves.get(loaded.commitment.id) ?? []),
        by,
      ),
    told: { kind: 'lead_changed', data: target ? { to: target.name } : {} },
  };
}

const ledBy = (name: BilingualText): BulkChange => ({ field: 'lead_body', from: name, to: null });

const leadsAlready = ({ vi, en }: BilingualText): BilingualText => ({
  vi: `${vi} đang chủ trì phần việc này.`,
  en: `${en} already leads this part.`,
});
