import { describe, expect, it } from '@jest/globals';
import { saidInSources, type Said } from './support/said.js';
import { unwantedEnglish, unwantedVietnamese } from './support/unwanted-phrases.js';

/** Where a phrase stands that nobody would write, and what to write instead. */
function faultsIn(all: Said[]): string[] {
  return all.flatMap(({ at, language, text }) =>
    (language === 'vi' ? unwantedVietnamese : unwantedEnglish).flatMap(({ phrase, better }) => {
      const found = phrase.exec(text)?.[0];
      return found === undefined ? [] : `${at}: “${found}”, better: ${better} (${text.slice(0, 80)})`;
    }),
  );
}

describe('the words', () => {
  const all = saidInSources();

  it('of pages, emails, refusals and the API hold no phrase that nobody would write', () => {
    expect(all.filter(({ language }) => language === 'vi').length).toBeGreaterThan(700);
    expect(all.filter(({ language }) => language === 'en').length).toBeGreaterThan(900);
    expect(faultsIn(all)).toEqual([]);
  });
});
