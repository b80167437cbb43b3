import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { MatterHolder, MatterLevel, MatterStepKind } from './matter.types.js';

/** Something that a level other than the lead body must decide, and through whose hands it has gone. */
export interface MatterItem {
  id: number;
  /** Code of the side in whose way it stands. */
  party: string;
  level: MatterLevel;
  /** Since when it waits; of one that came back or was moved to another level, since it was first named. */
  openedAt: string;
  /** Who holds it now; null where nobody does: it is the lead body's again, or done with. */
  holder: MatterHolderItem | null;
  /** What the side's last report that named it says of the difficulty. */
  difficulties: string;
  /** Oldest first. */
  steps: MatterStepItem[];
}

export interface MatterHolderItem {
  role: MatterHolder;
  /** Code of the side whose post it is; of a level outside, the side that asked it. */
  party: string;
  /** The level or body of neither side's offices that was asked. */
  outside: string | null;
}

export interface MatterStepItem {
  kind: MatterStepKind;
  at: string;
  by: BilingualText;
  /** Who holds it from then on. */
  holder: MatterHolderItem | null;
  /** Null where nothing was said, and where it was not said to the reader's side. */
  text: string | null;
  /** By which the higher level was asked. */
  document: { number: string; issuedOn: Day; issuer: string } | null;
  /** The report that named or closed it. */
  updateId: number | null;
  illustrative: boolean;
}

export interface MatterPage {
  /** Newest first. */
  items: MatterItem[];
  nextCursor: string | null;
}
