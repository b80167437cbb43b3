import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { formatNumber } from '../format.js';
import { words } from '../i18n/words.js';

interface PartOnPaperProps {
  /** How many rows the pages before this one hold. */
  before: number;
  /** How many this one holds. */
  shown: number;
  total: number;
  language: Language;
}

/** On paper only: which rows of a list of several pages a sheet holds, and of how many. On the screen the way to the others says so. */
export function PartOnPaper({ before, shown, total, language }: PartOnPaperProps): VNode | null {
  if (shown === 0 || shown === total) return null;
  const [first, last, all] = [before + 1, before + shown, total].map((n) => formatNumber(n, language));
  return <p class="print-only part-on-paper n">{words(language).print.part(first!, last!, all!)}</p>;
}
