import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { freshOrm } from '../../test/support/orm.js';
import { anywhere, searchWords } from './search.js';
import { fold } from './text.js';

describe('a search', () => {
  it.each([
    ['Sở LĐ – TB và XH', ['so', 'ld', 'tb', 'va', 'xh']],
    ['2019—2020', ['2019-2020']],
    ['2019\u22122020', ['2019-2020']],
    ['“Nông sản”, (OCOP).', ['nong', 'san', 'ocop']],
    ['xăng\u200b dầu\u00ad', ['xang', 'dau']],
    ['P5.S6a', ['p5.s6a']],
    ['a@b.example', ['a@b.example']],
    ['100 %', ['100']],
    ['% _', ['%', '_']],
    [' \u200b ', []],
  ])('for %j looks for the words %j', (query, words) => {
    expect(searchWords(query)).toEqual(words);
  });

  it('takes twelve words of many', () => {
    expect(searchWords('từ '.repeat(100))).toHaveLength(12);
  });
});

describe('a text in the database', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  beforeAll(async () => {
    db = await freshOrm();
  });
  afterAll(() => db.close());

  it.each([
    'Sở Lao động – Thương binh và Xã hội',
    'ỦY BAN NHÂN DÂN'.normalize('NFD'),
    'a\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0db',
    'nông\u200b\u00ad\ufeff\u2060\u3164\ufe0f sản',
  ])('is folded there as here: %s', async (text) => {
    const { rows } = await sql<{ folded: string; found: boolean }>`
      select fold_text(${text}) as folded, fold_text(${text}) like ${anywhere(fold(text))} as found`.execute(
      db.em.getKysely(),
    );
    expect(rows).toEqual([{ folded: fold(text), found: true }]);
  });
});
