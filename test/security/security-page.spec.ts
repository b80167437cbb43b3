import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PAGE = 'docs/security.md';
const page = readFileSync(PAGE, 'utf8');

/** Requirements of levels 1 and 2 of OWASP ASVS 5.0.0, by section. */
const requirements = `
1.1: 1-2, 1.2: 1-9, 1.3: 1-11, 1.4: 1-3, 1.5: 1-2, 2.1: 1-3, 2.2: 1-3, 2.3: 1-4, 2.4: 1,
3.2: 1-2, 3.3: 1-4, 3.4: 1-6, 3.5: 1-5, 3.7: 1-2, 4.1: 1-3, 4.2: 1, 4.3: 1-2, 4.4: 1-4,
5.1: 1, 5.2: 1-3, 5.3: 1-2, 5.4: 1-3, 6.1: 1-3, 6.2: 1-12, 6.3: 1-4, 6.4: 1-4, 6.5: 1-5, 6.6: 1-3, 6.8: 1-4,
7.1: 1-3, 7.2: 1-4, 7.3: 1-2, 7.4: 1-5, 7.5: 1-2, 7.6: 1-2, 8.1: 1-2, 8.2: 1-3, 8.3: 1, 8.4: 1,
9.1: 1-3, 9.2: 1-4, 10.1: 1-2, 10.2: 1-2, 10.3: 1-4, 10.4: 1-11, 10.5: 1-5, 10.6: 1-2, 10.7: 1-3,
11.1: 1-2, 11.2: 1-3, 11.3: 1-3, 11.4: 1-4, 11.5: 1, 11.6: 1, 12.1: 1-3, 12.2: 1-2, 12.3: 1-4,
13.1: 1, 13.2: 1-5, 13.3: 1-2, 13.4: 1-5, 14.1: 1-2, 14.2: 1-4, 14.3: 1-3, 15.1: 1-3, 15.2: 1-3, 15.3: 1-7,
16.1: 1, 16.2: 1-5, 16.3: 1-4, 16.4: 1-3, 16.5: 1-3, 17.1: 1, 17.2: 1-4, 17.3: 1-2`
  .split(',')
  .flatMap((section) => {
    const [, name, first, last = first] = /([\d.]+): (\d+)(?:-(\d+))?/.exec(section)!;
    const count = Number(last) - Number(first) + 1;
    return Array.from({ length: count }, (_, n) => `${name}.${Number(first) + n}`);
  });

const rows = page
  .split(/^## V(?=\d)/m)
  .slice(1)
  .flatMap((chapter) =>
    [...chapter.matchAll(/^\| (\d+\.\d+\.\d+[^|]*)\| ([^|]+) \|(.*)\|$/gm)].map(
      ([, asked, verdict, how]) => ({
        chapter: Number.parseInt(chapter, 10),
        numbers: asked!.match(/\d+\.\d+\.\d+/g)!,
        verdict: verdict!.trim(),
        how: how!.trim(),
      }),
    ),
  );

describe('the page about security', () => {
  it('speaks of each requirement once', () => {
    expect(rows.flatMap(({ numbers }) => numbers).sort()).toEqual(requirements.sort());
  });

  it('in the chapter to which it belongs', () => {
    const strayed = rows.filter(({ chapter, numbers }) =>
      numbers.some((number) => Number.parseInt(number, 10) !== chapter),
    );
    expect(strayed).toEqual([]);
  });

  it('says whether it holds, and how', () => {
    const unclear = rows.filter(
      ({ verdict, how }) => !['yes', 'partly', 'no', '–'].includes(verdict) || how === '',
    );
    expect(unclear).toEqual([]);
  });

  it('names files that are there', () => {
    const files = [...page.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target]) => target!)
      .filter((target) => !/^https?:/.test(target));
    expect(files.length).toBeGreaterThan(40);
    expect(files.filter((file) => !existsSync(join(dirname(PAGE), file)))).toEqual([]);
  });
});
