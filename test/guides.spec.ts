import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { roles } from '../src/identity/viewer.js';
import { knownWords, labelsOf } from './support/labels.js';
import { anchors, links, markedAnchors, pages } from './support/markdown.js';

const userGuide = { vi: 'docs/user-guide.vi.md', en: 'docs/user-guide.en.md' };

describe('the documentation', () => {
  const all = pages().flatMap(links);

  it('links only to files that are there', () => {
    expect(all.length).toBeGreaterThan(300);
    expect(all.filter(({ file }) => !existsSync(file)).map(told)).toEqual([]);
  });

  it('links only to places that their page has', () => {
    const known = new Map<string, string[]>();
    const hasPlace = ({ file, anchor }: (typeof all)[number]) => {
      if (!known.has(file)) known.set(file, anchors(file));
      return known.get(file)!.includes(anchor!);
    };
    const named = all.filter(({ file, anchor }) => anchor !== undefined && file.endsWith('.md'));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((link) => !hasPlace(link)).map(told)).toEqual([]);
  });
});

describe('the user guides', () => {
  const marked = { vi: places(userGuide.vi), en: places(userGuide.en) };

  it.each(['vi', 'en'] as const)('have a section for each role, under its name (%s)', (language) => {
    expect(marked[language]).toEqual(expect.arrayContaining([...roles]));
  });

  it('have the same places, in the same order, so that a page can link to either', () => {
    expect(marked.vi).toEqual(marked.en);
  });
});

describe.each(['vi', 'en'] as const)('the guides in %s', (language) => {
  const guides = ['user-guide', 'admin-guide', 'agreements'].map((name) => `docs/${name}.${language}.md`);

  it.each(guides)('call what is on the pages by the words of the pages: %s', (guide) => {
    const isOnPages = knownWords(language);
    const labels = labelsOf(guide);
    expect(labels.length).toBeGreaterThan(10);
    expect(labels.filter((label) => !isOnPages(label))).toEqual([]);
  });

  it('would be found out by a word that no page has', () => {
    expect(knownWords(language)('Take off the second factor')).toBe(false);
  });
});

function places(path: string): string[] {
  return markedAnchors(readFileSync(path, 'utf8'));
}

const told = ({ from, target }: { from: string; target: string }): string => `${from}: ${target}`;
