import { describe, expect, it } from '@jest/globals';
import { pages, prose } from './support/markdown.js';
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

  it('of the documentation hold none either', () => {
    const told = pages().flatMap((path) =>
      withoutPlaces(prose(path))
        .split('\n')
        .map((text, i): Said => ({
          at: `${path}:${i + 1}`,
          language: path.endsWith('.vi.md') ? 'vi' : 'en',
          text,
        })),
    );
    expect(faultsIn(told)).toEqual([]);
  });
});

/** Where a link leads, and what a place is called, is not read. */
const withoutPlaces = (text: string) => text.replace(/\]\([^)]*\)|<a id="[^"]*">/g, ']');
