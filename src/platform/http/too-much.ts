import { Malformed } from '../errors.js';

// What input is made of, beyond any that we read. Reading it would take the square of its names, or all of the stack.
const MOST_NAMES = 200;
const MOST_VALUES = 2000;
const MOST_LEVELS = 64;
const LONGEST_NAME = 200;

/** Looked through once, before anything is built of it. */
export function isTooMuchJson(json: string): boolean {
  let [depth, names, values, length] = [0, 0, 0, 0];
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at]!;
    if (sign === '"') {
      const end = endOfString(json, at);
      length = end - at - 1;
      at = end;
    } else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    else if (sign === ',') values += 1;
    else if (sign === ':') {
      names += 1;
      if (length > LONGEST_NAME) return true;
    }
    if (depth > MOST_LEVELS || names > MOST_NAMES || values > MOST_VALUES) return true;
  }
  return false;
}

function endOfString(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    if (json[at] === '\\') at += 1;
    else if (json[at] === '"') return at;
  }
  return json.length;
}

/** A form's body, or the query of an address. */
export function isTooMuchForm(pairs: string): boolean {
  let [names, start] = [0, 0];
  for (let end = 0; end !== -1; start = end + 1) {
    end = pairs.indexOf('&', start);
    names += 1;
    const pair = pairs.slice(start, end === -1 ? undefined : end);
    const value = pair.indexOf('=');
    if (names > MOST_NAMES || (value === -1 ? pair.length : value) > LONGEST_NAME) return true;
  }
  return false;
}

export function tooMuch(): Malformed {
  const message = {
    vi: `Tối đa ${MOST_NAMES} trường, ${MOST_VALUES} giá trị và ${MOST_LEVELS} cấp; tên trường tối đa ${LONGEST_NAME} ký tự.`,
    en: `At most ${MOST_NAMES} fields, ${MOST_VALUES} values and ${MOST_LEVELS} levels; field names of at most ${LONGEST_NAME} characters.`,
  };
  return new Malformed([{ field: '', message }]);
}
