import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { isDay } from '../clock.js';
import type { BilingualText } from '../text.js';
import { readTypedDay, type DayFault } from '../typed-day.js';

/** What a form sends, before it is read. */
export type FormBody = Record<string, unknown>;

/** A form as it was sent: what is shown again where something in it is at fault. */
export type FormValues = Record<string, string>;

/** What is wrong with a field, in the reader's language; under '' what is wrong with the whole. */
export type FormFaults = Record<string, string>;

/** What is wrong with a field in a way of which every page speaks in the same words. */
export type KindOfFault =
  | { kind: 'day'; day: DayFault; typed: string }
  /** By how many characters too long. */
  | { kind: 'long'; over: number; most: number }
  /** Control characters and the like. */
  | { kind: 'signs' };

/** The same before it is put into words: a kind, or the field's own words; empty where it has none. */
export type ReadFaults = Record<string, string | KindOfFault>;

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
  values: FormValues | FormBody,
  say: Record<string, string>,
): Promise<{ input: Input; faults: ReadFaults }> {
  const input = plainToInstance(type, values);
  const found = await validate(input, { stopAtFirstError: true, whitelist: true });
  return { input, faults: faultsOf(found, say) };
}

/** What a validator found, by field: of a kind, else in the field's own words. */
export function faultsOf(found: ValidationError[], say: Record<string, string>): ReadFaults {
  const faults = found.map((error) => [error.property, kindOf(error) ?? say[error.property] ?? '']);
  return Object.fromEntries(faults) as ReadFaults;
}

function kindOf({ constraints = {}, contexts = {}, value }: ValidationError): KindOfFault | undefined {
  if (typeof value !== 'string') return undefined;
  if ('day' in constraints) return faultOfDay(value);
  if (!('plainText' in constraints)) return undefined;
  const { most } = contexts.plainText as { most: number };
  return value.length > most ? { kind: 'long', over: value.length - most, most } : { kind: 'signs' };
}

/** What is wrong with a day as it was typed; nothing where it is one. */
export function faultOfDay(typed: string): KindOfFault | undefined {
  const read = readTypedDay(typed);
  return 'fault' in read ? { kind: 'day', day: read.fault, typed } : undefined;
}

/** Of a page's address: the days that are none, and the rest, with which the page can be made. */
export function soundDays<Query extends object>(
  query: Query,
  ...names: (keyof Query & string)[]
): { sound: Query; faults: ReadFaults } {
  const wrong = names.filter((name) => query[name] !== undefined && !isDay(query[name]));
  const none = Object.fromEntries(wrong.map((name) => [name, undefined]));
  const faults = wrong.map((name) => [name, faultOfDay(String(query[name]))]);
  return { sound: { ...query, ...none }, faults: Object.fromEntries(faults) as ReadFaults };
}

export const hasFaults = (faults: ReadFaults) => Object.keys(faults).length > 0;

export function bilingual({ nameVi, nameEn }: { nameVi: string; nameEn: string }): BilingualText {
  return { vi: nameVi, en: nameEn };
}
