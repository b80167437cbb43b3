import type { DigestFigures } from './digests.js';
import type { FirstReaderRow } from './first-reader.js';
import type { FormFigures } from './form.js';
import type { OpenLoopFigures } from './open-loop.js';
import type { PlanningFigures } from './planning.js';
import type { ProcessorTime } from './processor-time.js';
import type { ReadRow } from './reads.js';
import type { SheetFigures } from './sheets.js';
import type { UpdateRow } from './updates.js';

/** What one run measured. */
export interface Figures {
  readySeconds: number;
  idleMiB: number | null;
  loadedMiB: number | null;
  reads: ReadRow[];
  first?: FirstReaderRow[];
  openLoop?: OpenLoopFigures;
  updates?: UpdateRow[];
  reminders?: { recipients: number; rows: number; seconds: number; processorTime: ProcessorTime };
  planning?: PlanningFigures;
  digests?: DigestFigures;
  sheets?: SheetFigures;
  form?: FormFigures;
  visit?: { bytes: number; fonts: number };
}
