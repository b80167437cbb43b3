import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { projectRoot } from '../platform/project-root.js';
import { assetAt, assetUrl, encoded } from './assets.js';

describe('assets', () => {
  it('have addresses that name their content', () => {
    expect(assetUrl('app.css')).toMatch(/^\/assets\/app\.[0-9a-f]{10}\.css$/);
    expect(assetAt(assetUrl('app.js'))?.type).toContain('javascript');
    expect(assetAt('/assets/app.0000000000.css')).toBeUndefined();
  });

  it('refer only to fonts that are served, and to nothing outside', () => {
    const css = assetAt(assetUrl('app.css'))!.body.toString();
    const urls = [...css.matchAll(/url\(([^)]+)\)/g)]
      .map((match) => match[1]!)
      .filter((url) => !url.startsWith('#'));
    expect(urls.length).toBeGreaterThan(8);
    expect(urls.filter((url) => !assetAt(url))).toEqual([]);
  });

  it('are the same packed and unpacked', () => {
    const css = assetAt(assetUrl('app.css'))!;
    expect(brotliDecompressSync(encoded(css, 'br')).equals(css.body)).toBe(true);
  });

  it('are sent without comments, and with every rule and statement', () => {
    const folder = join(projectRoot, 'src/web/assets');
    for (const kind of ['css', 'js']) {
      const files = readdirSync(join(folder, kind)).sort();
      const source = files.map((file) => readFileSync(join(folder, kind, file), 'utf8')).join('\n');
      const sent = assetAt(assetUrl(`app.${kind}`))!.body.toString();
      expect(sent).not.toMatch(/^\s*\/[/*]/m);
      const closed = source.replaceAll(/^\s*\/\/.*$|\/\*[^]*?\*\//gm, '').split('}').length;
      const own = kind === 'css' ? sent : sent.slice(0, sent.indexOf('var htmx='));
      expect(own.split('}')).toHaveLength(closed);
    }
  });

  it('lay out for a narrow screen on screens alone: a sheet of paper is narrow too, and starts from the desk', () => {
    const css = assetAt(assetUrl('app.css'))!.body.toString();
    const narrow = css.match(/@media[^{]*max-width[^{]*/g)!;
    expect(narrow.length).toBeGreaterThan(20);
    expect(narrow.filter((query) => !query.startsWith('@media screen and'))).toEqual([]);
  });
});
