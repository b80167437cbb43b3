import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../platform/project-root.js';
import type { BilingualText } from '../../platform/text.js';
import type { FilePath } from './file-faults.js';

const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });
const validate = ajv.compile(
  JSON.parse(readFileSync(join(projectRoot, 'agreements/agreement.schema.json'), 'utf8')) as object,
);

/** A fault in a file's contents, before it is known where in the text that stands. */
export interface SchemaViolation {
  path: FilePath;
  reason: string;
  text: BilingualText;
}

/** What of the contents does not fit agreements/agreement.schema.json; nothing where all does. */
export function schemaViolations(content: unknown): SchemaViolation[] {
  if (validate(content)) return [];
  return plain(validate.errors!).map(violationOf);
}

/** Of alternatives the whole is told, not why each of them failed; unless something in it is wrong in any case. */
function plain(errors: ErrorObject[]): ErrorObject[] {
  const alternatives = errors.filter(isAlternative).map(({ instancePath }) => instancePath);
  const isWithin = ({ instancePath }: ErrorObject, path: string) =>
    instancePath === path || instancePath.startsWith(`${path}/`);
  const told = errors.filter(
    (error) => !branchKeywords.has(error.keyword) || !alternatives.some((path) => isWithin(error, path)),
  );
  return told.filter(
    (error) =>
      !isAlternative(error) ||
      !told.some((other) => !isAlternative(other) && isWithin(other, error.instancePath)),
  );
}

const isAlternative = ({ keyword }: ErrorObject) => keyword === 'anyOf' || keyword === 'oneOf';
const branchKeywords = new Set(['type', 'pattern', 'const', 'maxLength']);

function violationOf(error: ErrorObject): SchemaViolation {
  const path = pathOf(error);
  const text = wordsOf(error);
  return { path, reason: `${error.instancePath || 'the file'} ${text.en}`, text };
}

function pathOf({ instancePath, keyword, params }: ErrorObject): FilePath {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
  return keyword === 'additionalProperties' ? [...path, String(params.additionalProperty)] : path;
}

/** By keyword of JSON Schema. */
const words: Record<string, (error: ErrorObject) => BilingualText> = {
  required: ({ params }) => ({
    vi: `thiếu mục “${params.missingProperty}”`,
    en: `must have "${params.missingProperty}"`,
  }),
  additionalProperties: ({ params }) => ({
    vi: `ở vị trí này không có mục “${params.additionalProperty}”`,
    en: `must not have "${params.additionalProperty}" here`,
  }),
  type: ({ params, data }) => ({
    vi: `phải là ${typesVi[String(params.type)] ?? String(params.type)}${quotesVi(params.type, data)}`,
    en: `must be ${typesEn[String(params.type)] ?? String(params.type)}${quotesEn(params.type, data)}`,
  }),
  enum: ({ params }) => ({
    vi: `phải là một trong: ${(params.allowedValues as string[]).join(', ')}`,
    en: `must be one of: ${(params.allowedValues as string[]).join(', ')}`,
  }),
  pattern: (error) => patternWords(error),
  minLength: () => ({ vi: 'không được để trống', en: 'must not be empty' }),
  maxLength: ({ params }) => ({
    vi: `dài quá ${params.limit} ký tự`,
    en: `must be at most ${params.limit} characters long`,
  }),
  minimum: ({ params }) => ({ vi: `phải từ ${params.limit} trở lên`, en: `must be ${params.limit} or more` }),
  maximum: ({ params }) => ({
    vi: `không được quá ${params.limit}`,
    en: `must be ${params.limit} or less`,
  }),
  minItems: ({ params }) => ({
    vi: `phải có ít nhất ${params.limit} phần tử`,
    en: `must have at least ${params.limit} item(s)`,
  }),
  minProperties: ({ params }) => ({
    vi: `phải có ít nhất ${params.limit} bên`,
    en: `must have at least ${params.limit} sides`,
  }),
  uniqueItems: () => ({ vi: 'có phần tử lặp lại', en: 'must not contain the same item twice' }),
  anyOf: (error) => alternativeWords(error),
  oneOf: () => ({
    vi: 'giá trị không khớp độ chính xác: date 2019-11-25, month 2019-08, quarter 2019-Q3, year 2020 (trong dấu nháy, từ năm 1900 đến năm 2100), ongoing null',
    en: 'the value does not fit its precision: date 2019-11-25, month 2019-08, quarter 2019-Q3, year 2020 (in quotes, from 1900 to 2100), ongoing null',
  }),
};

