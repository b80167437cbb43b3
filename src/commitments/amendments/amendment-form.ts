import { readDeadline } from '../../calendar/deadline-in-words.js';
import type { Day } from '../../platform/clock.js';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { BilingualText } from '../../platform/text.js';
import { readTypedDay } from '../../platform/typed-day.js';
import { changeKinds, type ChangeKind } from './amendment.types.js';

/** A change as its boxes have it, as typed. */
export interface ChangeRow {
  kind: ChangeKind;
  commitment: string;
  into: string;
  sector: string;
  code: string;
  vi: string;
  en: string;
  due: string;
  lead: string;
}

export interface AmendmentFormValues {
  number: string;
  title: string;
  issuedOn: string;
  rows: ChangeRow[];
}

const boxes = ['commitment', 'into', 'sector', 'code', 'vi', 'en', 'due', 'lead'] as const;

export const boxOf = (name: string, place: number) => `${name}-${place}`;

export const emptyRow = (kind: ChangeKind, commitment = ''): ChangeRow => ({
  kind,
  commitment,
  into: '',
  sector: '',
  code: '',
  vi: '',
  en: '',
  due: '',
  lead: '',
});

export const emptyForm: AmendmentFormValues = { number: '', title: '', issuedOn: '', rows: [] };

/** As many as are taken; further ones are dropped before they are read. */
const MOST_ROWS = 50;

export function sentAmendment(values: FormValues): AmendmentFormValues {
  const rows = Object.keys(values)
    .flatMap((name) => /^kind-(\d{1,3})$/.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((one, other) => one - other)
    .slice(0, MOST_ROWS)
    .flatMap((place) => rowOf(values, place) ?? []);
  return { number: values.number ?? '', title: values.title ?? '', issuedOn: values.issuedOn ?? '', rows };
}

function rowOf(values: FormValues, place: number): ChangeRow | undefined {
  const kind = changeKinds.find((each) => each === values[boxOf('kind', place)]);
  if (!kind) return undefined;
  const typed = Object.fromEntries(boxes.map((name) => [name, values[boxOf(name, place)] ?? '']));
  return { ...emptyRow(kind), ...typed };
}

/** What a button of the form asks for, other than to send it. */
export function pressed(
  asked: string | undefined,
  { rows, ...rest }: AmendmentFormValues,
  titleOf: (code: string) => BilingualText | undefined,
): AmendmentFormValues | null {
  const [what, which = ''] = (asked ?? '').split(':');
  const place = Number(which);
  if (what === 'add') {
    const kind = changeKinds.find((each) => each === which);
    return kind ? { ...rest, rows: [...rows, emptyRow(kind)] } : null;
  }
  if (what === 'remove') return { ...rest, rows: rows.filter((_, index) => index !== place) };
  if (what !== 'fill') return null;
  const filled = rows.map((row, index) => {
    const title = index === place ? titleOf(row.commitment) : undefined;
    return title ? { ...row, ...title } : row;
  });
  return { ...rest, rows: filled };
}

/** A deadline so long after the agreement’s last day is a slip of the pen. */
const MOST_YEARS_AFTER = 10;
const yearsLater = (day: Day, years: number): Day => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;

/** For the class that reads a program’s input. What cannot be read stays as it was typed, to be refused. */
export function inputFrom(
  { number, title, issuedOn, rows }: AmendmentFormValues,
  period: { from: Day; to: Day },
  party: string,
) {
  const day = readTypedDay(issuedOn);
  const long = { from: period.from, to: yearsLater(period.to, MOST_YEARS_AFTER) };
  return {
    source: { number, title, issuedOn: 'day' in day ? day.day : issuedOn },
    changes: rows.map((row) => changeFrom(row, long, party)),
  };
}

function changeFrom(row: ChangeRow, period: { from: Day; to: Day }, party: string): object {
  const text = (value: string) => (value.trim() === '' ? undefined : value);
  const { kind } = row;
  const title = text(row.vi) || text(row.en) ? { vi: row.vi, en: text(row.en) } : undefined;
  const due = row.due.trim() === '' ? undefined : dueFrom(row.due, period);
  if (kind === 'add') {
    const leads = row.lead === '' ? undefined : { [party]: row.lead };
    return { kind, sector: text(row.sector), code: text(row.code.trim()), title, due, leads };
  }
  const commitment = text(row.commitment);
  if (kind === 'merge') return { kind, commitment, into: text(row.into) };
  return kind === 'withdraw' ? { kind, commitment } : { kind, commitment, title, due };
}

function dueFrom(typed: string, period: { from: Day; to: Day }): object {
  const read = readDeadline(typed.trim(), period);
  return 'due' in read
    ? { precision: read.due.precision, ...(read.due.value === null ? {} : { value: read.due.value }) }
    : { precision: 'unreadable' };
}

/** Faults by the boxes of the form: `changes.2.title.vi` is `vi-2`. */
export function faultsByBox(faults: FormFaults): FormFaults {
  return Object.fromEntries(Object.entries(faults).map(([field, text]) => [boxOfField(field), text]));
}

export function boxOfField(field: string): string {
  const source = /^source\.(\w+)$/.exec(field)?.[1];
  if (source) return source;
  const [, place, path = ''] = /^changes\.(\d+)\.(.+)$/.exec(field) ?? [];
  if (place === undefined) return field;
  const name = path.split('.')[0]!;
  const box = { title: path === 'title.en' ? 'en' : 'vi', leads: 'lead', clauses: 'code' }[name] ?? name;
  return boxOf(box, Number(place));
}
