import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { Frame } from '../../web/frame.js';
import type { CommitmentDetail } from '../commitment.types.js';
import type { EvidenceItem } from '../evidence/evidence.types.js';
import type { Waiting } from './reports.queries.js';
import type { ReportItem } from './submitted.types.js';

export interface ReviewProps {
  frame: Frame;
  commitment: CommitmentDetail;
  report: ReportItem;
  evidence: EvidenceItem[];
  /** All that waits for the reader's side in the agreement, oldest first. */
  queue: Waiting[];
  canDecide: boolean;
  /** The form as it was sent, where something in it is at fault. */
  values: FormValues;
  faults: FormFaults;
}