function wordsOf(error: ErrorObject): BilingualText {
  const say = words[error.keyword];
  return say ? say(error) : { vi: `không hợp lệ: ${error.message}`, en: error.message ?? 'is not valid' };
}

const typesVi: Record<string, string> = {
  string: 'chữ',
  integer: 'số nguyên',
  object: 'nhóm các mục',
  array: 'danh sách',
  boolean: 'true hoặc false',
};
const typesEn: Record<string, string> = {
  string: 'text',
  integer: 'a whole number',
  object: 'a group of entries',
  array: 'a list',
  boolean: 'true or false',
};
const wantsQuotes = (type: unknown, data: unknown) =>
  type === 'string' && (typeof data === 'number' || typeof data === 'boolean');
const quotesVi = (type: unknown, data: unknown) =>
  wantsQuotes(type, data) ? `; hãy đặt trong dấu nháy: '${String(data)}'` : '';
const quotesEn = (type: unknown, data: unknown) =>
  wantsQuotes(type, data) ? `; put it in quotes: '${String(data)}'` : '';

const day: BilingualText = {
  vi: "phải là một ngày như '2019-06-21', từ năm 1900 đến năm 2100, trong dấu nháy",
  en: "must be a day such as '2019-06-21', of a year from 1900 to 2100, in quotes",
};
const code: BilingualText = {
  vi: 'chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ hn-so-y-te',
  en: 'must be lower-case letters, digits and hyphens, such as hn-so-y-te',
};

/** By the pattern itself: what it asks for, with an example. */
const shapes: Record<string, BilingualText> = {
  '\\S': { vi: 'không được để trống', en: 'must not be empty' },
  '^[A-Z]{2,3}$': {
    vi: 'gồm hai hoặc ba chữ cái hoa không dấu, ví dụ HN',
    en: 'must be two or three capital letters A–Z, such as HN',
  },
  '^[1-9][0-9]{0,2}$': {
    vi: "là một số từ 1 đến 999 trong dấu nháy, ví dụ '12'",
    en: "must be a number from 1 to 999 in quotes, such as '12'",
  },
  '^[1-9][0-9]{0,2}\\.[0-9]{2,3}$': {
    vi: "gồm số lĩnh vực, dấu chấm và số thứ tự, trong dấu nháy, ví dụ '1.01'",
    en: "must be a sector number, a full stop and a serial number in quotes, such as '1.01'",
  },
  '^[A-Za-z0-9]+(\\.[A-Za-z0-9]+)*$': {
    vi: 'gồm chữ cái không dấu và chữ số, ngăn nhau bằng dấu chấm, ví dụ P5.S6a',
    en: 'must be letters and digits separated by full stops, such as P5.S6a',
  },
};

function patternWords({ parentSchema, params }: ErrorObject): BilingualText {
  const description = (parentSchema as { description?: string } | undefined)?.description ?? '';
  if (description.startsWith('A day')) return day;
  if (description.startsWith('ASCII')) return code;
  const { pattern } = params as { pattern: string };
  return shapes[pattern] ?? { vi: `không đúng dạng ${pattern}`, en: `must match ${pattern}` };
}

function alternativeWords({ parentSchema }: ErrorObject): BilingualText {
  const [first] = (parentSchema as { anyOf: { $ref?: string }[] }).anyOf;
  const orNone = ({ vi, en }: BilingualText) => ({
    vi: `${vi}; hoặc null nếu không có`,
    en: `${en}; or null for none`,
  });
  return orNone(first?.$ref?.endsWith('/date') ? day : code);
}
