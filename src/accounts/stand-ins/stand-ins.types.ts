import type { Viewer } from '../../identity/viewer.js';
import type { FormValues } from '../../platform/http/forms.js';
import type { Frame } from '../../web/frame.js';
import type { OfficerAbsence, SideAccount } from './absences.queries.js';

export interface StandInsPageProps {
  frame: Frame & { viewer: Viewer };
  /** Null for others than a side's office. */
  officers: OfficerAbsence[] | null;
  standIns: SideAccount[];
  /** As it was typed. */
  sent: FormValues;
  errors: Record<string, string>;
  done?: string;
}
