import { isDeepStrictEqual } from 'node:util';
import { RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';

/** Which way is good: more connections, fewer complaints. */
export const indicatorDirections = ['up', 'down'] as const;
export type IndicatorDirection = (typeof indicatorDirections)[number];

/** How the periods of a side add up. */
export const indicatorAdds = ['sum', 'latest', 'highest', 'ratio'] as const;
export type IndicatorAdds = (typeof indicatorAdds)[number];

/** How the sides' figures go together: each on its own, added, one side's for both, their average. */
export const indicatorAcross = ['own', 'sum', 'one', 'average'] as const;
export type IndicatorAcross = (typeof indicatorAcross)[number];

export const INDICATOR_CODE = /^[a-z0-9][a-z0-9-]{0,39}$/;
export const MOST_INDICATORS = 10;
export const MOST_INDICATOR_NAME = 200;
export const MOST_UNIT = 40;
/** With four decimals, what a double still holds exactly. */
export const MOST_FIGURE = 100_000_000_000;

/** What a side's part is measured by. */
export interface Indicator {
  /** Of one commitment's sides, the same code is the same thing. */
  code: string;
  name: BilingualText;
  /** As the side writes it: `doanh nghiệp`, `%`. */
  unit: string;
  /** Null while it is still to be agreed. */
  target: number | null;
  direction: IndicatorDirection;
  adds: IndicatorAdds;
  /** As the side would have it. It holds once every side says the same. */
  across: IndicatorAcross;
  /** Code of the side whose figure counts, where it is one side's for both. */
  counts: string | null;
}

/** `proposed` until the side's coordinator has stated it. */
export type KeptIndicator = Indicator & { proposed: boolean };

/** Without the mark, for files. */
export function indicatorOf({ proposed: _proposed, ...indicator }: KeptIndicator): Indicator {
  return indicator;
}

export const isSameIndicators = (one: readonly Indicator[], other: readonly Indicator[]) =>
  isDeepStrictEqual(one, other);

export interface IndicatorFault {
  /** Of the indicator, among all. */
  place: number;
  field: keyof Indicator;
  text: BilingualText;
}

/** @param parties codes of the sides of the commitment */
export function faultsOfIndicators(
  indicators: readonly Indicator[],
  parties: readonly string[],
): IndicatorFault[] {
  const codes = indicators.map(({ code }) => code);
  return indicators.flatMap(({ code, target, direction, adds, across, counts }, place) => {
    const fault = (isFault: boolean, field: keyof Indicator, text: BilingualText): IndicatorFault[] =>
      isFault ? [{ place, field, text }] : [];
    const isSide = counts !== null && parties.includes(counts);
    return [
      ...fault(codes.indexOf(code) !== place, 'code', twice),
      ...fault(target === 0 && direction === 'up', 'target', nothingToReach),
      ...fault(target !== null && Math.round(target * 10_000) / 10_000 !== target, 'target', tooFine),
      ...fault(adds === 'ratio' && across === 'sum', 'across', ratiosDoNotAdd),
      ...fault(across !== 'one' && counts !== null, 'counts', countsAlone),
      ...fault(across === 'one' && !isSide, 'counts', whoseCounts),
    ];
  });
}

/** @throws RuleBroken on the first field at fault */
export function mustBeSound(indicators: readonly Indicator[], parties: readonly string[]): void {
  const [first] = faultsOfIndicators(indicators, parties);
  if (first) throw new RuleBroken(first.text, `indicators.${first.place}.${first.field}`);
}

const twice = { vi: 'Mã chỉ tiêu này được dùng hai lần.', en: 'This indicator’s code is used twice.' };
const nothingToReach = {
  vi: 'Mục tiêu phải lớn hơn 0. Nếu chưa thống nhất con số, hãy để trống mục tiêu.',
  en: 'The target must be greater than 0. If no figure has been agreed yet, leave the target empty.',
};
const tooFine = {
  vi: 'Mục tiêu có nhiều nhất 4 chữ số thập phân.',
  en: 'The target can have at most 4 decimals.',
};
const ratiosDoNotAdd = {
  vi: 'Hai tỷ lệ không cộng lại được. Hãy chọn cách tính chung khác.',
  en: 'Ratios cannot be added. Choose another way to combine the sides.',
};
const countsAlone = {
  vi: 'Chỉ nêu bên được tính khi chọn lấy số của một bên.',
  en: 'A side can be named only where one side’s figure counts for both.',
};
const whoseCounts = {
  vi: 'Hãy chọn bên có số liệu được tính cho cả hai bên.',
  en: 'Choose the side whose figure counts for both.',
};
