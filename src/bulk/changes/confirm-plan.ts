import { actions } from '../../commitments/may.js';
import { agreeToPlan } from '../../commitments/plan/stating.js';
import type { By } from '../../identity/actor.js';
import type { RowChange } from './row-change.js';

/** The side agrees to owners, product and deadline as they stand, or as another side proposes the deadline. */
export const confirmPlanOf = (by: By): RowChange => ({
  action: actions.confirmPlan,
  act: (deciding) => agreeToPlan(deciding, by),
  nothing: {
    vi: 'Kế hoạch đã được phía đồng chí xác nhận.',
    en: 'Your side has already confirmed this plan.',
  },
  told: { kind: 'plan_confirmed', data: {} },
});
