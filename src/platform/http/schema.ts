import type { BilingualText } from '../text.js';

/** JSON Schema in the dialect of 2020-12, which OpenAPI 3.1 speaks. */
export type JsonSchema = Record<string, unknown>;

declare const said: unique symbol;

/** What the document says of an answer of type T. It is written beside T, and the compiler holds it against T. */
export interface Schema<T> {
  readonly json: JsonSchema;
  /** The named schemas to which it refers. */
  readonly parts: Record<string, JsonSchema>;
  /** Never there. It takes a T and gives a T, so that no schema passes for one that says less than T, or more. */
  readonly [said]?: (value: T) => T;
}

export type Properties<T> = { readonly [K in keyof T]-?: Schema<T[K]> };

export interface ObjectSchema<T> extends Schema<T> {
  /** For an object that has these and more. */
  readonly properties: Properties<T>;
}

/** One of its own in the document. */
export interface NamedSchema<T> extends ObjectSchema<T> {
  readonly description: string;
}

const plain = <T>(json: JsonSchema): Schema<T> => ({ json, parts: {} });

export const string = plain<string>({ type: 'string' });
export const integer = plain<number>({ type: 'integer' });
export const number = plain<number>({ type: 'number' });
export const boolean = plain<boolean>({ type: 'boolean' });
export const anything = plain<unknown>({});
/** `2019-11-20` */
export const day = plain<string>({ type: 'string', format: 'date' });
/** `2019-11-20T02:00:00.000Z` */
export const instant = plain<string>({ type: 'string', format: 'date-time' });
export const percent = plain<number>({ type: 'integer', minimum: 0, maximum: 100 });
/** A share, 0–1. */
export const rate = plain<number>({ type: 'number', minimum: 0, maximum: 1 });

/** One of the constants by which the program itself runs. */
export function choice<T extends string>(values: readonly T[]): Schema<T> {
  return plain({ type: 'string', enum: [...values] });
}

export function nullable<T>({ json, parts }: Schema<T>): Schema<T | null> {
  return { json: { oneOf: [json, { type: 'null' }] }, parts };
}

type Said<S> = S extends Schema<infer T> ? T : never;

/** One of several shapes of which no answer has two. */
export function either<const S extends Pick<Schema<unknown>, 'json' | 'parts'>[]>(
  ...choices: S
): Schema<Said<S[number]>> {
  return {
    json: { oneOf: choices.map(({ json }) => json) },
    parts: Object.assign({}, ...choices.map(({ parts }) => parts)) as Schema<unknown>['parts'],
  };
}

export function list<T>({ json, parts }: Schema<T>): Schema<T[]> {
  return { json: { type: 'array', items: json }, parts };
}

/** By keys that only the data know, such as the codes of parties. */
export function map<T>({ json, parts }: Schema<Exclude<T, undefined>>): Schema<Record<string, T>> {
  return { json: { type: 'object', additionalProperties: json }, parts };
}

/** One for each of the program's constants. */
export function each<K extends string, T>(keys: readonly K[], value: Schema<T>): ObjectSchema<Record<K, T>> {
  return object(Object.fromEntries(keys.map((key) => [key, value])) as Properties<Record<K, T>>);
}

export function object<T>(properties: Properties<T>): ObjectSchema<T> {
  const schemas = entriesOf(properties);
  return {
    properties,
    json: {
      type: 'object',
      required: Object.keys(properties),
      properties: Object.fromEntries(schemas.map(([key, { json }]) => [key, json])),
    },
    parts: Object.assign({}, ...schemas.map(([, { parts }]) => parts)) as Schema<T>['parts'],
  };
}

function entriesOf<T>(properties: Properties<T>): [string, Schema<unknown>][] {
  return Object.entries(properties as Record<string, Schema<unknown>>);
}

/** The same, with properties that may be left out. */
export function withOptional<T, R>(
  schema: ObjectSchema<T>,
  rest: Properties<R>,
): ObjectSchema<T & Partial<R>> {
  const whole = object({ ...schema.properties, ...rest } as Properties<T & Partial<R>>);
  return { ...whole, json: { ...whole.json, required: schema.json.required } };
}

/** Has a name in the document: where it is used stands a reference to it. */
export function named<T>(name: string, description: string, schema: ObjectSchema<T>): NamedSchema<T> {
  const { properties, parts, json } = schema;
  return {
    description,
    properties,
    json: { $ref: `#/components/schemas/${name}` },
    parts: { ...parts, [name]: { description, ...json } },
  };
}

export const text = named<BilingualText>(
  'Text',
  'Text for people, in Vietnamese and English',
  object({ vi: string, en: string }),
);
