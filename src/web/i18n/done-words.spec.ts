import { describe, expect, it } from '@jest/globals';
import type { DoneWords } from '../components/done-bar.js';
import { words } from './words.js';

/** What a page says once after something was done on it. */
function doneWordsOf(language: 'vi' | 'en'): Record<string, DoneWords> {
  const { users, bodies, access, calendar, account, factor } = words(language);
  const rooms = { users, bodies, access, calendar };
  const lists = Object.entries(rooms).flatMap(([room, { done }]) =>
    Object.entries<DoneWords>(done).map(([what, said]) => [`${room}.${what}`, said] as const),
  );
  const { languageSaved } = account;
  const { nowOff, policySaved } = factor;
  return { ...Object.fromEntries(lists), languageSaved, nowOff, policySaved };
}

describe('what is said once after something was done', () => {
  it.each(['vi', 'en'] as const)('says in %s in one sentence what, and then what follows', (language) => {
    const said = doneWordsOf(language);
    expect(Object.keys(said).length).toBeGreaterThan(18);
    for (const [name, { title, text }] of Object.entries(said)) {
      expect([name, title]).toEqual([name, expect.stringMatching(/^[^.;]+\.$/)]);
      expect([name, text]).toEqual([name, expect.stringMatching(/^\p{Lu}.+\.$/u)]);
    }
  });

  it('says the same things in both languages', () => {
    expect(Object.keys(doneWordsOf('en'))).toEqual(Object.keys(doneWordsOf('vi')));
  });
});
