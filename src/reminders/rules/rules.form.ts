import type { FormValues } from '../../platform/http/forms.js';
import { ruleRoles, type ReminderRule, type RuleRole } from '../plan/rules.js';
import { isFixed, mayBeCalendar, mayRepeat } from './rules.refusals.js';

/** A rule as its boxes have it. */
export interface RuleRow {
  kind: string;
  days: string;
  unit: string;
  again: string;
  to: RuleRole[];
  removed: boolean;
}

export interface RulesFormValues {
  rows: RuleRow[];
  holdDays: string;
  version: string;
}

export const boxOf = (name: string, row: number) => `${name}-${row}`;

export const emptyRow: RuleRow = { kind: '', days: '', unit: 'working', again: '', to: [], removed: false };

/** As the form shows what is in force, or proposed. */
export function valuesOf(set: {
  rules: readonly ReminderRule[];
  holdDays: number;
  version: number;
}): RulesFormValues {
  return {
    holdDays: String(set.holdDays),
    version: String(set.version),
    rows: set.rules.map(({ kind, days, unit, thenEvery, to }) => ({
      kind,
      days: String(days),
      unit,
      again: thenEvery === null ? '' : String(thenEvery),
      to: [...to],
      removed: false,
    })),
  };
}

/** What was sent: rows without those to be removed, and without empty ones. */
export function sentValues(values: FormValues): RulesFormValues {
  const rows = Object.keys(values)
    .flatMap((name) => /^kind-(\d{1,3})$/.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((one, other) => one - other)
    .map((row) => rowOf(values, row))
    .filter(({ removed, ...row }) => !removed && !isEmpty(row));
  return { rows, holdDays: values.holdDays ?? '', version: values.version ?? '' };
}

function rowOf(values: FormValues, row: number): RuleRow {
  const box = (name: string) => (values[boxOf(name, row)] ?? '').trim();
  return {
    kind: box('kind'),
    days: box('days'),
    unit: box('unit') || 'working',
    again: box('again'),
    to: ruleRoles.filter((role) => box(`to-${role}`) === 'yes'),
    removed: box('remove') === 'yes',
  };
}

const isEmpty = ({ kind, days, again, to }: Omit<RuleRow, 'removed'>) =>
  kind === '' && days === '' && again === '' && to.length === 0;

/** For the class that reads a program’s input; boxes that its kind does not have say nothing. */
export function inputFrom({ rows, holdDays }: RulesFormValues): object {
  return {
    holdDays: numberIn(holdDays),
    rules: rows.map(({ kind, days, unit, again, to }) => ({
      kind,
      days: kind === 'on_day' && days === '' ? 0 : numberIn(days),
      unit: mayBeCalendar(kind as ReminderRule['kind']) ? unit : 'working',
      thenEvery: mayRepeat(kind as ReminderRule['kind']) && again !== '' ? numberIn(again) : null,
      to: isFixed(kind as ReminderRule['kind']) ? [] : to,
    })),
  };
}

const numberIn = (text: string) => (/^\d{1,6}$/.test(text) ? Number(text) : Number.NaN);

/** By which a preview is told from what is sent after it. */
export const keyOf = (values: RulesFormValues) => JSON.stringify(inputFrom(values));
