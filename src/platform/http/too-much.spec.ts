import { describe, expect, it } from '@jest/globals';
import { isTooMuchForm, isTooMuchJson } from './too-much.js';

const nested = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels);
const names = (count: number) => Array.from({ length: count }, (_, i) => `k${i}`);
const objectOf = (count: number) => JSON.stringify(Object.fromEntries(names(count).map((name) => [name, 1])));

describe('a JSON body', () => {
  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('is refused where %s stand in each other beyond 64 levels, and not before', (_, open, close) => {
    expect(isTooMuchJson(nested(64, open, close))).toBe(false);
    expect(isTooMuchJson(nested(65, open, close))).toBe(true);
    expect(isTooMuchJson(nested(10_000, open, close))).toBe(true);
  });

  it('may have brackets side by side, and any signs in its texts', () => {
    expect(isTooMuchJson(`[${'[],'.repeat(1000)}[]]`)).toBe(false);
    const text = '[,:'.repeat(5000) + '\\"' + '{:'.repeat(1000);
    expect(isTooMuchJson(JSON.stringify({ results: text }))).toBe(false);
    expect(isTooMuchJson(`{"a": "unended ${'[:'.repeat(1000)}`)).toBe(false);
  });

  it('is refused with more than 200 names, wherever they stand, or a name of more than 200 characters', () => {
    expect(isTooMuchJson(objectOf(200))).toBe(false);
    expect(isTooMuchJson(objectOf(201))).toBe(true);
    expect(isTooMuchJson(`[${'{"a":1},'.repeat(200)}{"a":1}]`)).toBe(true);
    expect(isTooMuchJson(JSON.stringify({ ['k'.repeat(200)]: 1 }))).toBe(false);
    expect(isTooMuchJson(`{"${'k'.repeat(201)}" : 1}`)).toBe(true);
  });

  it('is refused with more values than any of ours has', () => {
    expect(isTooMuchJson(`[${'0,'.repeat(2000)}0]`)).toBe(false);
    expect(isTooMuchJson(`[${'0,'.repeat(2001)}0]`)).toBe(true);
  });
});

describe('a form, or the query of an address', () => {
  it('is refused with more than 200 fields, empty ones too', () => {
    const form = (count: number) => names(count).join('=1&');
    expect(isTooMuchForm(form(200))).toBe(false);
    expect(isTooMuchForm(form(201))).toBe(true);
    expect(isTooMuchForm('&'.repeat(200))).toBe(true);
  });

  it('is refused with a name of more than 200 characters, and may have longer values', () => {
    expect(isTooMuchForm(`${'k'.repeat(201)}=1`)).toBe(true);
    expect(isTooMuchForm('k'.repeat(201))).toBe(true);
    expect(isTooMuchForm(`a=1&results=${'x'.repeat(10_000)}&b`)).toBe(false);
  });

  it('may be empty', () => {
    expect(isTooMuchForm('')).toBe(false);
  });
});
