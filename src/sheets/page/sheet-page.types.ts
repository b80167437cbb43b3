import type { Frame } from '../../web/frame.js';
import type { Outcome, SheetDetail } from '../sheet.types.js';

export interface SheetPageProps {
  frame: Frame;
  slug: string;
  sheet: SheetDetail;
  /** Only rows of which that became. */
  outcome?: Outcome;
  faults: Record<string, string>;
}
