import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { BilingualText } from '../text.js';

/** What a form sends, before it is read. */
export type FormBody = Record<string, unknown>;

/** A form as it was sent: what is shown again where something in it is at fault. */
export type FormValues = Record<string, string>;

/** What is wrong with a field, in the reader's language; under '' what is wrong with the whole. */
export type FormFaults = Record<string, string>;

/** The fields of a form that are text; of several of one name the last. */
export function formValues(body: unknown): FormValues {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.at(-1) : value,
  ]);
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string')) as FormValues;
}

/**
 * Reads a form by the class that names its fields. Fields that the class does not know are left out.
 * @param say what is wrong, by the field at fault
 */
export async function readForm<Input extends object>(
  type: new () => Input,
  values: FormValues,
  say: Record<string, string>,
): Promise<{ input: Input; faults: FormFaults }> {
  const input = plainToInstance(type, values);
  const found = await validate(input, { stopAtFirstError: true, whitelist: true });
  return { input, faults: Object.fromEntries(found.map(({ property }) => [property, say[property] ?? ''])) };
}

export const hasFaults = (faults: FormFaults) => Object.keys(faults).length > 0;

export function bilingual({ nameVi, nameEn }: { nameVi: string; nameEn: string }): BilingualText {
  return { vi: nameVi, en: nameEn };
}
