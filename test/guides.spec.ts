import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { roles } from '../src/identity/viewer.js';
import { anchors, links, markedAnchors, pages } from './support/markdown.js';

const guide = { vi: 'docs/user-guide.vi.md', en: 'docs/user-guide.en.md' };

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
  const marked = { vi: places(guide.vi), en: places(guide.en) };

  it.each(['vi', 'en'] as const)('have a section for each role, under its name (%s)', (language) => {
    expect(marked[language]).toEqual(expect.arrayContaining([...roles]));
  });

  it('have the same places, in the same order, so that a page can link to either', () => {
    expect(marked.vi).toEqual(marked.en);
  });
});

function places(path: string): string[] {
  return markedAnchors(readFileSync(path, 'utf8'));
}

const told = ({ from, target }: { from: string; target: string }): string => `${from}: ${target}`;
