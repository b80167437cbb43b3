import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Deadline } from '../../calendar/deadline.js';
import { dayOf } from '../../platform/clock.js';
import { saidAlready } from '../confirmations/said-already.js';
import { CommitmentsService, type Change, type Changing } from '../commitments.service.js';
import type { EventKind } from '../commitment.types.js';
import { handDraftsTo } from '../drafts/hand-over.js';
import { actions } from '../may.js';
import { isSameProduct, productOf, type Product } from '../product.js';
import { isPlanConfirmed } from '../rules.js';
import { proposalOf } from './agreeing.js';
import { deadlineOf, isSameDue } from './due-plan.js';
import { draftMoves } from './drafts-follow.js';
import { bodiesNamed, bodiesOfSide, type NamedCodes, type PlanBody } from './plan-bodies.js';
import { statePlan } from './stating.js';

/** A plan by the codes of its bodies, as it is sent. */
export interface StatedPlan extends NamedCodes {
  product?: Product;
  due?: Deadline;
}

/** Each side's coordinator states the plan of its own part; the deadline stands when every side has confirmed it. */
@Injectable()
export class PlansService {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly em: EntityManager,
  ) {}

  /** Those of a side, to choose among. */
  bodies(partyId: number): Promise<PlanBody[]> {
    return bodiesOfSide(this.em.fork(), partyId);
  }

  async state(change: Change, stated: StatedPlan): Promise<void> {
    const bodies = await this.bodies(change.actor.partyId ?? 0);
    const codesOf = (ids: readonly number[]) =>
      String(bodies.flatMap(({ id, code }) => (ids.includes(id) ? code : [])).sort());
    await this.commitments.change(
      change,
      actions.statePlan,
      async (changing) => {
        await this.take(changing, stated, bodies, change);
      },
      saidAlready(change, kindsOfPlan, (side, commitment) => {
        const { leadBody, cooperatingBodies, product, due } = stated;
        const standing = proposalOf(commitment);
        return (
          isPlanConfirmed(side) &&
          codesOf([side.leadBodyId]) === leadBody &&
          codesOf(side.cooperatingIds) === String([...new Set(cooperatingBodies)].sort()) &&
          (!product || isSameProduct(productOf(side.product), product)) &&
          (!due || isSameDue(standing ? deadlineOf(standing) : commitment.due, due))
        );
      }),
    );
  }

  private async take(
    changing: Changing,
    stated: StatedPlan,
    bodies: readonly PlanBody[],
    change: Change,
  ): Promise<void> {
    const { em, commitment, state, side } = changing;
    const { product, due } = stated;
    const of = (id: number) => bodies.find((body) => body.id === id)!;
    const before = { leadBody: of(side.leadBodyId), cooperating: side.cooperatingIds.map(of) };
    const named = bodiesNamed(stated, bodies, side, dayOf(change.at));
    statePlan(changing, { ...named, product, due }, before, change);
    const move = draftMoves(commitment.id, state, side, before.leadBody.id);
    if (move) await handDraftsTo(em, [move], change);
  }
}

/** The last of which tells whether the same account has said the same. */
const kindsOfPlan: readonly EventKind[] = [
  'lead_changed',
  'cooperating_changed',
  'product_named',
  'due_proposed',
  'due_proposal_dropped',
  'plan_confirmed',
  'plan_confirmation_withdrawn',
];
