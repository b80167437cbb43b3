import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { Language } from '../../platform/text.js';
import { asCode } from '../../agreements/body-code.js';
import { readTypedNumber } from '../../platform/typed-number.js';
import { formatFigure } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { IndicatorDto } from './indicator.dto.js';
import { MOST_INDICATORS, type Indicator } from './indicator.js';

/** The boxes of one indicator: each has the number of its row behind its name. */
export const indicatorBoxes = [
  'nameVi',
  'nameEn',
  'unit',
  'target',
  'direction',
  'adds',
  'across',
  'code',
] as const;
export type IndicatorBox = (typeof indicatorBoxes)[number];

export const boxOf = (box: IndicatorBox | 'remove', row: number) => `${box}${row}`;

const EMPTY_ROWS = 2;
/** Characters of a code that is made of the name: `doanh-nghiep-duoc-ket-noi`. */
const MOST_MADE_OF_NAME = 40;

/** As many rows as there are indicators, and a few more to fill in. */
export function rowsFor(count: number): number {
  return Math.min(count + EMPTY_ROWS, MOST_INDICATORS);
}

export function valuesOfIndicators(indicators: readonly Indicator[], language: Language): FormValues {
  return Object.assign(
    {},
    ...indicators.map(({ code, name, unit, target, direction, adds, across, counts }, row): FormValues => ({
      [boxOf('code', row)]: code,
      [boxOf('nameVi', row)]: name.vi,
      [boxOf('nameEn', row)]: name.en === name.vi ? '' : name.en,
      [boxOf('unit', row)]: unit,
      [boxOf('target', row)]: target === null ? '' : formatFigure(target, language),
      [boxOf('direction', row)]: direction,
      [boxOf('adds', row)]: adds,
      [boxOf('across', row)]: counts === null ? across : `${across}:${counts}`,
    })),
  ) as FormValues;
}

export interface ReadIndicators {
  indicators: Indicator[];
  /** From which rows of the form they are. */
  rows: number[];
}

/** The form as it was sent. Rows that are empty, or are to go, are left out. */
export async function readIndicators(
  values: FormValues,
  language: Language,
): Promise<{ input: ReadIndicators; faults: FormFaults }> {
  const input: ReadIndicators = { indicators: [], rows: [] };
  const faults: FormFaults = {};
  for (const row of filledRows(values)) {
    const dto = plainToInstance(IndicatorDto, plainOf(values, row, language));
    const found = await validate(dto, { stopAtFirstError: true });
    Object.assign(faults, faultsOfRow(found, row, language));
    if (found.length > 0) continue;
    input.indicators.push(dto.toIndicator());
    input.rows.push(row);
  }
  return { input, faults };
}

/** What the rules say of `indicators.0.target` stands beside the box of that row. */
export function besideRows(faults: FormFaults, { rows }: ReadIndicators): FormFaults {
  const placed = Object.entries(faults).map(([field, text]) => {
    const [, place, part] = /^indicators\.(\d+)\.(\w+)$/.exec(field) ?? [];
    const row = place === undefined ? undefined : rows[Number(place)];
    if (row === undefined) return [field, text];
    return [boxOf(part === 'counts' ? 'across' : (part as IndicatorBox), row), text];
  });
  return Object.fromEntries(placed) as FormFaults;
}

function filledRows(values: FormValues): number[] {
  const all = Array.from({ length: MOST_INDICATORS }, (_, row) => row);
  const said: IndicatorBox[] = ['nameVi', 'nameEn', 'unit', 'target', 'code'];
  return all.filter(
    (row) => !values[boxOf('remove', row)] && said.some((box) => values[boxOf(box, row)]?.trim()),
  );
}

function plainOf(values: FormValues, row: number, language: Language) {
  const value = (box: IndicatorBox) => values[boxOf(box, row)] ?? '';
  const target = value('target').trim();
  const [across, counts] = value('across').split(':');
  return {
    code: value('code').trim() || asCode(value('nameVi'), MOST_MADE_OF_NAME),
    name: { vi: value('nameVi'), en: value('nameEn') },
    unit: value('unit'),
    target: target === '' ? null : (readTypedNumber(target, language) ?? Number.NaN),
    direction: value('direction'),
    adds: value('adds'),
    across,
    counts,
  };
}

function faultsOfRow(found: ValidationError[], row: number, language: Language): FormFaults {
  const say = words(language).commitment.indicators.set.faults;
  const faults = found.map(({ property, children = [] }): [string, string] => {
    if (property === 'name') {
      const box = children.some((child) => child.property === 'vi') ? 'nameVi' : 'nameEn';
      return [boxOf(box, row), say[box]];
    }
    const box = property === 'counts' ? 'across' : (property as keyof typeof say);
    return [boxOf(box, row), say[box]];
  });
  const boxes: FormFaults = Object.fromEntries(faults);
  // A name of which no code can be made is at fault itself.
  if (boxOf('nameVi', row) in boxes) delete boxes[boxOf('code', row)];
  return boxes;
}
