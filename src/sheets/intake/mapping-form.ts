import { statuses, type Status } from '../../commitments/commitment.types.js';
import { Optional, TypedDay } from '../../platform/http/input.js';
import { readForm, type FormValues } from '../../platform/http/forms.js';
import { RuleBroken } from '../../platform/errors.js';
import { isDay } from '../../platform/clock.js';
import { MappingFields } from './mapping.dto.js';
import { isOwnField, type AsItStands, type Mapping } from './own.types.js';

/** The same as people fill it in. */
class MappingForm extends MappingFields {
  @Optional()
  @TypedDay()
  reviewOn?: string;
}

/** Names of the form's fields. */
export const columnField = (letter: string) => `column-${letter}`;
export const treatmentField = (kind: AsItStands) => `take-${kind}`;

/** What a form of the page says, as programs say it; before anybody has looked whether it may be. */
function saidIn(
  values: FormValues,
): Record<string, unknown> & { columns: Mapping['columns']; twice: string | null } {
  const columns: Mapping['columns'] = {};
  let twice: string | null = null;
  for (const [name, field] of Object.entries(values)) {
    const letter = /^column-([A-Z]{1,2})$/.exec(name)?.[1];
    if (!letter || !isOwnField(field)) continue;
    if (columns[field]) twice = `${columns[field]}, ${letter}`;
    else columns[field] = letter;
  }
  const meant = <Meaning>(of: string, read: (value: string) => Meaning) =>
    Object.fromEntries(
      Object.entries(values).flatMap(([name, word]) => {
        const index = new RegExp(`^${of}-word-(\\d{1,3})$`).exec(name)?.[1];
        return index === undefined ? [] : [[word, read(values[`${of}-${index}`] ?? '')]];
      }),
    );
  const takes = (kind: AsItStands) => values[treatmentField(kind)] === 'yes';
  return {
    sheet: values.sheet ?? '',
    head: values.head,
    columns,
    twice,
    bodies: meant('body', (code) => code || null),
    statuses: meant('status', (said): Status | null => statuses.find((status) => status === said) ?? null),
    sector: values.sector ?? '',
    asItStands: (['no_date', 'done_without_evidence'] as const).filter(takes),
    reviewOn: values.reviewOn ?? '',
  };
}

/** Reads the form: what is at fault is told beside its field. */
export async function readMappingForm(values: FormValues) {
  const { twice, ...said } = saidIn(values);
  const { input, faults } = await readForm(MappingForm, said, {});
  return { input: { mapping: () => mappingOf(input, twice) }, faults };
}

/** @throws RuleBroken where two columns say the same */
function mappingOf(form: MappingForm, twice: string | null): Mapping {
  if (twice) throw new RuleBroken(twoColumns(twice), 'columns');
  return form.toMapping();
}

/** What was filled in, to be shown again, over what stands. */
export function shownAgain(values: FormValues, standing: Mapping): Mapping & { typedReviewOn: string } {
  const { columns, bodies, statuses: said, asItStands } = saidIn(values);
  const reviewOn = values.reviewOn ?? '';
  return {
    ...standing,
    columns,
    bodies: bodies as Mapping['bodies'],
    statuses: said as Mapping['statuses'],
    asItStands: asItStands as AsItStands[],
    sector: values.sector || null,
    reviewOn: isDay(reviewOn) ? reviewOn : null,
    typedReviewOn: reviewOn,
  };
}

const twoColumns = (letters: string) => ({
  vi: `Các cột ${letters} cùng chọn một trường. Hãy để mỗi trường một cột.`,
  en: `Columns ${letters} are given the same field. Choose one column for each field.`,
});
