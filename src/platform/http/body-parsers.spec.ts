import { describe, expect, it } from '@jest/globals';
import { isTooDeep } from './body-parsers.js';

const nested = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels);

describe('a JSON body', () => {
  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('is refused where %s stand in each other beyond 64 levels, and not before', (_, open, close) => {
    expect(isTooDeep(nested(64, open, close))).toBe(false);
    expect(isTooDeep(nested(65, open, close))).toBe(true);
    expect(isTooDeep(nested(10_000, open, close))).toBe(true);
  });

  it('may have any number of them side by side, and any brackets in its texts', () => {
    expect(isTooDeep(`[${'[],'.repeat(1000)}[]]`)).toBe(false);
    expect(isTooDeep(JSON.stringify({ results: '['.repeat(1000) + '\\"' + '{'.repeat(1000) }))).toBe(false);
    expect(isTooDeep(`{"a": "unended ${'['.repeat(1000)}`)).toBe(false);
  });
});
