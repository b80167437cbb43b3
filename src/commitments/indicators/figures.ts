import { RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import type { Indicator } from './indicator.js';

/** What a report states of an indicator for its period. */
export interface Figure {
  code: string;
  actual: number;
  /** Of a ratio: of how many. */
  of?: number;
}

/** @throws RuleBroken on the field at fault, where a figure is of no indicator of the part, or not of its kind */
export function mustSuit(figures: readonly Figure[], indicators: readonly Indicator[]): void {
  const codes = figures.map(({ code }) => code);
  figures.forEach(({ code, actual, of }, place) => {
    const refuse = (text: BilingualText, field: string) => {
      throw new RuleBroken(text, `indicators.${place}.${field}`);
    };
    const indicator = indicators.find((one) => one.code === code);
    if (!indicator) return refuse(unknown, 'code');
    if (codes.indexOf(code) !== place) refuse(twice, 'code');
    if (indicator.adds !== 'ratio' && of !== undefined) refuse(noRatio, 'of');
    if (indicator.adds === 'ratio' && of === undefined) refuse(ofHowMany, 'of');
    if (of === 0 && actual > 0) refuse(ofNone, 'of');
  });
}

/** As they are kept: in the order of their codes, so that the same figures are the same text. */
export function inOrder(figures: readonly Figure[]): Figure[] {
  return [...figures].sort((one, other) => (one.code < other.code ? -1 : 1));
}

const unknown = {
  vi: 'Phần việc của bên không có chỉ tiêu này; có thể chỉ tiêu vừa được thay đổi. Hãy mở lại biểu mẫu báo cáo.',
  en: 'Your side’s part has no such indicator; it may just have been changed. Reopen the report form.',
};
const twice = {
  vi: 'Chỉ tiêu này có hai số liệu trong cùng một báo cáo.',
  en: 'This indicator has two figures in one report.',
};
const noRatio = {
  vi: 'Chỉ tiêu này không phải là tỷ lệ, nên chỉ cần một số.',
  en: 'This indicator is no ratio, so it takes one figure only.',
};
const ofHowMany = {
  vi: 'Chỉ tiêu tỷ lệ cần cả hai số: thực hiện được bao nhiêu, trên tổng số bao nhiêu.',
  en: 'A ratio takes both figures: how many, and out of how many.',
};
const ofNone = {
  vi: 'Tổng số là 0 thì số thực hiện cũng phải là 0.',
  en: 'Out of 0 there can only be 0.',
};
