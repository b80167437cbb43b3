import { labelOf, type Deadline } from '../../calendar/deadline.js';
import { RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import type { Deciding } from '../change/deciding.js';
import type { Change } from '../commitments.service.js';
import { productOf, type Product } from '../product.js';
import { confirmPlan, proposalOf, proposeDue } from './agreeing.js';
import { requestWaits } from './due-plan.js';

export interface NamedBody {
  id: number;
  name: BilingualText;
}

/** What a side's coordinator says of its own part, and of the deadline that it shares with the others. */
export interface Plan {
  leadBody: NamedBody;
  cooperating: NamedBody[];
  /** Left out, it stays as it is. */
  product?: Product;
  /** The side agrees to this one; left out, to the one that counts. */
  due?: Deadline;
}

/** States the plan, and agrees to it for the side. @param before the bodies as they stood */
export function statePlan(
  deciding: Deciding,
  plan: Plan,
  before: { leadBody: NamedBody; cooperating: NamedBody[] },
  change: Pick<Change, 'actor' | 'at'>,
): void {
  deciding.commitment.mustBeOpen();
  nameBodies(deciding, plan, before);
  if (plan.product) nameProduct(deciding, plan.product);
  if (plan.due) putDue(deciding, plan.due, change);
  // One that another side proposes is not agreed to by not naming it.
  if (plan.due || !proposalOf(deciding.commitment)) agreeToPlan(deciding, change);
}

function nameBodies(
  { side, append }: Deciding,
  { leadBody, cooperating }: Plan,
  before: { leadBody: NamedBody; cooperating: NamedBody[] },
): void {
  if (leadBody.id !== side.leadBodyId) {
    side.leadBodyId = leadBody.id;
    append('lead_changed', side.partyId, { from: before.leadBody.name, to: leadBody.name });
  }
  const ids = cooperating.map(({ id }) => id).sort((one, other) => one - other);
  if (String(ids) === String(side.cooperatingIds)) return;
  side.cooperatingIds = ids;
  const names = (bodies: NamedBody[]) => bodies.map(({ name }) => name);
  append('cooperating_changed', side.partyId, { from: names(before.cooperating), to: names(cooperating) });
}

export function nameProduct({ side, append }: Deciding, product: Product): void {
  const from = productOf(side.product);
  if (side.nameProduct(product, false)) append('product_named', side.partyId, { from, to: product });
}

function putDue(
  { commitment, state, side, append }: Deciding,
  due: Deadline,
  { at }: Pick<Change, 'at'>,
): void {
  const standing = proposalOf(commitment);
  if (!proposeDue(commitment, due, { side, at })) return;
  if (state.request) throw new RuleBroken(requestWaits, 'due');
  const present = labelOf(commitment.due);
  if (proposalOf(commitment)) append('due_proposed', side.partyId, { from: present, to: labelOf(due) });
  else append('due_proposal_dropped', side.partyId, { from: standing && labelOf(standing), to: present });
}

/** @throws RuleBroken where the deadline that is proposed has passed by now */
export function agreeToPlan(
  { commitment, side, append }: Deciding,
  { actor, at }: Pick<Change, 'actor' | 'at'>,
): void {
  const from = labelOf(commitment.due);
  const { changed, agreed } = confirmPlan(commitment, side, actor.userId, at);
  if (changed) append('plan_confirmed', side.partyId);
  if (agreed) append('deadline_agreed', side.partyId, { from, to: labelOf(agreed) });
}
