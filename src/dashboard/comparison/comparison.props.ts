import type { FormFaults } from '../../platform/http/forms.js';
import type { Frame } from '../../web/frame.js';
import type { ComparisonDto } from './comparison.dto.js';
import type { Comparison } from './comparison.types.js';
import type { TwoDays } from './two-days.js';

export interface ComparisonProps {
  frame: Frame;
  slug: string;
  days: TwoDays;
  comparison: Comparison;
  /** What the page is made with. */
  query: ComparisonDto;
  /** The days as they were typed, and what is wrong with them. */
  asked: { typed: Pick<ComparisonDto, 'from' | 'to'>; faults: FormFaults };
}

export const sidesOf = ({ comparison }: Pick<ComparisonProps, 'comparison'>): number =>
  comparison.figures.to.bySide.length;
