import { Migration } from '@mikro-orm/migrations';

/**
 * What is searched knows every dash as a hyphen, and nothing of what does not show: the function, and the words that commitments
 * are found by, as `fold` of src/platform/text.ts now makes them. An older version finds them as before, but for a dash.
 */
export class Migration20261128100100_dashes_in_search extends Migration {
  override up(): void {
    this.addSql(`
      create or replace function fold_text(value text) returns text language sql immutable parallel safe
        return lower(translate(
          regexp_replace(normalize(value, NFD), '[${MARKS}${INVISIBLE}]+', '', 'g'), 'đĐ${DASHES}', 'dD${HYPHENS}'))
    `);
    this.addSql(`
      update commitment set search = translate(regexp_replace(search, '[${INVISIBLE}]+', '', 'g'), '${DASHES}', '${HYPHENS}')
      where search ~ '[${INVISIBLE}${DASHES}]'
    `);
  }
}

const MARKS = '\\u0300-\\u036F';
const INVISIBLE =
  '\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0';
const DASHES = '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\uFF0D';
const HYPHENS = '-'.repeat(DASHES.length);
