import type { Quality } from '../commitments/read/list.types.js';

/** How many commitments have a doubtful record of one kind. */
export interface QualityFigure {
  kind: Quality;
  count: number;
  /** The query of the list that shows exactly these. */
  filter: string;
}

export interface DataQuality {
  items: QualityFigure[];
}
