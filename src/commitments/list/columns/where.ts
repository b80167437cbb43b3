import type { Day } from '../../../platform/clock.js';
import type { Language } from '../../../platform/text.js';
import type { Column } from '../../../web/components/data-table.js';
import type { Frame } from '../../../web/frame.js';
import type { DaysAsked } from '../../read/days.js';
import type { EvidenceCounts } from '../../read/evidence-counts.js';
import type { ListedCommitment } from '../../read/list.types.js';
import type { ColumnKey } from '../shape.js';

/** Where a list stands, and who reads it: what its cells need beside their row. */
export interface Where {
  slug: string;
  language: Language;
  asOf: Day;
  viewer: Frame['viewer'];
  /** For what a row leads to, where it is not of today. */
  days: DaysAsked;
  /** What is searched for. */
  q?: string;
  /** What is shown beside it. */
  shown: readonly ColumnKey[];
  /** Read only where that column is shown. */
  evidence?: EvidenceCounts;
}

/** A family of columns, each by its name in addresses. */
export type Columns = Partial<Record<ColumnKey, Column<ListedCommitment>>>;
