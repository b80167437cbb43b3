import type { BilingualText } from '../../../platform/text.js';

interface Named {
  /** Small letters without tone marks, digits and low lines; once in a kind of document, in lists too. */
  name: string;
  meaning: BilingualText;
}

export interface TextField extends Named {
  kind: 'text';
  /** As it may stand in a document, in its language. */
  example: BilingualText;
}

/** A picture that takes the place of another, whose alternative text names it. */
export interface PictureField extends Named {
  kind: 'picture';
}

/** What stands between `{#name}` and `{/name}` comes once for each item. */
export interface ListField extends Named {
  kind: 'list';
  fields: Field[];
}

/** What a template can name. */
export type Field = TextField | PictureField | ListField;

/** What fields stand for in one document: lists hold one of these for each item. Pictures come apart. */
export interface Filling {
  [field: string]: string | Filling[];
}

/** @param example one for both languages where it has no words */
export const text = (name: string, meaning: BilingualText, example: BilingualText | string): TextField => ({
  kind: 'text',
  name,
  meaning,
  example: typeof example === 'string' ? { vi: example, en: example } : example,
});

export const picture = (name: string, meaning: BilingualText): PictureField => ({
  kind: 'picture',
  name,
  meaning,
});

export const list = (name: string, meaning: BilingualText, fields: Field[]): ListField => ({
  kind: 'list',
  name,
  meaning,
  fields,
});

/** `of('Năm lập', 'Year')` */
export const of = (vi: string, en: string): BilingualText => ({ vi, en });
