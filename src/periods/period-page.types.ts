import type { DoneWords } from '../web/components/done-bar.js';
import type { Frame } from '../web/frame.js';
import type { FrozenBesideNow } from './frozen.queries.js';
import type { PeriodDetail } from './periods.types.js';

export interface PeriodPageProps {
  frame: Frame;
  slug: string;
  period: PeriodDetail;
  /** The code of which the figures are: of the reader's own side, else the joint one, else any; null where nothing is frozen. */
  shown: FrozenBesideNow | null;
  /** The side for which the reader may close; null for everybody else. */
  closes: string | null;
  fault?: string;
  done?: DoneWords;
}
