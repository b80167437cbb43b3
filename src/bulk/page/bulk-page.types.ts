import type { PlanBody } from '../../commitments/plan/plan-bodies.js';
import type { BulkAction } from '../../commitments/together/bulk-actions.js';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { Frame } from '../../web/frame.js';
import type { BulkItem, BulkTerms } from '../bulk.types.js';

export interface BulkPageProps {
  frame: Frame;
  slug: string;
  isLeader: boolean;
  terms: BulkTerms;
  /** All is said on which it depends what becomes of each. */
  isComplete: boolean;
  /** How many were chosen; more than can be done at once have no items. */
  count: number;
  items: BulkItem[];
  /** Of the reader's side, to hand over to. */
  bodies: PlanBody[];
  typed: FormValues;
  faults: FormFaults;
}

/** A leader's goes through the office, and is told otherwise. */
export type BulkKind = BulkAction | 'ask_report_leader';

export const kindOf = ({
  terms: { action },
  isLeader,
}: Pick<BulkPageProps, 'terms' | 'isLeader'>): BulkKind =>
  action === 'ask_report' && isLeader ? 'ask_report_leader' : action;
