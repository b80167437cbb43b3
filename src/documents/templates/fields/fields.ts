import type { Language } from '../../../platform/text.js';
import type { MadeKind } from '../../documents.types.js';
import { annexFields } from './annex.fields.js';
import { commonFields } from './common.fields.js';
import type { Field, Filling } from './field.types.js';
import { letterFields } from './letter.fields.js';
import { reportFields } from './report.fields.js';

const own: Record<MadeKind, readonly Field[]> = {
  report: reportFields,
  joint_report: reportFields,
  reminder_letter: letterFields,
  annex: annexFields,
};

/** What a template of a kind can name, in the order of the shipped document. */
export function fieldsOf(kind: MadeKind): readonly Field[] {
  return [...commonFields, ...own[kind]];
}

/** Every field as its example, lists with two items: what a template is tried with. */
export function exampleFilling(fields: readonly Field[], language: Language): Filling {
  const filling: Filling = {};
  for (const field of fields) {
    if (field.kind === 'text') filling[field.name] = field.example[language];
    if (field.kind === 'list') filling[field.name] = [1, 2].map(() => exampleFilling(field.fields, language));
  }
  return filling;
}
