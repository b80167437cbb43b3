import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { Frame } from '../../web/frame.js';
import type { CommitmentDetail, SideItem } from '../commitment.types.js';
import type { PlanBody } from './plan-bodies.js';

export interface PlanFormProps {
  frame: Frame;
  commitment: CommitmentDetail;
  /** The side whose plan it is. */
  own: SideItem;
  /** Among which it chooses. */
  bodies: PlanBody[];
  values: FormValues;
  /** It opens with what stands, not with what was typed. */
  isNew: boolean;
  faults: FormFaults;
}
