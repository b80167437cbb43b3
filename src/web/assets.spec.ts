import { describe, expect, it } from '@jest/globals';
import { brotliDecompressSync } from 'node:zlib';
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

  it('lay out for a narrow screen on screens alone: a sheet of paper is narrow too, and starts from the desk', () => {
    const css = assetAt(assetUrl('app.css'))!.body.toString();
    const narrow = css.match(/@media[^{]*max-width[^{]*/g)!;
    expect(narrow.length).toBeGreaterThan(20);
    expect(narrow.filter((query) => !query.startsWith('@media screen and'))).toEqual([]);
  });
});
