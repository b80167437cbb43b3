import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { Language } from '../../platform/text.js';
import { readTypedNumber } from '../../platform/typed-number.js';
import { words } from '../../web/i18n/words.js';
import type { Figure } from './figures.js';
import { INDICATOR_CODE, MOST_FIGURE } from './indicator.js';
import { rounded } from './standing.js';

/** Names of the boxes of an indicator in the form of a report. */
export const figureField = (code: string) => `figure_${code}`;
export const outOfField = (code: string) => `figureOf_${code}`;

const isFigureField = (name: string) => /^figure(Of)?_/.test(name);

/** What a form carries of figures, as typed. */
export function typedFigures(typed: FormValues): FormValues {
  return Object.fromEntries(Object.entries(typed).filter(([name]) => isFigureField(name)));
}

/** The figures of a form: of what was left empty nothing is stated. */
export function readFigures(
  typed: FormValues,
  language: Language,
): { figures: Figure[]; faults: FormFaults } {
  const text = words(language).commitment.indicators.form.faults;
  const figures: Figure[] = [];
  const faults: FormFaults = {};
  const read = (name: string): number | undefined => {
    const value = typed[name]?.trim() ?? '';
    if (value === '') return undefined;
    const figure = readTypedNumber(value, language);
    if (figure !== undefined && figure >= 0 && figure <= MOST_FIGURE && rounded(figure) === figure)
      return figure;
    faults[name] = text;
    return undefined;
  };
  for (const code of codesIn(typed)) {
    const [actual, of] = [read(figureField(code)), read(outOfField(code))];
    if (actual !== undefined) figures.push({ code, actual, ...(of === undefined ? {} : { of }) });
    else if (of !== undefined && !(figureField(code) in faults)) faults[figureField(code)] = text;
  }
  return { figures, faults };
}

/** A fault of a report's figure stands beside its box: `indicators.0.of` is that of the first one stated. */
export function besideBoxes(faults: FormFaults, typed: FormValues, language: Language): FormFaults {
  const { figures } = readFigures(typed, language);
  const placed = Object.entries(faults).map(([field, text]) => {
    const [, place, part] = /^indicators\.(\d+)\.(\w+)$/.exec(field) ?? [];
    const code = place === undefined ? undefined : figures[Number(place)]?.code;
    if (code === undefined) return [field, text];
    return [part === 'of' ? outOfField(code) : figureField(code), text];
  });
  return Object.fromEntries(placed) as FormFaults;
}

function codesIn(typed: FormValues): string[] {
  const codes = Object.keys(typed)
    .filter(isFigureField)
    .map((name) => name.slice(name.indexOf('_') + 1));
  return [...new Set(codes)].filter((code) => INDICATOR_CODE.test(code));
}
